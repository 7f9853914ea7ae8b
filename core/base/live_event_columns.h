// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace heapline {

/// What V8 told while a timeline was recorded, as read from its live events. A row is a tick; a row that nothing was reported of has
/// zeros. All columns are as long as the highest row that is known by either event.
struct LiveEventColumns {
    std::vector<std::uint64_t> lastSeenId;     ///< row -> highest object id by then; may be shorter than the others
    std::vector<std::uint64_t> allocatedCount; ///< row -> objects of that row when they were first counted
    std::vector<std::uint64_t> allocatedBytes; ///< row -> their bytes then
    std::vector<std::uint64_t> lastCount;      ///< row -> objects of that row by the last report of it
    std::vector<std::uint64_t> lastBytes;      ///< row -> their bytes then
    std::vector<std::uint64_t> lostBytes;      ///< row -> bytes that all rows before it were found to have lost in its tick
    std::uint64_t unreadableLines = 0;         ///< lines with an event that could not be understood
    std::uint64_t surplusRows = 0;             ///< ticks beyond those that were asked for

    std::size_t rowCount() const { return allocatedBytes.size(); }
};

} // namespace heapline
