// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace heapline {

/// Nodes (or edges, or rows) that a loop over a heap goes through between two looks at whether it shall stop: about a tenth of a millisecond.
inline constexpr std::size_t nodesBetweenStops = 1 << 13;

} // namespace heapline
