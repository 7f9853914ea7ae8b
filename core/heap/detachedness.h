// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/progress.h"
#include "core/heap/heap_graph.h"

#include <cstdint>
#include <vector>

namespace heapline {

/// Spreads attached and detached states through native nodes, attached first, and puts "Detached " before the names of detached ones.
/// The file's own states win. Files without the field: native nodes named "Detached …" are detached, nothing spreads.
/// Takes NodeColumns::detachedness. @return [nodes] 0 unknown, 1 attached, 2 detached. O(nodes + edges)
/// @see DevTools HeapSnapshot.ts, propagateDOMState
Column<std::uint8_t> propagateDetachedness(HeapGraph& graph, Progress& progress);

} // namespace heapline
