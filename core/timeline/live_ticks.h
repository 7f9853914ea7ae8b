// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/live_event_columns.h"
#include "core/timeline/tick_sums.h"

#include <cstddef>
#include <string>

namespace heapline {

struct Timeline;

/// What each tick of a Time axis allocated, and how much of it was freed: known only by what was written down while it was recorded.
///
/// V8 collects garbage and then counts, so what died before the end of its tick is in no figure. Sizes are those that V8 reported, of each
/// object alone: Timeline::bytes books parts of objects on their owners, so that a tick may have more alive than it allocated.
struct LiveTicks {
    std::size_t knownTicks = 0; ///< ticks [0, knownTicks) are told about
    TickSums allocatedBytes;    ///< bytes that a tick's objects had when they were first counted
    TickSums allocatedCount;    ///< these objects
    TickSums freedBytes;        ///< of the allocated ones, freed by the end; 0 where objects have grown instead
    TickSums freedCount;
    TickSums lostBytes; ///< bytes that were found freed in a tick, of all ticks before it
};

/// Live events held against a timeline.
struct LiveMatch {
    LiveTicks ticks;
    std::string obstacle; ///< why they are not those of the timeline; empty when they are
};

/// Matches live events to a Time axis: their rows are its ticks, in order, with the same last ids. Events that end early match as far as they
/// go; other ids, or more rows, are those of another recording. O(ticks)
LiveMatch matchLiveEvents(const LiveEventColumns& events, const Timeline& timeline);

} // namespace heapline
