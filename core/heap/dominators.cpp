// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/dominators.h"

#include "core/heap/roots.h"
#include "core/heap/stops.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <limits>

namespace heapline {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t edgesOfChunk = 1 << 16; ///< whole words of an EdgeSet

/// Semi-NCA over depth-first numbers (0 is the root). All columns but one are by number, so that the loops run over memory in order,
/// and each is let go as soon as it has served.
class SemiNca {
public:
    SemiNca(const HeapGraph& graph, const EdgeSet& essential, Progress& progress)
        : m_graph(graph)
        , m_essential(essential)
        , m_progress(progress)
        , m_number(graph.nodeCount(), none)
    {
        m_node.reserve(graph.nodeCount());
        m_vertex.reserve(graph.nodeCount());
    }

    Dominators run()
    {
        visitFrom(m_graph.root.value, 0);
        Dominators result;
        result.unreachable = m_graph.nodeCount() - m_node.size();
        if (result.unreachable)
            hangOrphans();
        sortPredecessors();
        const std::vector<NodeOrdinal> rings = unnumberedNodes();
        m_number = {};
        findSemidominators();
        findDominators();

        result.immediate.assign(m_graph.nodeCount(), m_graph.root);
        for (std::uint32_t w = 0; w < m_node.size(); ++w)
            result.immediate[m_node[w].value] = m_node[m_vertex[w].semi];
        result.topDown = std::move(m_node);
        result.topDown.insert(result.topDown.end(), rings.begin(), rings.end());
        return result;
    }

private:
    void visitFrom(std::uint32_t start, std::uint32_t parent)
    {
        number(start, parent);
        struct Level {
            std::uint32_t number;
            std::uint32_t edge;
            std::uint32_t end;
        };
        std::vector<Level> open;
        const auto enter = [&](std::uint32_t node) {
            open.push_back({m_number[node], m_graph.firstEdge[node], m_graph.firstEdge[node + 1]});
        };
        enter(start);
        while (!open.empty()) {
            Level& level = open.back();
            if (level.edge == level.end) {
                open.pop_back();
                continue;
            }
            const std::uint32_t edge = level.edge++;
            if (!m_essential.contains(edge))
                continue;
            const std::uint32_t target = m_graph.edges.toNode[edge].value;
            if (m_number[target] != none)
                continue;
            number(target, level.number);
            enter(target);
        }
    }

    void number(std::uint32_t node, std::uint32_t parent)
    {
        if (m_node.size() % nodesBetweenStops == 0)
            m_progress.update(m_node.size(), 3 * m_graph.nodeCount());
        m_number[node] = static_cast<std::uint32_t>(m_node.size());
        m_node.push_back(NodeOrdinal(node));
        m_vertex.push_back({parent, 0});
    }

    void hangOrphans()
    {
        std::vector<bool> isRetained(m_graph.nodeCount());
        for (std::size_t edge = 0; edge < m_graph.edgeCount(); ++edge) {
            if (edge % edgesOfChunk == 0)
                m_progress.throwIfStopped();
            if (m_essential.contains(edge))
                isRetained[m_graph.edges.toNode[edge].value] = true;
        }
        for (std::uint32_t node = 0; node < m_graph.nodeCount(); ++node) {
            if (m_number[node] == none && !isRetained[node])
                visitFrom(node, 0);
        }
    }

    std::vector<NodeOrdinal> unnumberedNodes() const
    {
        std::vector<NodeOrdinal> nodes;
        for (std::uint32_t node = 0; m_node.size() < m_graph.nodeCount() && node < m_graph.nodeCount(); ++node) {
            if (m_number[node] == none)
                nodes.push_back(NodeOrdinal(node));
        }
        return nodes;
    }

    /// Calls visit(number of the source, vertex of the target) for each essential edge between numbered nodes that is not from a parent
    /// to its child: what a parent gives its child is known.
    template <typename Visit>
    void eachCrossEdge(std::size_t pass, Visit visit)
    {
        const std::size_t nodes = m_graph.nodeCount();
        for (std::uint32_t node = 0; node < nodes; ++node) {
            if (node % nodesBetweenStops == 0)
                m_progress.update(nodes + pass * nodes / 2 + node / 2, 3 * nodes);
            const std::uint32_t source = m_number[node];
            if (source == none)
                continue;
            for (std::uint32_t edge = m_graph.firstEdge[node]; edge < m_graph.firstEdge[node + 1]; ++edge) {
                if (!m_essential.contains(edge))
                    continue;
                Vertex& target = m_vertex[m_number[m_graph.edges.toNode[edge].value]];
                if (target.parent != source)
                    visit(source, target);
            }
        }
    }

    /// Counting sort of the numbers of all predecessors by their successor. Vertex::semi counts, then runs from the end of the
    /// vertex's part to its begin.
    void sortPredecessors()
    {
        eachCrossEdge(0, [](std::uint32_t, Vertex& target) { ++target.semi; });
        std::uint32_t end = 0;
        for (Vertex& vertex : m_vertex) {
            end += vertex.semi;
            vertex.semi = end;
        }
        m_predecessor.resize(end);
        eachCrossEdge(1, [&](std::uint32_t source, Vertex& target) { m_predecessor[--target.semi] = source; });
    }

