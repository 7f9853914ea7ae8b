// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace heapline {

// The one way in which figures become text, in the window and in heapline-cli alike. Points and commas are fixed:
// figures must read the same in reports from anywhere.

/// Bytes in decimal units (1 kB = 1000 B): "72 B", "75.4 kB", "642 kB", "9.9 MB", "1.25 GB".
std::string formatBytes(std::uint64_t bytes);

/// Exact bytes with separators: "7,098,812 B".
std::string formatExactBytes(std::uint64_t bytes);

/// A count with separators: "258,656".
std::string formatCount(std::uint64_t count);

/// A difference of counts, with its sign: "+1,345", "−20", "0".
std::string formatCountDelta(std::int64_t count);

/// A difference of bytes, with its sign: "+232 kB", "−72 B", "0 B".
std::string formatBytesDelta(std::int64_t bytes);

/// Share of a whole: "12.3 %", "100 %", "0 %" for nothing at all and "< 0.1 %" for what rounds to it; "–" when whole is 0.
std::string formatPercent(std::uint64_t part, std::uint64_t whole);

/// How far a size that is estimated from samples may be off, about 1/√samples: "±25 %", "±7.1 %"; "" without samples.
std::string formatSampleError(std::uint64_t samples);

/// Time since the start of a recording: "2.100 s", "1:05.2" past a minute, "1:02:05" past an hour.
std::string formatTime(std::int64_t microseconds);

/// Distance from the roots; U+2212 for unreachable and engine-only objects (as in DevTools: < 0 or >= 100 000 000).
std::string formatDistance(std::int32_t distance);

} // namespace heapline
