// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/heap.h"

#include "core/heap/build_classes.h"
#include "core/heap/detachedness.h"
#include "core/heap/distances.h"
#include "core/heap/dominators.h"
#include "core/heap/duplicate_ids.h"
#include "core/heap/shallow_sizes.h"
#include "core/heap/weak_map_edges.h"

#include <tbb/parallel_invoke.h>

#include <limits>
#include <utility>

namespace heapline {

namespace {

void noteDuplicateIds(const HeapGraph& graph, Notes& notes, const Progress& progress)
{
    if (const DuplicateIds duplicates = findDuplicateIds(graph.nodes.id, progress); duplicates.count)
        notes.add(NoteCode::DuplicateNodeIds, duplicates.count, '@' + std::to_string(duplicates.first));
}

std::uint64_t highestObjectId(const HeapGraph& graph)
{
    std::uint64_t highest = 0;
    for (const std::uint64_t id : graph.nodes.id) {
        if (id % 2 && id > highest)
            highest = id;
    }
    return highest;
}

/// Retained sizes if the root dominated each object immediately.
NumberColumn retainedBelowRoot(const NumberColumn& shallowSize, NodeOrdinal root)
{
    NumberColumn retained = shallowSize;
    const std::uint64_t bytes = shallowSize.sum();
    if (bytes > std::numeric_limits<std::uint32_t>::max())
        retained.widen();
    retained.visit([&](auto rows) { rows[root.value] = static_cast<typename decltype(rows)::value_type>(bytes); });
    return retained;
}

/// What can be told of a graph that lacks nodes, edges, or names that decide which of them count.
Heap analyseParts(HeapGraph graph, const AfterShallowSizes& afterShallowSizes, Notes& notes, Progress& progress)
{
    Heap heap;
    heap.graph = std::move(graph);
    HeapGraph& g = heap.graph;
    progress.enter(Phase::LinkingGraph);
    g.link(progress);
    heap.detachedness = std::move(g.nodes.detachedness);
    heap.shallowSize = std::move(g.nodes.selfSize);
    heap.retainedSize = retainedBelowRoot(heap.shallowSize, g.root);
    heap.distance.assign(g.nodeCount(), noDistance);
    heap.dominator.assign(g.nodeCount(), g.root);
    progress.enter(Phase::Classes);
    heap.sourcePlaces = SourcePlaces(std::exchange(g.locations, {}));
    heap.classOf = nameClasses(g, heap.sourcePlaces, heap.classes, progress);
    Column<NodeOrdinal> topDown(g.nodeCount());
    for (std::uint32_t i = 0; i < topDown.size(); ++i)
        topDown[i] = NodeOrdinal(i);
    std::swap(topDown.front(), topDown[g.root.value]);
    groupByClass(g, heap.dominator, std::move(topDown), heap.shallowSize, heap.classOf, heap.classes, progress);
    if (afterShallowSizes)
        afterShallowSizes(g, heap.shallowSize, progress);
    noteDuplicateIds(g, notes, progress);
    heap.nativeContexts.contextOf = ContextColumn(Column<std::uint32_t>(g.nodeCount(), NativeContexts::none));
    heap.totalSize = heap.retainedSize[g.root.value] + g.header.extraNativeBytes.value_or(0);
    heap.statistics.total = heap.totalSize;
    heap.maxObjectId = highestObjectId(g);
    return heap;
}

} // namespace

Heap analyseHeap(HeapGraph graph, Notes& notes, Progress& progress)
{
    return analyseHeap(std::move(graph), {}, notes, progress);
}

Heap analyseHeap(HeapGraph graph, const AfterShallowSizes& afterShallowSizes, Notes& notes, Progress& progress)
{
    if (!graph.referencesAreWhole)
        return analyseParts(std::move(graph), afterShallowSizes, notes, progress);
    Heap heap;
    heap.graph = std::move(graph);
    HeapGraph& g = heap.graph;
    progress.enter(Phase::LinkingGraph);
    g.linkEdges();
    heap.detachedness = propagateDetachedness(g, progress);
    const WeakMapEdges weakMaps(g);

    // Dominators need the most time and nothing of the rest, so they run beside it. Only they report progress.
    Dominators dominators;
    const auto findDominators = [&] {
        progress.enter(Phase::Dominators);
        const EdgeSet essential = findEssentialEdges(g, weakMaps, progress);
        dominators = computeDominators(g, essential, progress);
    };
    const auto nameAllClasses = [&] {
        Progress quiet = progress.quiet();
        heap.sourcePlaces = SourcePlaces(std::exchange(g.locations, {}));
        heap.classOf = nameClasses(g, heap.sourcePlaces, heap.classes, quiet);
    };
    const auto findContexts = [&] {
        Progress quiet = progress.quiet();
        heap.nativeContexts = attributeNativeContexts(g, heap.shallowSize, quiet);
        noteDuplicateIds(g, notes, quiet);
    };
    const auto findDistances = [&] {
        Progress quiet = progress.quiet();
        heap.distance = computeDistances(g, weakMaps, quiet);
    };
    const auto nameConcatenatedStrings = [&] { g.linkConcatenatedStrings(progress.quiet()); };
    const auto buildOthers = [&] {
        Progress quiet = progress.quiet();
        if (afterShallowSizes)
            afterShallowSizes(g, heap.shallowSize, quiet);
    };
    tbb::parallel_invoke(findDominators, [&] {
        // What needs most room for its work comes first, while the dominators need little.
        Progress quiet = progress.quiet();
        heap.shallowSize = computeShallowSizes(g, std::move(g.nodes.selfSize), quiet);
        nameAllClasses();
        tbb::parallel_invoke(findContexts, findDistances, nameConcatenatedStrings, buildOthers);
    });

    progress.enter(Phase::RetainedSizes);
    heap.retainedSize = computeRetainedSizes(dominators, heap.shallowSize);
    progress.enter(Phase::Classes);
    heap.dominator = std::move(dominators.immediate);
    tbb::parallel_invoke(
        [&] {
            groupByClass(g, heap.dominator, std::move(dominators.topDown), heap.shallowSize, heap.classOf, heap.classes,
                         progress);
        },
        [&] { g.linkRetainers(progress.quiet()); }); // not before, when dominators need room for their own

    heap.totalSize = heap.retainedSize[g.root.value] + g.header.extraNativeBytes.value_or(0);
    heap.statistics = computeStatistics(g, heap.shallowSize, heap.totalSize);
    heap.maxObjectId = highestObjectId(g);
    if (dominators.unreachable)
        notes.add(NoteCode::UnreachableObjects, dominators.unreachable);
    return heap;
}

} // namespace heapline
