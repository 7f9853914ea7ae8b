// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/progress.h"
#include "core/heap/heap_graph.h"
#include "core/heap/weak_map_edges.h"

#include <cstdint>
#include <span>

namespace heapline {

inline constexpr std::int32_t noDistance = -5;                  ///< nothing but weak edges or rings lead there
inline constexpr std::int32_t baseSystemDistance = 100'000'000; ///< the root's; from here on: engine-only objects

/// Edges from the user roots (1) or, for what they do not reach, from the root. Breadth first over edges that are not weak; values of
/// WeakMaps are reached over the later one of table and key, and descriptors of maps over the edges that hold keys and values.
/// @return [nodes] distance. O(nodes + edges)
/// @see DevTools HeapSnapshot.ts, calculateDistances
Column<std::int32_t> computeDistances(const HeapGraph& graph, const WeakMapEdges& weakMaps, Progress& progress);

/// The same as if some objects kept nothing alive: they are never entered, so what only they lead to gets noDistance, and so do they.
/// (DevTools still starts at a user root that is ignored, so that ignoring it changes nothing.)
Column<std::int32_t> computeDistances(const HeapGraph& graph, const WeakMapEdges& weakMaps,
                                      std::span<const NodeOrdinal> ignored, Progress& progress);

} // namespace heapline
