// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/notes.h"
#include "core/base/progress.h"
#include "core/heap/class_table.h"
#include "core/heap/heap_graph.h"
#include "core/heap/native_contexts.h"
#include "core/heap/source_places.h"
#include "core/heap/statistics.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace heapline {

/// The Heap face of a profile: the object graph and one column for each figure. Immutable once built.
/// If the references of the graph are not whole, sizes are those of the file, and all that depends on references is as if the root alone
/// dominated each object: no distance is known, and statistics and native contexts are empty. See knowsReferences().
struct Heap {
    HeapGraph graph;
    NumberColumn shallowSize;          ///< node -> bytes after sizes moved to owners (DevTools' shallow size)
    NumberColumn retainedSize;         ///< node -> bytes of its dominator subtree
    Column<std::int32_t> distance;     ///< node -> edges from the user roots; -5 unreached, >= 100 000 000 engine only
    Column<NodeOrdinal> dominator;     ///< node -> immediate dominator; the root's is itself
    Column<std::uint8_t> detachedness; ///< node -> 0 unknown, 1 attached, 2 detached, after propagation
    Column<ClassId> classOf;           ///< node -> row of classes
    ClassTable classes;
    SourcePlaces sourcePlaces; ///< of functions, and of the constructors of other objects
    NativeContexts nativeContexts;
    Statistics statistics;
    std::uint64_t totalSize = 0;   ///< bytes of all objects plus extra_native_bytes; 0 if not all are known (ObjectsCutOff)
    std::uint64_t maxObjectId = 0; ///< highest odd id

    /// Whether retained sizes, distances, dominators, ways to the roots, statistics and native contexts are to be shown.
    bool knowsReferences() const { return graph.referencesAreWhole; }
};

/// What else is to be done as soon as shallow sizes are known: other faces of the profile. It runs on a thread of its own.
using AfterShallowSizes = std::function<void(const HeapGraph&, const NumberColumn& shallowSize, Progress&)>;

/// Analyses a graph by DevTools' rules on all cores. @throws ErrorException Cancelled, OutOfMemory
Heap analyseHeap(HeapGraph graph, const AfterShallowSizes& afterShallowSizes, Notes& notes, Progress& progress);
Heap analyseHeap(HeapGraph graph, Notes& notes, Progress& progress);

} // namespace heapline
