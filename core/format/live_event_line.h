// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace heapline {

/// One line of live events: an event of the DevTools protocol, `{"method":…,"params":{…}}` with keys in any order.
struct LiveEventLine {
    enum class Kind {
        Other,      ///< an event that says nothing about ticks
        Stats,      ///< HeapProfiler.heapStatsUpdate
        LastSeen,   ///< HeapProfiler.lastSeenObjectId: the end of a tick
        Unreadable, ///< not JSON, or an event of the two above without what belongs to it
    };
    Kind kind = Kind::Other;
    std::uint64_t lastSeenId = 0;
    std::vector<std::uint32_t> stats; ///< index, count, size; index, count, size; …
};

/// Reads a line. V8 writes counts and sizes of 32 bits without sign as if they had one: negative ones are taken for what they were.
/// Does not throw, does not recurse. O(line)
/// @param out its buffer is used again
void readLiveEventLine(std::string_view line, LiveEventLine& out);

} // namespace heapline
