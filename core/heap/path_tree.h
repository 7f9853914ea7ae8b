// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/ids.h"

#include <cstdint>
#include <span>

namespace heapline {

class HeapGraph;

/// A shortest way from the roots to every object: for each one the reference over which it is reached.
struct PathTree {
    /// Node -> the last edge of its way; invalid where a way begins (see isPathStart()) and for what the roots do not reach.
    Column<EdgeIndex> lastEdge;
};

/// Whether an object is where ways begin: the root, or what it refers to directly, a user root or, for what only the engine reaches, one of
/// its groups of roots. @param distance raw, of the object
bool isPathStart(std::int32_t distance);

/// Whether an edge may be part of a way: it is not weak, its owner is reached, and the object behind it is no further away than one step
/// from the owner. The last leaves out what distances leave out: the nearer one of a WeakMap's table and key, and some of the engine's links.
/// @param distance [nodes] as computeDistances() gives them @param from owner of the edge
bool isPathEdge(const HeapGraph& graph, std::span<const std::int32_t> distance, NodeOrdinal from, EdgeIndex edge);

/// Of several shortest ways, the one over the first retainer in DevTools' order: by name of the retainer, then from the highest ordinal
/// down, and its last edge. O(nodes + edges)
/// @param distance [nodes] as computeDistances() gives them
PathTree buildPathTree(const HeapGraph& graph, std::span<const std::int32_t> distance);

} // namespace heapline
