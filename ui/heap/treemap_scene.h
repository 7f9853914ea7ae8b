// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/treemap_layout.h"
#include "ui/heap/dominator_figures.h"

#include <QSize>

#include <memory>
#include <optional>

namespace heapline {

/// A treemap that is laid out. Immutable; places are device pixels.
struct TreemapScene {
    std::shared_ptr<const DominatorFigures> figures;
    NodeOrdinal outermost; ///< the object over the whole area
    QSize size;
    qreal pixelRatio = 1;
    TreemapLayout layout;

    const Heap& heap() const { return *figures->profile->heap; }
    /// What areas stand for: bytes that are retained, or those of the shown objects.
    std::uint64_t weightOf(NodeOrdinal object) const
    {
        return figures->sums ? figures->sums->bytes(object) : heap().retainedSize[object.value];
    }
    std::uint64_t wholeWeight() const { return figures->sums ? figures->objects->bytes : heap().totalSize; }
};

/// A box as it can be found again in another layout.
struct TreemapSpot {
    TreemapBox::Kind kind = TreemapBox::Kind::Object;
    NodeOrdinal object;

    bool operator==(const TreemapSpot&) const = default;
};

inline TreemapSpot spotOf(const TreemapBox& box)
{
    return {box.kind, box.object};
}

/// Row of a box, or TreemapBox::none. O(boxes)
inline std::uint32_t findBox(const TreemapLayout& layout, const TreemapSpot& spot)
{
    for (std::uint32_t row = 0; row < layout.boxes.size(); ++row) {
        if (spotOf(layout.boxes[row]) == spot)
            return row;
    }
    return TreemapBox::none;
}

} // namespace heapline
