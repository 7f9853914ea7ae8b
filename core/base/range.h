// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>

namespace heapline {

/// A stretch of a timeline's axis, both ends included: microseconds since the start of the recording,
/// or sample ordinals of a sampling profile.
struct AxisRange {
    std::int64_t begin = 0;
    std::int64_t end = 0;

    std::int64_t length() const { return end - begin; }
    bool operator==(const AxisRange&) const = default;
};

/// Objects with minExclusive < id <= maxInclusive (V8's ids of both parities).
struct IdRange {
    static constexpr std::uint64_t unbounded = std::numeric_limits<std::uint64_t>::max();

    std::uint64_t minExclusive = 0;
    std::uint64_t maxInclusive = unbounded;

    bool contains(std::uint64_t id) const { return id > minExclusive && id <= maxInclusive; }
    bool operator==(const IdRange&) const = default;
};

} // namespace heapline
