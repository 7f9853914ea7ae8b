// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/heap/heap_graph.h"

#include <cstdint>
#include <span>
#include <vector>

namespace heapline {

/// Place of each object's displayed name among the names of all of them, in the order of JavaScript; equal names have one rank.
/// Texts are made and compared once for each name, not once for each comparison of a sort.
/// @param objects may hold an object several times
/// @return [objects] rank. O(n + m log m) for m different names
std::vector<std::uint32_t> rankNames(const HeapGraph& graph, std::span<const NodeOrdinal> objects);

} // namespace heapline
