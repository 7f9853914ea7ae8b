// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/heap.h"

#include "core/heap/build_classes.h"
#include "core/heap/detachedness.h"
#include "core/heap/distances.h"
#include "core/heap/dominators.h"
#include "core/heap/shallow_sizes.h"
#include "core/heap/weak_map_edges.h"

#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <unordered_set>

namespace heapline {

namespace {

/// Counts objects whose id another object has too. Ids of V8's own objects ascend, so few need to be looked up.
void noteDuplicateIds(const HeapGraph& graph, Notes& notes, const Progress& progress)
{
    const std::size_t count = graph.nodeCount();
    Column<std::uint64_t> unordered;
    std::uint64_t highest = 0;
    Column<std::uint64_t> ascending;
    ascending.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t id = graph.nodes.id[i];
        if (i == 0 || id > highest) {
            highest = id;
            ascending.push_back(id);
        } else {
            unordered.push_back(id);
        }
    }
    progress.throwIfStopped();
    std::uint64_t duplicates = 0;
    std::uint64_t first = 0;
    std::unordered_set<std::uint64_t> seen;
    for (std::size_t i = 0; i < unordered.size(); ++i) {
        if (i % (std::size_t{1} << 14) == 0)
            progress.throwIfStopped();
        const std::uint64_t id = unordered[i];
        if (!seen.insert(id).second || std::binary_search(ascending.begin(), ascending.end(), id)) {
            if (duplicates++ == 0)
                first = id;
        }
    }
    if (duplicates)
        notes.add(NoteCode::DuplicateNodeIds, duplicates, '@' + std::to_string(first));
}

} // namespace

Heap analyseHeap(HeapGraph graph, Notes& notes, Progress& progress)
{
    Heap heap;
    heap.graph = std::move(graph);
    HeapGraph& g = heap.graph;
    progress.enter(Phase::LinkingGraph);
    g.link(progress);
    heap.detachedness = propagateDetachedness(g, progress);
    const WeakMapEdges weakMaps(g);

    // Dominators need the most time and nothing of the rest, so they run beside it. Only one side reports progress.
    Dominators dominators;
    Progress quiet = progress.quiet();
    tbb::parallel_invoke(
        [&] {
            progress.enter(Phase::Dominators);
            dominators = computeDominators(g, findEssentialEdges(g, weakMaps, progress), progress);
        },
        [&] {
            heap.shallowSize = computeShallowSizes(g, quiet);
            heap.distance = computeDistances(g, weakMaps, quiet);
            heap.classOf = nameClasses(g, inferObjectShapes(g, quiet), heap.classes, quiet);
            heap.nativeContexts = attributeNativeContexts(g, heap.shallowSize, quiet);
            noteDuplicateIds(g, notes, quiet);
        });

    progress.enter(Phase::RetainedSizes);
    heap.retainedSize = computeRetainedSizes(dominators, heap.shallowSize);
    progress.enter(Phase::Classes);
    groupByClass(g, dominators, heap.shallowSize, heap.classOf, heap.classes, progress);
    heap.dominator = std::move(dominators.immediate);

    heap.totalSize = heap.retainedSize[g.root.value] + g.header.extraNativeBytes.value_or(0);
    heap.statistics = computeStatistics(g, heap.shallowSize, heap.totalSize);
    for (std::size_t i = 0; i < g.nodeCount(); ++i) {
        if (const std::uint64_t id = g.nodes.id[i]; id % 2 && id > heap.maxObjectId)
            heap.maxObjectId = id;
    }
    if (dominators.unreachable)
        notes.add(NoteCode::UnreachableObjects, dominators.unreachable);
    return heap;
}

} // namespace heapline
