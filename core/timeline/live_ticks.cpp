// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/live_ticks.h"

#include "core/timeline/timeline.h"

#include <algorithm>

namespace heapline {

namespace {

/// Why rows are not the ticks of a timeline; empty when they are.
std::string obstacleOf(const LiveEventColumns& events, const Timeline& timeline)
{
    if (events.lastSeenId.empty())
        return "it holds no ticks";
    if (events.surplusRows > 0 || std::max(events.rowCount(), events.lastSeenId.size()) > timeline.tickCount())
        return "it has more ticks than the timeline";
    const auto [ours, theirs] = std::ranges::mismatch(timeline.lastId, events.lastSeenId);
    if (theirs == events.lastSeenId.end())
        return {};
    return "tick " + std::to_string(theirs - events.lastSeenId.begin()) + " ends with id " + std::to_string(*theirs)
           + " there and " + std::to_string(*ours) + " here";
}

} // namespace

LiveMatch matchLiveEvents(const LiveEventColumns& events, const Timeline& timeline)
{
    LiveMatch match;
    match.obstacle = obstacleOf(events, timeline);
    if (!match.obstacle.empty())
        return match;
    const std::size_t ticks = timeline.tickCount();
    const auto column = [ticks](std::vector<std::uint64_t> values) {
        values.resize(ticks);
        return values;
    };
    const auto lost = [&](const std::vector<std::uint64_t>& first, const std::vector<std::uint64_t>& last) {
        std::vector<std::uint64_t> values(ticks);
        for (std::size_t row = 0; row < first.size(); ++row)
            values[row] = first[row] - std::min(first[row], last[row]);
        return values;
    };
    match.ticks.knownTicks = events.lastSeenId.size();
    match.ticks.allocatedBytes = TickSums(column(events.allocatedBytes));
    match.ticks.allocatedCount = TickSums(column(events.allocatedCount));
    match.ticks.freedBytes = TickSums(lost(events.allocatedBytes, events.lastBytes));
    match.ticks.freedCount = TickSums(lost(events.allocatedCount, events.lastCount));
    match.ticks.lostBytes = TickSums(column(events.lostBytes));
    return match;
}

} // namespace heapline
