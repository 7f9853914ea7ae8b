// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/progress.h"
#include "core/heap/edge_set.h"
#include "core/heap/heap_graph.h"
#include "core/heap/weak_map_edges.h"

#include <cstdint>
#include <span>
#include <vector>

namespace heapline {

/// Which edges keep their target alive for the dominator tree: not weak, not to the object itself, not from a WeakMap's table to a value
/// (the key's edge counts), no shortcuts but the root's, and none from outside the page's objects into them.
/// Needs a graph whose edges are linked. @see DevTools HeapSnapshot.ts, computeIsEssentialEdge
EdgeSet findEssentialEdges(const HeapGraph& graph, const WeakMapEdges& weakMaps, const Progress& progress);

/// The dominator tree.
struct Dominators {
    Column<NodeOrdinal> immediate; ///< node -> its immediate dominator; the root's is itself
    Column<NodeOrdinal> topDown;   ///< all nodes, each behind its immediate dominator; the root first
    std::uint64_t unreachable = 0; ///< nodes that the root does not reach over essential edges
};

/// Immediate dominators by semi-NCA (Georgiadis, "Linear-Time Algorithms for Dominators and Related Problems", 2005, section 2.3);
/// near linear in practice, no recursion. Nodes without an essential retainer hang on the root, as if it had an edge to them; rings that
/// are still not reached hang on it one by one, and their edges count for nothing.
/// @see DevTools HeapSnapshot.ts, calculateDominatorsAndRetainedSizes
Dominators computeDominators(const HeapGraph& graph, const EdgeSet& essential, Progress& progress);

/// Bytes that would be free without each node: its own and those of the nodes it dominates. The root's is the sum of all.
/// @return [nodes] bytes. O(nodes)
NumberColumn computeRetainedSizes(const Dominators& dominators, const NumberColumn& shallowSize);

} // namespace heapline
