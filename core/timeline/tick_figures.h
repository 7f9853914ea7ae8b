// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/timeline.h"

#include <cstdint>
#include <optional>

namespace heapline {

/// What a timeline tells about a stretch of ticks.
struct TickFigures {
    std::uint64_t bytes = 0; ///< still alive, or of the samples
    std::uint64_t count = 0; ///< still alive with bytes of their own, as tables count; or samples

    // Time axes only; 0 for samples.
    std::uint64_t idsAlive = 0; ///< objects still alive, also those whose bytes are booked on their owners
    /// Objects that were given an id. V8 gives one to each object that it finds when it walks the heap at the end of a tick, so an object that
    /// died before has none. Tick 0 has none either: its ids go back to before the recording. Never less than idsAlive where ids are unique,
    /// but for tick 0.
    std::uint64_t idsGiven = 0;

    /// What live events tell; see LiveTicks.
    struct Live {
        std::uint64_t allocatedBytes = 0;
        std::uint64_t allocatedCount = 0;
        std::uint64_t freedBytes = 0;
        std::uint64_t freedCount = 0;
        std::uint64_t lostBytes = 0;

        bool operator==(const Live&) const = default;
    };
    std::optional<Live> live; ///< nothing when the stretch, or part of it, is not told about

    bool operator==(const TickFigures&) const = default;
};

/// Figures of ticks [ticks.first, ticks.last). O(1)
TickFigures figuresOf(const Timeline& timeline, const TickRange& ticks);

/// A selection that covers just these ticks: ticksIn() of it gives them back, and idsIn() the ids of their objects, unless a tick lies less than
/// two places behind the one before it. Tick 0 alone is the place just before the axis. O(1) @pre ticks.first < ticks.last
AxisRange rangeOfTicks(const Timeline& timeline, const TickRange& ticks);

} // namespace heapline
