// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/heap/naive_graph.h"

#include <bit>

namespace heapline {

/// Dominators and retained sizes of a small graph by the definition: a node dominates all that is out of reach without it.
struct NaiveDominators {
    std::vector<std::uint32_t> dominator;
    std::vector<std::uint64_t> retained;
    std::uint64_t unreachable = 0;

    /// @param graph of at most 64 nodes
    explicit NaiveDominators(GraphBuilder graph)
    {
        const auto count = static_cast<std::uint32_t>(graph.nodes.size());
        const std::uint32_t root = graph.root;
        const NodeSet all = count == 64 ? ~NodeSet{0} : (NodeSet{1} << count) - 1;

        NodeSet pageStart = 0;
        for (const auto& edge : graph.edges) {
            if (edge.from == root && edge.type == "shortcut")
                pageStart |= NodeSet{1} << edge.to;
        }
        const NodeSet page = reachedFrom(graph, pageStart, [](const auto& edge) { return edge.type != "weak"; });
        std::erase_if(graph.edges, [&](const auto& edge) {
            const bool ofRoot = edge.from == root;
            return edge.type == "weak" || edge.from == edge.to || (!ofRoot && edge.type == "shortcut")
                   || (!ofRoot && holds(page, edge.to) && !holds(page, edge.from));
        });
        const auto any = [](const auto&) { return true; };
        const NodeSet rootBit = NodeSet{1} << root;
        const NodeSet fromRoot = reachedFrom(graph, rootBit, any);
        unreachable = static_cast<std::uint64_t>(std::popcount(all & ~fromRoot));
        NodeSet retainedByAny = 0;
        for (const auto& edge : graph.edges)
            retainedByAny |= NodeSet{1} << edge.to;
        for (std::uint32_t node = 0; node < count; ++node) {
            if (!holds(fromRoot | retainedByAny, node))
                graph.link(root, node);
        }
        const NodeSet reached = reachedFrom(graph, rootBit, any);

        std::vector<NodeSet> dominated(count); // node -> all that it dominates, itself included
        for (std::uint32_t node = 0; node < count; ++node) {
            if (node == root)
                dominated[node] = all;
            else if (!holds(reached, node))
                dominated[node] = NodeSet{1} << node;
            else
                dominated[node] = reached & ~reachedFrom(graph, rootBit, any, NodeSet{1} << node);
        }
        for (std::uint32_t node = 0; node < count; ++node) {
            std::uint32_t nearest = root;
            for (std::uint32_t other = 0; other < count; ++other) {
                if (other != node && holds(dominated[other], node)
                    && std::popcount(dominated[other]) < std::popcount(dominated[nearest]))
                    nearest = other;
            }
            dominator.push_back(nearest);
            std::uint64_t bytes = 0;
            for (std::uint32_t other = 0; other < count; ++other)
                bytes += holds(dominated[node], other) ? graph.nodes[other].size : 0;
            retained.push_back(bytes);
        }
    }
};

} // namespace heapline
