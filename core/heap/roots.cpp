// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/roots.h"

#include "core/heap/stops.h"

#include <algorithm>

namespace heapline {

namespace {

constexpr std::string_view documentTrees = "(Document DOM trees)";

/// Marks objects from start points outwards.
class Marker {
public:
    explicit Marker(const HeapGraph& graph) : m_graph(graph), m_marked(graph.nodeCount(), 0) {}

    void mark(NodeOrdinal node)
    {
        if (!m_marked[node.value]) {
            m_marked[node.value] = 1;
            m_open.push_back(node);
        }
    }

    /// Marks all that is reached over edges of the kinds that @p follows lets through.
    template <typename Follows>
    Column<std::uint8_t> spread(const Progress& progress, Follows follows)
    {
        for (std::size_t steps = 0; !m_open.empty(); ++steps) {
            if (steps % nodesBetweenStops == 0)
                progress.throwIfStopped();
            const NodeOrdinal node = m_open.back();
            m_open.pop_back();
            for (const EdgeIndex edge : m_graph.edgesOf(node)) {
                if (follows(m_graph.kind(edge)))
                    mark(m_graph.target(edge));
            }
        }
        return std::move(m_marked);
    }

private:
    const HeapGraph& m_graph;
    Column<std::uint8_t> m_marked;
    Column<NodeOrdinal> m_open;
};

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

Column<std::uint8_t> markPageObjects(const HeapGraph& graph, const Progress& progress)
{
    Marker marker(graph);
    for (const EdgeIndex edge : graph.edgesOf(graph.root)) {
        const NodeOrdinal node = graph.target(edge);
        const bool isDocuments = graph.kind(edge) == EdgeKind::Element && graph.kind(node) == NodeKind::Synthetic
                                 && graph.name(node) == documentTrees;
        if (graph.kind(edge) == EdgeKind::Shortcut || isDocuments)
            marker.mark(node);
    }
    return marker.spread(progress, [](EdgeKind kind) { return kind != EdgeKind::Weak; });
}

Column<std::uint8_t> markQueryableObjects(const HeapGraph& graph, const Progress& progress)
{
    Marker marker(graph);
    for (const EdgeIndex edge : graph.edgesOf(graph.root)) {
        if (graph.kind(graph.target(edge)) != NodeKind::Synthetic)
            marker.mark(graph.target(edge));
    }
    return marker.spread(progress, [](EdgeKind kind) {
        return kind != EdgeKind::Hidden && kind != EdgeKind::Invisible && kind != EdgeKind::Internal
               && kind != EdgeKind::Weak;
    });
}

} // namespace heapline
