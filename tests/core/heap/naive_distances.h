// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/heap/naive_graph.h"

#include <cstdint>
#include <vector>

namespace heapline {

/// Shortest ways by trying all edges until nothing gets shorter. For graphs without the edges that need a closer look.
/// @param ignored are never entered
inline std::vector<std::int32_t> naiveDistances(const GraphBuilder& graph, NodeSet ignored = 0)
{
    constexpr std::int32_t far = INT32_MAX;
    std::vector<std::int32_t> distance(graph.nodes.size(), far);
    const auto relax = [&](const std::vector<bool>& fixed) {
        for (bool changed = true; changed;) {
            changed = false;
            for (const auto& edge : graph.edges) {
                if (edge.type == "weak" || holds(ignored, edge.to) || distance[edge.from] == far || fixed[edge.to]
                    || distance[edge.from] + 1 >= distance[edge.to])
                    continue;
                distance[edge.to] = distance[edge.from] + 1;
                changed = true;
            }
        }
    };
    bool anyUserRoot = false;
    for (const auto& edge : graph.edges) {
        if (edge.from == graph.root && graph.nodes[edge.to].type != "synthetic") {
            if (!holds(ignored, edge.to))
                distance[edge.to] = 1;
            anyUserRoot = true;
        }
    }
    relax(std::vector<bool>(graph.nodes.size(), false));
    std::vector<bool> fixed;
    for (const std::int32_t d : distance)
        fixed.push_back(d != far);
    distance[graph.root] = anyUserRoot ? 100'000'000 : 0;
    fixed[graph.root] = true;
    // The second search starts at the root alone; what has a distance already is not gone over again.
    std::vector<std::int32_t> first = distance;
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (fixed[i] && i != graph.root)
            distance[i] = far;
    }
    relax(fixed);
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (fixed[i])
            distance[i] = first[i];
        else if (distance[i] == far)
            distance[i] = -5;
    }
    return distance;
}

} // namespace heapline
