// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/heap/graph_builder.h"

#include <array>
#include <functional>
#include <random>

namespace heapline {

/// Nodes of a small graph as bits.
using NodeSet = std::uint64_t;

inline bool holds(NodeSet set, std::uint32_t node)
{
    return set >> node & 1;
}

using EdgeTest = std::function<bool(const GraphBuilder::Edge&)>;

/// What is reached from @p start over edges that pass, without ever stepping on the nodes of @p walls. Tries edges until nothing changes.
inline NodeSet reachedFrom(const GraphBuilder& graph, NodeSet start, const EdgeTest& passes, NodeSet walls = 0)
{
    NodeSet reached = start & ~walls;
    for (NodeSet before = 0; before != reached;) {
        before = reached;
        for (const GraphBuilder::Edge& edge : graph.edges) {
            if (holds(reached, edge.from) && !holds(walls, edge.to) && passes(edge))
                reached |= NodeSet{1} << edge.to;
        }
    }
    return reached;
}

/// A graph of 2 to 40 objects: several roots, orphans, rings, edges to themselves, weak ones and shortcuts come by chance.
template <std::size_t Types>
GraphBuilder randomGraph(std::mt19937& random, const std::array<const char*, Types>& nodeTypes)
{
    static constexpr std::array<const char*, 10> edgeTypes = {"property", "property", "property", "internal", "element",
                                                              "hidden",   "context",  "weak",     "shortcut", "property"};
    GraphBuilder graph;
    const auto count = static_cast<std::uint32_t>(2 + random() % 39);
    while (graph.nodes.size() < count)
        graph.add(nodeTypes[random() % Types], std::string(1, static_cast<char>('A' + random() % 4)),
                  random() % 4 * (random() % 50));
    graph.nodes[0].size = random() % 3;
    const std::size_t edges = random() % (3 * count);
    for (std::size_t i = 0; i < edges; ++i) {
        const auto from = static_cast<std::uint32_t>(random() % 4 ? random() % count : random() % (1 + count / 8));
        graph.link(from, static_cast<std::uint32_t>(random() % count), edgeTypes[random() % edgeTypes.size()],
                   std::to_string(random() % 3));
    }
    if (random() % 4 == 0) { // the root may stand last as well
        const std::uint32_t last = count - 1;
        std::swap(graph.nodes[0], graph.nodes[last]);
        const auto swapped = [last](std::uint32_t node) { return node == 0 ? last : node == last ? 0 : node; };
        for (GraphBuilder::Edge& edge : graph.edges)
            edge = {swapped(edge.from), swapped(edge.to), edge.type, edge.name};
        graph.root = last;
    }
    return graph;
}

/// All of a graph as text, for the message of a test that fails.
inline std::string printed(const GraphBuilder& graph)
{
    std::string text = "root " + std::to_string(graph.root) + '\n';
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        text += std::to_string(i) + ' ' + graph.nodes[i].type + " '" + graph.nodes[i].name + "' "
                + std::to_string(graph.nodes[i].size) + '\n';
    for (const GraphBuilder::Edge& edge : graph.edges)
        text += std::to_string(edge.from) + " -> " + std::to_string(edge.to) + ' ' + edge.type + ' ' + edge.name + '\n';
    return text;
}

} // namespace heapline
