// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/range.h"

#include <cstdint>
#include <optional>

namespace heapline {

/// What a selection may cover.
struct SelectionLimits {
    AxisRange extent; ///< the data, from its first to its last place
    std::int64_t recorded =
        0; ///< where a selection begins that leaves out what is older than the recording; >= extent.begin

    /// Brings a place into what was recorded.
    std::int64_t contained(std::int64_t position) const;
};

/// A drag that changes a selection: a new one, one of its ends, or the whole of it. Dragging an end past the other one
/// swaps them.
class SelectionDrag {
public:
    enum class Kind { New, Begin, End, Move };

    /// @param pressedAt place under the pointer when the button went down
    /// @param before the selection at that time; needed for all kinds but New
    SelectionDrag(Kind kind, std::int64_t pressedAt, const std::optional<AxisRange>& before, const SelectionLimits& limits);

    Kind kind() const { return m_kind; }
    const std::optional<AxisRange>& before() const { return m_before; }

    /// The selection once the pointer is at a place. A place at extent.begin takes in what is older than the recording.
    AxisRange at(std::int64_t position) const;

private:
    Kind m_kind;
    std::int64_t m_pressedAt;
    std::optional<AxisRange> m_before;
    SelectionLimits m_limits;
};

/// A selection moved by a distance, as far as the limits go; keeps its length.
AxisRange movedSelection(const AxisRange& range, std::int64_t delta, const SelectionLimits& limits);

/// A selection with its end, or its begin, moved; the moved end stops at the other one.
AxisRange withEndMoved(const AxisRange& range, std::int64_t delta, const SelectionLimits& limits);
AxisRange withBeginMoved(const AxisRange& range, std::int64_t delta, const SelectionLimits& limits);

} // namespace heapline
