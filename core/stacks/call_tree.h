// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/stacks/stacks.h"

#include <cstdint>
#include <span>

namespace heapline {

/// How many rows a long loop handles between two looks at the stop request: well below 100 ms on any machine.
inline constexpr std::size_t rowsPerProgressCheck = 1 << 15;

/// Fills parent, depth and subtreeEnd of a call tree; frames are left to the caller. Without any row a lone root is made.
/// @param parents [rows] row of the caller, in preorder; the first row is the root, whose element is not read
/// @throws ErrorException Cancelled
CallTree makeCallTree(std::span<const std::uint32_t> parents, Progress& progress);

} // namespace heapline
