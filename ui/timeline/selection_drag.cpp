// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/selection_drag.h"

#include <algorithm>
#include <limits>

namespace heapline {

namespace {

/// Sum that stays within 64 bits.
std::int64_t plus(std::int64_t a, std::int64_t b)
{
    if (b > 0 && a > std::numeric_limits<std::int64_t>::max() - b)
        return std::numeric_limits<std::int64_t>::max();
    if (b < 0 && a < std::numeric_limits<std::int64_t>::min() - b)
        return std::numeric_limits<std::int64_t>::min();
    return a + b;
}

} // namespace

std::int64_t SelectionLimits::contained(std::int64_t position) const
{
    return std::clamp(position, std::min(recorded, extent.end), extent.end);
}

SelectionDrag::SelectionDrag(Kind kind, std::int64_t pressedAt, const std::optional<AxisRange>& before,
                             const SelectionLimits& limits)
    : m_kind(before ? kind : Kind::New)
    , m_pressedAt(pressedAt)
    , m_before(before)
    , m_limits(limits)
{
}

AxisRange SelectionDrag::at(std::int64_t position) const
{
    if (m_kind == Kind::Move)
        return movedSelection(*m_before, position - m_pressedAt, m_limits);
    const std::int64_t fixed = m_kind == Kind::New ? m_pressedAt : m_kind == Kind::Begin ? m_before->end : m_before->begin;
    const auto inside = [this](std::int64_t place) {
        return place <= m_limits.extent.begin ? m_limits.extent.begin : m_limits.contained(place);
    };
    const auto [begin, end] = std::minmax({inside(fixed), inside(position)});
    return {begin, end};
}

AxisRange movedSelection(const AxisRange& range, std::int64_t delta, const SelectionLimits& limits)
{
    if (delta == 0 || (delta < 0 && range.end < limits.extent.begin))
        return range;
    const std::int64_t begin = limits.contained(range.begin);
    const std::int64_t end = std::max(begin, limits.contained(range.end));
    const std::int64_t length = end - begin;
    const std::int64_t moved = delta > 0 ? std::min(plus(begin, delta), limits.extent.end - length)
                                         : std::max(plus(begin, delta), limits.contained(limits.recorded));
    return {moved, moved + length};
}

AxisRange withEndMoved(const AxisRange& range, std::int64_t delta, const SelectionLimits& limits)
{
    if (delta < 0 && range.end < limits.extent.begin)
        return range; // what is older than the recording has nothing before it
    const std::int64_t begin = std::max(range.begin, limits.extent.begin);
    return {begin, std::max(begin, limits.contained(plus(range.end, delta)))};
}

AxisRange withBeginMoved(const AxisRange& range, std::int64_t delta, const SelectionLimits& limits)
{
    if (range.end < limits.extent.begin)
        return range;
    if (delta < 0 && range.begin <= limits.recorded)
        return {limits.extent.begin, range.end}; // one step more takes in what is older
    return {std::min(range.end, limits.contained(plus(range.begin, delta))), range.end};
}

} // namespace heapline
