// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/timeline.h"

#include <algorithm>

namespace heapline {

namespace {

std::size_t firstTickAtOrAfter(const Timeline& timeline, std::int64_t position)
{
    const auto at = std::lower_bound(timeline.position.begin(), timeline.position.end(), position);
    return static_cast<std::size_t>(at - timeline.position.begin());
}

std::size_t firstTickAfter(const Timeline& timeline, std::int64_t position)
{
    const auto at = std::upper_bound(timeline.position.begin(), timeline.position.end(), position);
    return static_cast<std::size_t>(at - timeline.position.begin());
}

void fillSums(const std::vector<std::uint64_t>& values, std::vector<std::uint64_t>& before)
{
    before.assign(values.size() + 1, 0);
    for (std::size_t i = 0; i < values.size(); ++i)
        before[i + 1] = before[i] + values[i];
}

} // namespace

AxisRange Timeline::extent() const
{
    if (position.empty())
        return {};
    return {position.front(), position.back()};
}

void Timeline::finish()
{
    fillSums(bytes, bytesBefore);
    fillSums(count, countBefore);
}

AxisRange placeBeforeRecording(const Timeline& timeline)
{
    const std::int64_t before = timeline.position.front() - 1;
    return {before, before};
}

bool isBeforeRecording(const Timeline& timeline, const AxisRange& range)
{
    return timeline.axis == AxisKind::Time && !timeline.position.empty() && range.end < timeline.position.front();
}

TickRange ticksIn(const Timeline& timeline, const AxisRange& range)
{
    const std::size_t first = firstTickAtOrAfter(timeline, range.begin);
    std::size_t last = firstTickAfter(timeline, range.end);
    // What is allocated right after the end of the range stands in the next tick of a Time axis.
    if (timeline.axis == AxisKind::Time && range.begin <= range.end)
        last = std::min(last + 1, timeline.tickCount());
    return {first, std::max(first, last)};
}

IdRange idsIn(const Timeline& timeline, const AxisRange& range)
{
    if (timeline.lastId.empty())
        return {};
    const std::size_t first = firstTickAtOrAfter(timeline, range.begin);
    const std::size_t last = firstTickAfter(timeline, range.end);
    IdRange ids;
    ids.minExclusive = first > 0 ? timeline.lastId[first - 1] : 0;
    ids.maxInclusive = last < timeline.lastId.size() ? timeline.lastId[last] : IdRange::unbounded;
    return ids;
}

} // namespace heapline
