// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/timeline.h"
#include "tests/core/timeline/recorded_ticks.h"

#include <initializer_list>

namespace heapline {

/// One tick as tests write it.
struct Tick {
    std::int64_t position;
    std::uint64_t bytes;
};

/// A timeline of ticks that each hold one object per ten bytes, all that were given an id.
inline Timeline timelineOf(AxisKind axis, std::initializer_list<Tick> ticks)
{
    Timeline timeline;
    timeline.axis = axis;
    for (const Tick& tick : ticks) {
        if (axis == AxisKind::Time)
            timeline.lastId.push_back((timeline.lastId.empty() ? 1 : timeline.lastId.back()) + tick.bytes / 10 * 2);
        timeline.position.push_back(tick.position);
        timeline.bytes.push_back(tick.bytes);
        timeline.count.push_back(axis == AxisKind::Time ? tick.bytes / 10 : 1);
    }
    if (axis == AxisKind::Time)
        timeline.idsAlive = TickSums(timeline.count);
    timeline.finish();
    return timeline;
}

/// Ten seconds, a tick each second with 100 kB, 200 kB, … 1 MB, and 5 MB that are older.
inline Timeline tenSeconds()
{
    Timeline timeline;
    for (std::int64_t tick = 0; tick <= 10; ++tick) {
        timeline.position.push_back(tick * 1'000'000);
        timeline.lastId.push_back(static_cast<std::uint64_t>(100'001 + 40'000 * tick)); // 20,000 objects a second
        timeline.bytes.push_back(tick == 0 ? 5'000'000 : static_cast<std::uint64_t>(tick) * 100'000);
        timeline.count.push_back(timeline.bytes.back() / 100);
    }
    timeline.idsAlive = TickSums(timeline.count);
    timeline.finish();
    return timeline;
}

/// The same with live events: each tick allocated twice what is left of it.
inline Timeline tenSecondsLive()
{
    Timeline timeline = tenSeconds();
    LiveTicks live;
    live.knownTicks = timeline.tickCount();
    std::vector<std::uint64_t> bytes = timeline.bytes;
    std::vector<std::uint64_t> count = timeline.count;
    live.freedBytes = TickSums(bytes);
    live.freedCount = TickSums(count);
    live.lostBytes = TickSums(bytes);
    for (std::uint64_t& one : bytes)
        one *= 2;
    for (std::uint64_t& one : count)
        one *= 2;
    live.allocatedBytes = TickSums(bytes);
    live.allocatedCount = TickSums(count);
    timeline.live = live;
    return timeline;
}

/// A thousand samples, 1 to 1000, of 1 kB each.
inline Timeline thousandSamples()
{
    Timeline timeline;
    timeline.axis = AxisKind::AllocationOrder;
    for (std::int64_t ordinal = 1; ordinal <= 1000; ++ordinal) {
        timeline.position.push_back(ordinal);
        timeline.bytes.push_back(1000);
        timeline.count.push_back(1);
    }
    timeline.finish();
    return timeline;
}

/// The real recording of recorded_ticks.h.
inline Timeline realRecording()
{
    Timeline timeline;
    for (const RecordedTick& tick : recordedTicks) {
        timeline.position.push_back(tick.timestampUs);
        timeline.lastId.push_back(tick.lastId);
        timeline.bytes.push_back(tick.bytes);
        timeline.count.push_back(tick.bytes / 61);
    }
    timeline.finish();
    return timeline;
}

} // namespace heapline
