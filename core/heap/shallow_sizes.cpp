// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/shallow_sizes.h"

#include "core/heap/roots.h"
#include "core/heap/stops.h"

#include <limits>
#include <utility>
#include <vector>

namespace heapline {

namespace {

constexpr std::uint32_t unvisited = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t severalOwners = unvisited - 1;

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
    Column<std::uint32_t> owner(count);
    for (std::uint32_t i = 0; i < count; ++i)
        owner[i] = canBeOwned(graph, NodeOrdinal(i)) ? unvisited : i;
    // The order of visits does not matter: an owner is found, and then perhaps a second one.
    std::vector<std::uint32_t> open;
    std::size_t steps = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (owner[i] != i)
            continue;
        for (open.push_back(i); !open.empty();) {
            if (steps++ % nodesBetweenStops == 0)
                progress.update(i, count);
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
    }
    return owner;
}

} // namespace

NumberColumn computeShallowSizes(const HeapGraph& graph, NumberColumn selfSize, Progress& progress)
{
    NumberColumn sizes = std::move(selfSize);
    if (sizes.sum() > std::numeric_limits<std::uint32_t>::max())
        sizes.widen();
    if (!hasUserRoot(graph))
        return sizes;
    const Column<std::uint32_t> owner = findOwners(graph, progress);
    sizes.visit([&](auto size) {
        for (std::uint32_t i = 0; i < size.size(); ++i) {
            const std::uint32_t to = owner[i];
            if (to == i || to == severalOwners || to == unvisited || to == graph.root.value
                || graph.kind(NodeOrdinal(to)) == NodeKind::Synthetic)
                continue;
            size[to] += size[i]; // owners own themselves, so that no size moves twice
            size[i] = 0;
        }
    });
    return sizes;
}

} // namespace heapline
