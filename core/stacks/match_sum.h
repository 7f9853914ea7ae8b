// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/stacks.h"

#include <cstdint>
#include <span>

namespace heapline {

/// What a search among functions finds.
struct MatchSum {
    std::uint64_t functions = 0; ///< matching functions with any value, their callees' included
    std::uint64_t bytes = 0;     ///< LiveBytes of all stacks through at least one of them, each stack counted once

    bool operator==(const MatchSum&) const = default;
};

/// Sums up what matching functions hold. The root is no function that calls the others: it counts, if it matches, with what is
/// booked on itself. O(nodes + functions)
/// @param matching frame -> whether it matches
MatchSum sumMatches(const Stacks& stacks, const StackWeights& weights, std::span<const std::uint8_t> matching);

} // namespace heapline
