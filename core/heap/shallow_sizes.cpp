// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/shallow_sizes.h"

#include "core/heap/roots.h"

#include <algorithm>
#include <limits>

namespace heapline {

namespace {

constexpr std::uint32_t unvisited = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t severalOwners = unvisited - 1;
constexpr std::size_t nodesBetweenStops = 1 << 14;

bool canBeOwned(const HeapGraph& graph, NodeOrdinal node)
{
    switch (graph.kind(node)) {
    case NodeKind::Hidden:
    case NodeKind::Array: return true;
    case NodeKind::Native: return graph.name(node) == "system / ExternalStringData";
    default: return false;
    }
}

/// Node -> the node that owns it, severalOwners, or unvisited.
Column<std::uint32_t> findOwners(const HeapGraph& graph, Progress& progress)
{
    const auto count = static_cast<std::uint32_t>(graph.nodeCount());
    Column<std::uint32_t> owner(count, unvisited);
    Column<std::uint32_t> open;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (!canBeOwned(graph, NodeOrdinal(i))) {
            owner[i] = i;
            open.push_back(i);
        }
    }
    for (std::size_t steps = 0; !open.empty(); ++steps) {
        if (steps % nodesBetweenStops == 0)
            progress.update(count - std::min<std::size_t>(count, open.size()), count);
        const std::uint32_t node = open.back();
        open.pop_back();
        const std::uint32_t spreading = owner[node];
        for (const EdgeIndex edge : graph.edgesOf(NodeOrdinal(node))) {
            if (graph.kind(edge) == EdgeKind::Weak)
                continue;
            const std::uint32_t target = graph.target(edge).value;
            const std::uint32_t now = owner[target];
            if (now == spreading || now == target || now == severalOwners)
                continue; // nothing new, or the target owns itself, or all is known
            owner[target] = now == unvisited ? spreading : severalOwners;
            open.push_back(target);
        }
    }
    return owner;
}

} // namespace

Column<std::uint64_t> computeShallowSizes(const HeapGraph& graph, Progress& progress)
{
    const auto count = static_cast<std::uint32_t>(graph.nodeCount());
    Column<std::uint64_t> sizes(count);
    for (std::uint32_t i = 0; i < count; ++i)
        sizes[i] = graph.nodes.selfSize[i];
    if (!hasUserRoot(graph))
        return sizes;
    const Column<std::uint32_t> owner = findOwners(graph, progress);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t to = owner[i];
        if (to == i || to == severalOwners || to == unvisited || to == graph.root.value
            || graph.kind(NodeOrdinal(to)) == NodeKind::Synthetic)
            continue;
        sizes[to] += graph.nodes.selfSize[i];
        sizes[i] = 0;
    }
    return sizes;
}

} // namespace heapline
