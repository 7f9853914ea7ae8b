// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/range.h"
#include "core/timeline/live_ticks.h"
#include "core/timeline/tick_sums.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace heapline {

/// What the positions of a Timeline mean.
enum class AxisKind {
    Time,           ///< microseconds since the start of the recording (.heaptimeline)
    AllocationOrder ///< serial numbers of samples (.heapprofile)
};

/// The Timeline face of a profile: how many bytes and objects came into being where on the axis, and are still there.
///
/// A tick of a Time axis stands for what was allocated after the tick before it, up to its own position. Tick 0 of a Time axis
/// holds the objects that are older than the recording. A tick of an AllocationOrder axis is one sample.
struct Timeline {
    AxisKind axis = AxisKind::Time;
    std::vector<std::int64_t> position;     ///< tick -> place on the axis, ascending (equal places are possible)
    std::vector<std::uint64_t> lastId;      ///< tick -> highest object id by then, ascending; empty for AllocationOrder
    std::vector<std::uint64_t> bytes;       ///< tick -> shallow bytes still alive (odd ids), or the sample's bytes
    std::vector<std::uint64_t> count;       ///< tick -> objects still alive with odd id and size > 0, or 1 for a sample
    std::vector<std::uint64_t> bytesBefore; ///< [ticks + 1] sum of bytes of the ticks before; filled by finish()
    std::vector<std::uint64_t> countBefore; ///< [ticks + 1] sum of count of the ticks before; filled by finish()
    TickSums idsAlive; ///< objects with an id of the tick that are still alive, of any size; empty for AllocationOrder
    std::optional<LiveTicks> live; ///< what was written down beside a Time axis while it was recorded

    std::size_t tickCount() const { return position.size(); }

    /// First and last place of the axis. A Time axis begins at tick 0.
    AxisRange extent() const;

    /// First tick that belongs to the recording itself: 1 for Time, 0 for AllocationOrder.
    std::size_t firstRecordedTick() const { return axis == AxisKind::Time ? 1 : 0; }

    /// Fills the prefix sums once position, bytes and count are there.
    void finish();
};

/// The selection that covers what is older than the recording and nothing else: the place just before the first tick.
/// @pre a Time axis with ticks
AxisRange placeBeforeRecording(const Timeline& timeline);

/// Whether a selection covers nothing but what is older than the recording.
bool isBeforeRecording(const Timeline& timeline, const AxisRange& range);

/// Ticks [first, last) that a selection covers. For Time these are the ticks whose stretch (previous position, own position]
/// meets the range; DevTools takes the same ones (HeapTimelineOverview.ts, updateGrid). For AllocationOrder, the samples
/// with begin <= ordinal <= end.
struct TickRange {
    std::size_t first = 0;
    std::size_t last = 0;

    bool operator==(const TickRange&) const = default;
};
TickRange ticksIn(const Timeline& timeline, const AxisRange& range);

/// The ids of the objects that a selection of a Time axis covers: past the last tick the range is unbounded.
IdRange idsIn(const Timeline& timeline, const AxisRange& range);

/// Bytes and objects of one pixel column.
struct Bar {
    int column = 0; ///< 0 … columns - 1
    std::uint64_t bytes = 0;
    std::uint64_t count = 0;
    std::size_t firstTick = 0; ///< ticks [firstTick, lastTick) stand in this column
    std::size_t lastTick = 0;

    bool operator==(const Bar&) const = default;
};

/// The bars of a view of the axis: tick t stands in column floor((position[t] - view.begin) * columns / (view.length)),
/// the end of the view in the last column. Ticks before firstRecordedTick() are left out. Empty columns give no bar.
/// O(columns * log ticks). @param out emptied first
void barsPerColumn(const Timeline& timeline, const AxisRange& view, int columns, std::vector<Bar>& out);

} // namespace heapline
