// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/ignored_retainers.h"

#include "core/base/made_once.h"
#include "core/heap/distances.h"
#include "core/heap/heap.h"
#include "core/heap/weak_map_edges.h"

#include <algorithm>
#include <set>
#include <utility>

namespace heapline {

namespace {

/// Both edges of each pair of which one owner is not reached.
std::vector<EdgeIndex> edgesThatKeepNothing(const HeapGraph& graph, const WeakMapEdges& weakMaps,
                                            const Column<std::int32_t>& distance)
{
    std::set<std::pair<NodeOrdinal, std::uint32_t>> unreached; // value, pair
    if (weakMaps.pairCount() > 0) {
        for (std::uint32_t n = 0; n < graph.nodeCount(); ++n) {
            if (distance[n] != noDistance)
                continue;
            for (const EdgeIndex edge : graph.edgesOf(NodeOrdinal(n))) {
                if (const WeakMapEdges::Entry* entry = weakMaps.find(graph, edge))
                    unreached.emplace(graph.target(edge), entry->pair);
            }
        }
    }
    std::vector<EdgeIndex> edges;
    NodeOrdinal before;
    for (const auto& [value, pair] : unreached) {
        if (std::exchange(before, value) == value)
            continue;
        for (const EdgeIndex edge : graph.edgesInto(value)) {
            const WeakMapEdges::Entry* entry = weakMaps.find(graph, edge);
            if (entry && unreached.contains({value, entry->pair}))
                edges.push_back(edge);
        }
    }
    std::ranges::sort(edges);
    return edges;
}

} // namespace

IgnoredRetainers::IgnoredRetainers(const Heap& heap, std::vector<NodeOrdinal> objects, Progress& progress)
    : m_objects(std::move(objects))
{
    std::ranges::sort(m_objects);
    const WeakMapEdges weakMaps(heap.graph);
    m_distance = computeDistances(heap.graph, weakMaps, m_objects, progress);
    m_edges = edgesThatKeepNothing(heap.graph, weakMaps, m_distance);
}

bool IgnoredRetainers::contains(NodeOrdinal object) const
{
    return std::ranges::binary_search(m_objects, object);
}

bool IgnoredRetainers::contains(EdgeIndex edge) const
{
    return std::ranges::binary_search(m_edges, edge);
}

const PathTree& IgnoredRetainers::pathTree(const Heap& heap) const
{
    return madeOnce(m_pathTreeMutex, m_pathTree, [&] { return buildPathTree(heap.graph, m_distance); });
}

} // namespace heapline
