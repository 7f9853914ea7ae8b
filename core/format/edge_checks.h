// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/heap_columns.h"
#include "core/base/progress.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace heapline {

/// What the edges of a file may lead to.
struct EdgeLimits {
    std::size_t nodeCount = 0;
    std::size_t nodeStride = 1;
    std::size_t stringCount = 0;
    std::array<bool, 256> isNumbered{}; ///< edge type -> nameOrIndex is a number
    std::array<bool, 256> isInternal{}; ///< edge type -> analysis asks for the name
    StringId placeholder;               ///< for names that are missing; invalid when the strings are whole
};

/// Turns node indexes in toNode into ordinals and checks them, and the names of edges that have one. All cores take part.
/// @return whether all names that analysis asks for are there
/// @throws ErrorException BadValue for the first target that is none, else for the first such name; Cancelled
bool checkEdges(EdgeColumns& edges, const EdgeLimits& limits, const Progress& progress);

/// "edge 7: name 12, but there are 10 strings".
std::string pastStrings(std::string_view what, std::size_t row, std::string_view field, std::uint64_t value,
                        std::size_t strings);

} // namespace heapline
