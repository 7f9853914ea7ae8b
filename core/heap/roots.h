// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/progress.h"
#include "core/heap/heap_graph.h"

#include <cstdint>
#include <vector>

namespace heapline {

/// Whether a target of one of the root's edges is the user's: not synthetic, or the tree of documents.
bool isUserRoot(const HeapGraph& graph, NodeOrdinal node);

/// Whether any of the root's edges leads to a user root. Files recorded with internals exposed have none.
bool hasUserRoot(const HeapGraph& graph);

/// Marks what a page or program owns: everything that is reached over edges that are not weak from the root's shortcuts and
/// from the tree of documents. @return [nodes] 1 or 0. O(nodes + edges)
/// @see DevTools HeapSnapshot.ts, markPageOwnedNodes
Column<std::uint8_t> markPageObjects(const HeapGraph& graph, const Progress& progress);

/// Marks what can be asked of the live program by its path from a global object: reached from the root's targets that are not
/// synthetic, over edges that are neither hidden, invisible, internal nor weak. DevTools shows a window before such objects.
/// @return [nodes] 1 or 0. O(nodes + edges)
/// @see DevTools HeapSnapshot.ts, markQueriableHeapObjects
Column<std::uint8_t> markQueryableObjects(const HeapGraph& graph, const Progress& progress);

} // namespace heapline
