// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/roots.h"

#include <algorithm>

namespace heapline {

namespace {

constexpr std::string_view documentTrees = "(Document DOM trees)";
constexpr std::size_t nodesBetweenStops = 1 << 14;

} // namespace

bool isUserRoot(const HeapGraph& graph, NodeOrdinal node)
{
    return graph.kind(node) != NodeKind::Synthetic || graph.name(node) == documentTrees;
}

bool hasUserRoot(const HeapGraph& graph)
{
    return std::ranges::any_of(graph.edgesOf(graph.root),
                               [&](EdgeIndex edge) { return isUserRoot(graph, graph.target(edge)); });
}

std::vector<std::uint8_t> markPageObjects(const HeapGraph& graph, Progress& progress)
{
    std::vector<std::uint8_t> marked(graph.nodeCount(), 0);
    std::vector<NodeOrdinal> open;
    const auto mark = [&](NodeOrdinal node) {
        if (!marked[node.value]) {
            marked[node.value] = 1;
            open.push_back(node);
        }
    };
    for (const EdgeIndex edge : graph.edgesOf(graph.root)) {
        const NodeOrdinal node = graph.target(edge);
        const bool isDocuments = graph.kind(edge) == EdgeKind::Element && graph.kind(node) == NodeKind::Synthetic
                                 && graph.name(node) == documentTrees;
        if (graph.kind(edge) == EdgeKind::Shortcut || isDocuments)
            mark(node);
    }
    for (std::size_t steps = 0; !open.empty(); ++steps) {
        if (steps % nodesBetweenStops == 0)
            progress.throwIfStopped();
        const NodeOrdinal node = open.back();
        open.pop_back();
        for (const EdgeIndex edge : graph.edgesOf(node)) {
            if (graph.kind(edge) != EdgeKind::Weak)
                mark(graph.target(edge));
        }
    }
    return marked;
}

} // namespace heapline