    void findSemidominators()
    {
        const auto count = static_cast<std::uint32_t>(m_node.size());
        m_forest.resize(count);
        for (std::uint32_t w = 0; w < count; ++w)
            m_forest[w] = {m_vertex[w].parent, w};
        std::size_t end = m_predecessor.size();
        for (std::uint32_t w = count; w-- > 1;) {
            if (w % nodesBetweenStops == 0)
                m_progress.update(3 * std::size_t{count} - w, 3 * std::size_t{count});
            const std::size_t begin = m_vertex[w].semi;
            std::uint32_t semi = m_vertex[w].parent;
            for (std::size_t i = begin; i < end; ++i)
                semi = std::min(semi, evaluate(m_predecessor[i], w));
            end = begin;
            m_vertex[w].semi = semi;
            m_forest[w].least = semi;
        }
        m_vertex[0].semi = 0;
        m_forest = {};
        m_predecessor = {};
    }

    /// The least semidominator on the forest path from @p v up to, but without, the first node numbered below @p last.
    /// Nodes numbered @p last or below are not in the forest yet: for them it is their own number.
    std::uint32_t evaluate(std::uint32_t v, std::uint32_t last)
    {
        if (v <= last)
            return v;
        m_path.clear();
        std::uint32_t at = v;
        while (m_forest[at].ancestor > last) {
            m_path.push_back(at);
            at = m_forest[at].ancestor;
        }
        // `at` hangs on a node outside of the forest: its least is final. Compress the path below it, from the top.
        const ForestNode top = m_forest[at];
        std::uint32_t least = top.least;
        while (!m_path.empty()) {
            ForestNode& below = m_forest[m_path.back()];
            m_path.pop_back();
            least = std::min(least, below.least);
            below = {top.ancestor, least};
        }
        return least;
    }

    /// Turns semidominators into immediate dominators. Each semidominator is needed for its own vertex only, so that they share a place.
    void findDominators()
    {
        for (std::uint32_t w = 1; w < m_node.size(); ++w) {
            if (w % nodesBetweenStops == 0)
                m_progress.throwIfStopped();
            std::uint32_t dominator = m_vertex[w].parent;
            while (dominator > m_vertex[w].semi)
                dominator = m_vertex[dominator].semi;
            m_vertex[w].semi = dominator;
        }
    }

    struct Vertex {
        std::uint32_t parent; ///< number of the parent in the search tree
        std::uint32_t semi;   ///< first predecessor, then the semidominator, at last the immediate dominator
    };

    /// A node of the forest in which paths get compressed.
    struct ForestNode {
        std::uint32_t ancestor; ///< number of the next node of the compressed path
        std::uint32_t least;    ///< least semidominator on the path up to the ancestor
    };

    const HeapGraph& m_graph;
    const EdgeSet& m_essential;
    Progress& m_progress;
    Column<std::uint32_t> m_number;      ///< node -> number, or none
    Column<NodeOrdinal> m_node;          ///< number -> node
    Column<Vertex> m_vertex;             ///< number -> vertex
    Column<std::uint32_t> m_predecessor; ///< numbers of the predecessors of each vertex, without its parent
    Column<ForestNode> m_forest;         ///< number -> place in the forest
    std::vector<std::uint32_t> m_path;
};

} // namespace

EdgeSet findEssentialEdges(const HeapGraph& graph, const WeakMapEdges& weakMaps, const Progress& progress)
{
    const Column<std::uint8_t> ofPage = markPageObjects(graph, progress);
    EdgeSet essential(graph.edgeCount());
    const auto isEssential = [&](std::uint32_t source, EdgeIndex edge) {
        const EdgeKind kind = graph.kind(edge);
        const std::uint32_t target = graph.target(edge).value;
        if (kind == EdgeKind::Weak || target == source)
            return false;
        if (const WeakMapEdges::Entry* entry = weakMaps.find(graph, edge); entry && entry->tableId == graph.nodes.id[source])
            return false;
        return source == graph.root.value || (kind != EdgeKind::Shortcut && (ofPage[source] || !ofPage[target]));
    };
    const std::size_t blocks = (graph.edgeCount() + edgesOfChunk - 1) / edgesOfChunk;
    tbb::parallel_for(std::size_t{0}, blocks, [&](std::size_t block) {
        progress.throwIfStopped();
        const auto first = static_cast<std::uint32_t>(block * edgesOfChunk);
        const auto last = static_cast<std::uint32_t>(std::min(graph.edgeCount(), (block + 1) * edgesOfChunk));
        std::uint32_t source = graph.owner(EdgeIndex(first)).value;
        for (std::uint32_t edge = first; edge < last; ++edge) {
            while (edge >= graph.firstEdge[source + 1])
                ++source;
            if (isEssential(source, EdgeIndex(edge)))
                essential.add(edge);
        }
    });
    return essential;
}

Dominators computeDominators(const HeapGraph& graph, const EdgeSet& essential, Progress& progress)
{
    return SemiNca(graph, essential, progress).run();
}

NumberColumn computeRetainedSizes(const Dominators& dominators, const NumberColumn& shallowSize)
{
    NumberColumn retained = shallowSize;
    if (shallowSize.sum() > std::numeric_limits<std::uint32_t>::max())
        retained.widen();
    const auto& order = dominators.topDown;
    retained.visit([&](auto bytes) {
        for (std::size_t i = order.size(); i-- > 1;)
            bytes[dominators.immediate[order[i].value].value] += bytes[order[i].value];
    });
    return retained;
}

} // namespace heapline
