// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/filters.h"

#include "core/heap/distances.h"
#include "core/heap/duplicated_strings.h"
#include "core/heap/heap.h"
#include "core/heap/object_names.h"
#include "core/heap/stops.h"

#include <string_view>

namespace heapline {

namespace {

/// Objects that the root does not reach over edges that are not weak and that @p mayFollow lets through.
template <typename MayFollow>
std::vector<std::uint8_t> outOfReach(const Heap& heap, const Progress& progress, MayFollow mayFollow)
{
    const HeapGraph& graph = heap.graph;
    std::vector<std::uint8_t> passes(graph.nodeCount(), 1);
    std::vector<NodeOrdinal> open = {graph.root};
    passes[graph.root.value] = 0;
    for (std::size_t steps = 0; !open.empty(); ++steps) {
        if (steps % nodesBetweenStops == 0)
            progress.throwIfStopped();
        const NodeOrdinal node = open.back();
        open.pop_back();
        for (const EdgeIndex edge : graph.edgesOf(node)) {
            const NodeOrdinal target = graph.target(edge);
            if (!passes[target.value] || graph.kind(edge) == EdgeKind::Weak || !mayFollow(node, edge))
                continue;
            passes[target.value] = 0;
            open.push_back(target);
        }
    }
    for (std::uint32_t i = 0; i < passes.size(); ++i) {
        if (heap.distance[i] == noDistance)
            passes[i] = 0;
    }
    return passes;
}

bool isContext(const HeapGraph& graph, NodeOrdinal node)
{
    const std::string_view name = graph.name(node);
    return name == "system / Context" || name.starts_with("system / Context / ");
}

bool isConsoleGlobal(const HeapGraph& graph, NodeOrdinal owner, EdgeIndex edge)
{
    return graph.kind(owner) == NodeKind::Synthetic && hasStringName(graph, edge)
           && graph.edgeName(edge).ends_with(" / DevTools console");
}

/// Target of the first edge of any type that shows as @p title; invalid when there is none.
NodeOrdinal targetOf(const HeapGraph& graph, NodeOrdinal node, std::string_view title)
{
    for (const EdgeIndex edge : graph.edgesOf(node)) {
        if (edgeTitle(graph, edge) == title)
            return graph.target(edge);
    }
    return {};
}

/// The function that a listener calls: what its callback is, or what a framework's wrapper holds.
NodeOrdinal handlerOf(const HeapGraph& graph, NodeOrdinal listener)
{
    const NodeOrdinal callback = targetOf(graph, listener, "1");
    if (!callback.isValid() || targetOf(graph, callback, "code").isValid())
        return callback;
    for (const EdgeIndex edge : graph.edgesOf(callback)) {
        if (targetOf(graph, graph.target(edge), "code").isValid())
            return graph.target(edge);
    }
    return callback;
}

/// [nodes] whether an object is called by an event listener.
std::vector<std::uint8_t> findEventHandlers(const HeapGraph& graph, const Progress& progress)
{
    std::vector<std::uint8_t> isHandler(graph.nodeCount(), 0);
    for (std::uint32_t i = 0; i < graph.nodeCount(); ++i) {
        if (i % nodesBetweenStops == 0)
            progress.throwIfStopped();
        if (graph.name(NodeOrdinal(i)) != "V8EventListener")
            continue;
        if (const NodeOrdinal handler = handlerOf(graph, NodeOrdinal(i)); handler.isValid())
            isHandler[handler.value] = 1;
    }
    return isHandler;
}

std::vector<std::uint8_t> attributedTo(const Heap& heap, std::uint32_t context)
{
    const auto& contextOf = heap.nativeContexts.contextOf;
    std::vector<std::uint8_t> passes(contextOf.size());
    for (std::size_t i = 0; i < contextOf.size(); ++i)
        passes[i] = contextOf[i] == context;
    return passes;
}

} // namespace

std::vector<ObjectFilter> objectFilters(const Heap& heap)
{
    std::vector<ObjectFilter> filters = {{ObjectFilterKind::DuplicatedStrings, {}},
                                         {ObjectFilterKind::RetainedByDetachedNodes, {}},
                                         {ObjectFilterKind::RetainedByContexts, {}},
                                         {ObjectFilterKind::RetainedByConsole, {}},
                                         {ObjectFilterKind::RetainedByEventHandlers, {}}};
    for (const NodeOrdinal context : heap.nativeContexts.contexts)
        filters.push_back({ObjectFilterKind::AttributedToNativeContext, context});
    filters.push_back({ObjectFilterKind::SharedBetweenNativeContexts, {}});
    filters.push_back({ObjectFilterKind::WithoutNativeContext, {}});
    return filters;
}

std::vector<std::uint8_t> passingObjects(const Heap& heap, const ObjectFilter& filter, const Progress& progress)
{
    const HeapGraph& graph = heap.graph;
    switch (filter.kind) {
    case ObjectFilterKind::DuplicatedStrings: return findDuplicatedStrings(heap, progress);
    case ObjectFilterKind::RetainedByDetachedNodes:
        return outOfReach(heap, progress, [&heap, &graph](NodeOrdinal, EdgeIndex edge) {
            return heap.detachedness[graph.target(edge).value] != 2;
        });
    case ObjectFilterKind::RetainedByContexts:
        return outOfReach(heap, progress,
                          [&graph](NodeOrdinal, EdgeIndex edge) { return !isContext(graph, graph.target(edge)); });
    case ObjectFilterKind::RetainedByConsole:
        return outOfReach(heap, progress,
                          [&graph](NodeOrdinal owner, EdgeIndex edge) { return !isConsoleGlobal(graph, owner, edge); });
    case ObjectFilterKind::RetainedByEventHandlers:
        return outOfReach(heap, progress,
                          [&graph, isHandler = findEventHandlers(graph, progress)](NodeOrdinal, EdgeIndex edge) {
                              return !isHandler[graph.target(edge).value];
                          });
    case ObjectFilterKind::AttributedToNativeContext: return attributedTo(heap, filter.nativeContext.value);
    case ObjectFilterKind::SharedBetweenNativeContexts: return attributedTo(heap, NativeContexts::shared);
    case ObjectFilterKind::WithoutNativeContext: return attributedTo(heap, NativeContexts::none);
    }
    return {};
}

} // namespace heapline
