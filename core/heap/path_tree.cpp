// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/path_tree.h"

#include "core/base/utf16.h"
#include "core/heap/distances.h"
#include "core/heap/heap_graph.h"
#include "core/heap/object_names.h"
#include "core/heap/property_names.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace heapline {

namespace {

/// Compares the displayed names of objects. Made-up ones are built once as long as they are not pushed out by others: popular objects, such
/// as maps, are compared with again and again.
class NameComparison {
public:
    explicit NameComparison(const HeapGraph& graph) : m_graph(graph) {}

    /// Whether the name of a is not behind that of b.
    bool isNotAfter(NodeOrdinal a, NodeOrdinal b)
    {
        if (a == b)
            return true;
        const bool isMadeUpA = isMadeUp(a);
        const bool isMadeUpB = isMadeUp(b);
        if (!isMadeUpA && !isMadeUpB && m_graph.nodes.name[a.value] == m_graph.nodes.name[b.value])
            return true;
        const std::string_view nameA = isMadeUpA ? built(a, m_left) : m_graph.name(a);
        const std::string_view nameB = isMadeUpB ? built(b, m_right) : m_graph.name(b);
        return compareUtf16(nameA, nameB) <= 0;
    }

private:
    struct Built {
        NodeOrdinal node;
        std::string name;
    };
    struct Cache {
        std::array<Built, 4096> names;
        std::string lastName; ///< stays here if it is too long to be one of so many
    };
    static constexpr std::size_t mostBytesKept = 8192;

    bool isMadeUp(NodeOrdinal node) const
    {
        return m_graph.kind(node) == NodeKind::ConcatenatedString || isPlainObject(m_graph, node);
    }

    std::string_view built(NodeOrdinal node, Cache& cache) const
    {
        Built& entry = cache.names[node.value % cache.names.size()];
        if (entry.node == node)
            return entry.name;
        cache.lastName = objectName(m_graph, node);
        if (cache.lastName.size() > mostBytesKept)
            return cache.lastName;
        entry.node = node;
        entry.name.swap(cache.lastName);
        return entry.name;
    }

    const HeapGraph& m_graph;
    Cache m_left;
    Cache m_right;
};

} // namespace

bool isPathStart(std::int32_t distance)
{
    const std::int32_t steps = distance >= baseSystemDistance ? distance - baseSystemDistance : distance;
    return steps == 0 || steps == 1;
}

bool isPathEdge(const HeapGraph& graph, std::span<const std::int32_t> distance, NodeOrdinal from, EdgeIndex edge)
{
    const std::int32_t step = distance[from.value];
    const std::int32_t reached = distance[graph.target(edge).value];
    return graph.kind(edge) != EdgeKind::Weak && step != noDistance && reached != noDistance && reached <= step + 1;
}

PathTree buildPathTree(const HeapGraph& graph, std::span<const std::int32_t> distance)
{
    PathTree tree;
    tree.lastEdge.assign(graph.nodeCount(), EdgeIndex());
    Column<NodeOrdinal> holder(graph.nodeCount()); // of lastEdge, where that is valid
    const auto names = std::make_unique<NameComparison>(graph);
    for (std::uint32_t n = 0; n < graph.nodeCount(); ++n) {
        const NodeOrdinal from(n);
        const std::int32_t next = distance[n] + 1;
        if (distance[n] == noDistance || isPathStart(next))
            continue;
        for (const EdgeIndex edge : graph.edgesOf(from)) {
            const std::uint32_t target = graph.target(edge).value;
            if (distance[target] != next || graph.kind(edge) == EdgeKind::Weak)
                continue;
            EdgeIndex& last = tree.lastEdge[target];
            // Of equal names the later one stands first.
            if (!last.isValid() || names->isNotAfter(from, holder[target])) {
                last = edge;
                holder[target] = from;
            }
        }
    }
    // Where the root itself is referred to, distances go on through it, before it gets its own.
    for (const EdgeIndex edge : graph.edgesOf(graph.root)) {
        const std::uint32_t target = graph.target(edge).value;
        if (!tree.lastEdge[target].isValid() && !isPathStart(distance[target])
            && isPathEdge(graph, distance, graph.root, edge))
            tree.lastEdge[target] = edge;
    }
    return tree;
}

} // namespace heapline
