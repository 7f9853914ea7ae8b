// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/distances.h"

#include "core/heap/js_number.h"
#include "core/heap/roots.h"
#include "core/heap/stops.h"

#include <algorithm>
#include <vector>

namespace heapline {

namespace {

class Search {
public:
    Search(const HeapGraph& graph, const WeakMapEdges& weakMaps, std::span<const NodeOrdinal> ignored, Progress& progress)
        : m_graph(graph)
        , m_weakMaps(weakMaps)
        , m_progress(progress)
        , m_distance(graph.nodeCount(), noDistance)
        , m_pendingPair(weakMaps.pairCount(), false)
    {
        if (!ignored.empty())
            m_isIgnored.resize(graph.nodeCount(), false);
        for (const NodeOrdinal node : ignored)
            m_isIgnored[node.value] = true;
    }

    Column<std::int32_t> run()
    {
        bool anyUserRoot = false;
        for (const EdgeIndex edge : m_graph.edgesOf(m_graph.root)) {
            const NodeOrdinal node = m_graph.target(edge);
            if (!isUserRoot(m_graph, node))
                continue;
            anyUserRoot = true;
            if (!isIgnored(node)) {
                m_distance[node.value] = 1;
                m_queue.push_back(node);
            }
        }
        spread();
        m_distance[m_graph.root.value] = anyUserRoot ? baseSystemDistance : 0;
        m_queue.assign(1, m_graph.root);
        spread();
        return std::move(m_distance);
    }

private:
    void spread()
    {
        // Frontier by frontier: the order of one long queue with the room of two short ones.
        std::vector<NodeOrdinal> next;
        for (; !m_queue.empty(); m_queue.swap(next), next.clear()) {
            for (const NodeOrdinal node : m_queue) {
                if (m_steps++ % nodesBetweenStops == 0)
                    m_progress.update(std::min(m_steps, m_graph.nodeCount()), m_graph.nodeCount());
                visit(node, next);
            }
        }
    }

    void visit(NodeOrdinal node, std::vector<NodeOrdinal>& reached)
    {
        const std::int32_t distance = m_distance[node.value] + 1;
        const bool isContext = m_graph.kind(node) == NodeKind::Hidden && m_graph.name(node) == "system / NativeContext";
        const bool isDescriptors = m_graph.kind(node) == NodeKind::Array && m_graph.name(node) == "(map descriptors)";
        for (const EdgeIndex edge : m_graph.edgesOf(node)) {
            const NodeOrdinal target = m_graph.target(edge);
            if (m_distance[target.value] != noDistance || m_graph.kind(edge) == EdgeKind::Weak || isIgnored(target))
                continue;
            if (!passes(edge, isContext, isDescriptors))
                continue;
            m_distance[target.value] = distance;
            reached.push_back(target);
        }
    }

    bool isIgnored(NodeOrdinal node) const { return !m_isIgnored.empty() && m_isIgnored[node.value]; }

    /// Whether the search may go over an edge. Asked only for targets that have no distance yet: the answer for WeakMap values
    /// depends on which of the two edges was asked before.
    bool passes(EdgeIndex edge, bool isContext, bool isDescriptors)
    {
        if (isContext && !m_graph.isNumbered(edge) && m_graph.edgeName(edge) == "sloppy_function_map")
            return false;
        if (isDescriptors)
            return isDescriptorToFollow(edge);
        if (const WeakMapEdges::Entry* entry = m_weakMaps.find(m_graph, edge)) {
            m_pendingPair[entry->pair] = !m_pendingPair[entry->pair];
            return !m_pendingPair[entry->pair];
        }
        return true;
    }

    bool isDescriptorToFollow(EdgeIndex edge) const
    {
        std::int64_t index = 0;
        if (m_graph.isNumbered(edge)) {
            index = m_graph.edges.nameOrIndex[edge.value];
        } else {
            const auto number = leadingInteger(m_graph.edgeName(edge));
            if (!number)
                return true;
            index = *number;
        }
        return index < 2 || index % 3 != 1;
    }

    const HeapGraph& m_graph;
    const WeakMapEdges& m_weakMaps;
    Progress& m_progress;
    Column<std::int32_t> m_distance;
    std::vector<NodeOrdinal> m_queue; ///< nodes of the distance that is being visited
    std::size_t m_steps = 0;
    std::vector<bool> m_isIgnored;   ///< node -> never entered; empty: none is
    std::vector<bool> m_pendingPair; ///< pair -> one of its edges has been asked for
};

} // namespace

Column<std::int32_t> computeDistances(const HeapGraph& graph, const WeakMapEdges& weakMaps, Progress& progress)
{
    return Search(graph, weakMaps, {}, progress).run();
}

Column<std::int32_t> computeDistances(const HeapGraph& graph, const WeakMapEdges& weakMaps,
                                      std::span<const NodeOrdinal> ignored, Progress& progress)
{
    return Search(graph, weakMaps, ignored, progress).run();
}

} // namespace heapline
