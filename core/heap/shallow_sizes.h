// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/number_column.h"
#include "core/base/progress.h"
#include "core/heap/heap_graph.h"

#include <cstdint>
#include <vector>

namespace heapline {

/// Bytes of each object after the sizes of hidden parts moved to the one object that owns them: backing stores, hidden nodes and
/// contents of external strings that are reached from exactly one other object. Files without user roots keep their sizes.
/// @param selfSize [nodes] bytes as in the file
/// @return [nodes] bytes; 32-bit rows if all of them together fit; their sum is that of the file's sizes. O(nodes + edges)
/// @see DevTools HeapSnapshot.ts, calculateShallowSizes
NumberColumn computeShallowSizes(const HeapGraph& graph, NumberColumn selfSize, Progress& progress);

} // namespace heapline
