// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/tick_figures.h"

#include <algorithm>

namespace heapline {

namespace {

/// How many odd numbers there are up to an id.
std::uint64_t oddIdsUpTo(std::uint64_t id)
{
    return id / 2 + id % 2;
}

std::optional<TickFigures::Live> liveFigures(const std::optional<LiveTicks>& live, const TickRange& ticks)
{
    if (!live || ticks.last > live->knownTicks)
        return {};
    return TickFigures::Live{live->allocatedBytes.of(ticks.first, ticks.last),
                             live->allocatedCount.of(ticks.first, ticks.last), live->freedBytes.of(ticks.first, ticks.last),
                             live->freedCount.of(ticks.first, ticks.last), live->lostBytes.of(ticks.first, ticks.last)};
}

} // namespace

TickFigures figuresOf(const Timeline& timeline, const TickRange& ticks)
{
    TickFigures figures;
    figures.bytes = timeline.bytesBefore[ticks.last] - timeline.bytesBefore[ticks.first];
    figures.count = timeline.countBefore[ticks.last] - timeline.countBefore[ticks.first];
    figures.idsAlive = timeline.idsAlive.of(ticks.first, ticks.last);
    const std::size_t first = std::max<std::size_t>(ticks.first, 1);
    if (!timeline.lastId.empty() && first < ticks.last)
        figures.idsGiven = oddIdsUpTo(timeline.lastId[ticks.last - 1]) - oddIdsUpTo(timeline.lastId[first - 1]);
    figures.live = liveFigures(timeline.live, ticks);
    return figures;
}

AxisRange rangeOfTicks(const Timeline& timeline, const TickRange& ticks)
{
    const std::size_t lastTick = ticks.last - 1;
    if (timeline.axis == AxisKind::AllocationOrder)
        return {timeline.position[ticks.first], timeline.position[lastTick]};
    // A selection takes in the tick that ends after it, so it ends before the last tick does.
    const AxisRange before = placeBeforeRecording(timeline);
    if (lastTick == 0)
        return before;
    const std::int64_t begin = ticks.first == 0
                                   ? timeline.position.front()
                                   : std::min(timeline.position[ticks.first - 1] + 1, timeline.position[ticks.first]);
    const std::int64_t end = std::max(timeline.position[lastTick] - 1, timeline.position[lastTick - 1]);
    return {std::min(begin, end), end};
}

} // namespace heapline
