// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/dominators.h"

#include "core/heap/roots.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <limits>

namespace heapline {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t nodesBetweenStops = 1 << 13;
constexpr std::size_t edgesOfBlock = 1 << 16; ///< whole words of an EdgeSet

/// Depth-first numbering of what the root reaches, with the columns that semi-NCA works on.
/// All columns are by number (0 is the root), so that the later loops run over memory in order.
class SemiNca {
public:
    SemiNca(const HeapGraph& graph, const EdgeSet& essential, const EdgeSet& essentialRetainers, Progress& progress)
        : m_graph(graph)
        , m_essential(essential)
        , m_essentialRetainers(essentialRetainers)
        , m_progress(progress)
        , m_number(graph.nodeCount(), none)
    {
        m_node.reserve(graph.nodeCount());
        m_parent.reserve(graph.nodeCount());
    }

    Dominators run()
    {
        visitFrom(m_graph.root.value, 0);
        Dominators result;
        hangOrphans(result);
        findSemidominators();
        findDominators();
        return finish(std::move(result));
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
            m_progress.update(m_node.size(), 2 * m_graph.nodeCount());
        m_number[node] = static_cast<std::uint32_t>(m_node.size());
        m_node.push_back(NodeOrdinal(node));
        m_parent.push_back(parent);
    }

    bool hasEssentialRetainer(std::uint32_t node) const
    {
        for (std::uint32_t i = m_graph.firstRetainer[node]; i < m_graph.firstRetainer[node + 1]; ++i) {
            if (m_essentialRetainers.contains(i))
                return true;
        }
        return false;
    }

    void hangOrphans(Dominators& result)
    {
        result.unreachable = m_graph.nodeCount() - m_node.size();
        for (std::uint32_t node = 0; result.unreachable && node < m_graph.nodeCount(); ++node) {
            if (m_number[node] == none && !hasEssentialRetainer(node))
                visitFrom(node, 0);
        }
    }

    void findSemidominators()
    {
        const auto count = static_cast<std::uint32_t>(m_node.size());
        m_semi.resize(count);
        m_forest.resize(count);
        for (std::uint32_t w = 0; w < count; ++w)
            m_forest[w] = {m_parent[w], w};
        m_semi[0] = 0;
        for (std::uint32_t w = count; w-- > 1;) {
            if (w % nodesBetweenStops == 0)
                m_progress.update(2 * std::size_t{count} - w, 2 * std::size_t{count});
            const std::uint32_t node = m_node[w].value;
            std::uint32_t semi = m_parent[w];
            for (std::uint32_t i = m_graph.firstRetainer[node]; i < m_graph.firstRetainer[node + 1]; ++i) {
                if (!m_essentialRetainers.contains(i))
                    continue;
                const std::uint32_t v = m_number[m_graph.retainer[i].value];
                if (v != none)
                    semi = std::min(semi, evaluate(v, w));
            }
            m_semi[w] = semi;
            m_forest[w].least = semi;
        }
        m_forest = {};
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
        const auto [top, leastOfTop] = m_forest[at];
        std::uint32_t least = leastOfTop;
        while (!m_path.empty()) {
            ForestNode& below = m_forest[m_path.back()];
            m_path.pop_back();
            least = std::min(least, below.least);
            below = {top, least};
        }
        return least;
    }

    /// Turns semidominators into immediate dominators. Each semidominator is needed for its own node only, so that they share a column.
    void findDominators()
    {
        for (std::uint32_t w = 1; w < m_node.size(); ++w) {
            if (w % nodesBetweenStops == 0)
                m_progress.throwIfStopped();
            std::uint32_t dominator = m_parent[w];
            while (dominator > m_semi[w])
                dominator = m_semi[dominator];
            m_semi[w] = dominator;
        }
        m_parent = {};
    }

    Dominators finish(Dominators result)
    {
        result.immediate.assign(m_graph.nodeCount(), m_graph.root);
        for (std::uint32_t w = 0; w < m_node.size(); ++w)
            result.immediate[m_node[w].value] = m_node[m_semi[w]];
        m_semi = {};
        result.topDown = std::move(m_node);
        for (std::uint32_t node = 0; node < m_graph.nodeCount(); ++node) {
            if (m_number[node] == none)
                result.topDown.push_back(NodeOrdinal(node)); // rings
        }
        return result;
    }

    /// A node of the forest in which paths get compressed.
    struct ForestNode {
        std::uint32_t ancestor; ///< number of the next node of the compressed path
        std::uint32_t least;    ///< least semidominator on the path up to the ancestor
    };

    const HeapGraph& m_graph;
    const EdgeSet& m_essential;
    const EdgeSet& m_essentialRetainers;
    Progress& m_progress;
    Column<std::uint32_t> m_number; ///< node -> number, or none
    Column<NodeOrdinal> m_node;     ///< number -> node
    Column<std::uint32_t> m_parent; ///< number -> number of the parent in the search tree
    Column<std::uint32_t> m_semi;   ///< number -> semidominator, later the immediate dominator
    Column<ForestNode> m_forest;    ///< number -> place in the forest
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
    const std::size_t blocks = (graph.edgeCount() + edgesOfBlock - 1) / edgesOfBlock;
    tbb::parallel_for(std::size_t{0}, blocks, [&](std::size_t block) {
        progress.throwIfStopped();
        const auto first = static_cast<std::uint32_t>(block * edgesOfBlock);
        const auto last = static_cast<std::uint32_t>(std::min(graph.edgeCount(), (block + 1) * edgesOfBlock));
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

Dominators computeDominators(const HeapGraph& graph, const EdgeSet& essential, const EdgeSet& essentialRetainers,
                             Progress& progress)
{
    return SemiNca(graph, essential, essentialRetainers, progress).run();
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
