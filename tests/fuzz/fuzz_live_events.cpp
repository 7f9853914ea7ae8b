// SPDX-License-Identifier: GPL-3.0-or-later
// Live events: reading, whatever pieces the file comes in, and what a timeline makes of them.
#include "core/format/live_events.h"
#include "core/timeline/tick_figures.h"
#include "tests/core/format/memory_source.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/profile_exercise.h"

#include <algorithm>

namespace heapline {

namespace {

LiveEventColumns eventsOf(const std::string& text, std::size_t step, std::size_t mostRows)
{
    MemorySource source(text, step);
    return readLiveEvents(source, mostRows, Progress());
}

void checkColumns(const LiveEventColumns& events, std::size_t mostRows)
{
    require(events.rowCount() <= mostRows && events.lastSeenId.size() <= events.rowCount(), "no more rows than wanted");
    for (const auto* column : {&events.allocatedCount, &events.lastCount, &events.lastBytes, &events.lostBytes})
        require(column->size() == events.rowCount(), "columns are equally long");
}

bool isSame(const LiveEventColumns& one, const LiveEventColumns& other)
{
    return one.lastSeenId == other.lastSeenId && one.allocatedCount == other.allocatedCount
           && one.allocatedBytes == other.allocatedBytes && one.lastCount == other.lastCount
           && one.lastBytes == other.lastBytes && one.lostBytes == other.lostBytes
           && one.unreadableLines == other.unreadableLines && one.surplusRows == other.surplusRows;
}

/// A timeline whose ticks end with these ids, and with one tick more.
Timeline timelineOf(std::vector<std::uint64_t> lastIds)
{
    Timeline timeline;
    lastIds.push_back(lastIds.empty() ? 1 : lastIds.back());
    timeline.lastId = std::move(lastIds);
    for (std::size_t tick = 0; tick < timeline.lastId.size(); ++tick)
        timeline.position.push_back(static_cast<std::int64_t>(tick) * 50'000);
    timeline.bytes.assign(timeline.lastId.size(), 16);
    timeline.count.assign(timeline.lastId.size(), 1);
    timeline.idsAlive = TickSums(timeline.count);
    timeline.finish();
    return timeline;
}

void checkMatch(const LiveEventColumns& events)
{
    if (!std::ranges::is_sorted(events.lastSeenId))
        return; // no timeline ends so
    Timeline timeline = timelineOf(events.lastSeenId);
    LiveMatch match = matchLiveEvents(events, timeline);
    const bool fits = !events.lastSeenId.empty() && events.surplusRows == 0 && events.rowCount() <= timeline.tickCount();
    require(match.obstacle.empty() == fits, "events of the same ids match");
    if (!fits)
        return;
    timeline.live = std::move(match.ticks);
    for (std::size_t tick = 0; tick < timeline.tickCount(); ++tick) {
        const auto live = figuresOf(timeline, {tick, tick + 1}).live;
        require(live.has_value() == (tick < events.lastSeenId.size()), "ticks that are told about have figures");
        require(!live || (live->freedBytes <= live->allocatedBytes && live->freedCount <= live->allocatedCount),
                "no more is freed than was allocated");
    }
}

} // namespace

std::vector<std::string> madeSeeds()
{
    return {
        "{\"method\":\"HeapProfiler.heapStatsUpdate\",\"params\":{\"statsUpdate\":[0,10,1000,1,-1,-16]}}\n"
        "{\"params\":{\"lastSeenObjectId\":21},\"method\":\"HeapProfiler.lastSeenObjectId\"}\n"
        "{\"method\":\"HeapProfiler.heapStatsUpdate\",\"params\":{\"statsUpdate\":[0,8,900,1,5,50]}}\r\n"
        "{\"method\":\"HeapProfiler.lastSeenObjectId\",\"params\":{\"lastSeenObjectId\":21,\"timestamp\":1795340897634.83}}\n"
        "{\"method\":\"HeapProfiler.lastSeenObjectId\",\"params\":{\"lastSeenObjectId\":33}}"};
}

} // namespace heapline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace heapline;
    const std::string text(data, data + size);
    const std::size_t mostRows = size % 5 == 0 ? 3 : 1000;
    const LiveEventColumns events = eventsOf(text, MemorySource::inOnePiece, mostRows);
    checkColumns(events, mostRows);
    require(isSame(events, eventsOf(text, 1 + size % 61, mostRows)), "pieces of the file make no difference");
    checkMatch(events);
    return 0;
}
