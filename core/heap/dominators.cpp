// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/dominators.h"

#include "core/heap/roots.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <limits>

namespace heapline {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t nodesBetweenStops = 1 << 13;

/// Depth-first numbering of what the root reaches, with the columns that semi-NCA works on.
/// All columns are by number (0 is the root), so that the later loops run over memory in order.
class SemiNca {
public:
    SemiNca(const HeapGraph& graph, std::span<const std::uint8_t> essential, Progress& progress)
        : m_graph(graph)
        , m_essential(essential)
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
            const std::uint32_t target = m_graph.edges.toNode[edge].value;
            if (m_number[target] != none || !m_essential[edge])
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
        m_node.push_back(node);
        m_parent.push_back(parent);
    }

    bool hasEssentialRetainer(std::uint32_t node) const
    {
        for (std::uint32_t i = m_graph.firstRetainer[node]; i < m_graph.firstRetainer[node + 1]; ++i) {
            if (m_essential[m_graph.retainingEdge[i].value])
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
        m_label.resize(count);
        m_ancestor = m_parent; // compressed as the loop goes up
        for (std::uint32_t w = 0; w < count; ++w)
            m_semi[w] = m_label[w] = w;
        for (std::uint32_t w = count; w-- > 1;) {
            if (w % nodesBetweenStops == 0)
                m_progress.update(2 * std::size_t{count} - w, 2 * std::size_t{count});
            const std::uint32_t node = m_node[w];
            std::uint32_t semi = m_parent[w];
            for (std::uint32_t i = m_graph.firstRetainer[node]; i < m_graph.firstRetainer[node + 1]; ++i) {
                if (!m_essential[m_graph.retainingEdge[i].value])
                    continue;
                const std::uint32_t v = m_number[m_graph.retainer[i].value];
                if (v != none)
                    semi = std::min(semi, m_semi[evaluate(v, w)]);
            }
            m_semi[w] = semi;
            m_label[w] = w;
        }
    }

    /// The node of least semidominator on the forest path from @p v up to, but without, the first node numbered below @p last.
    /// Nodes numbered @p last or below are not in the forest yet.
    std::uint32_t evaluate(std::uint32_t v, std::uint32_t last)
    {
        if (v <= last)
            return v;
        m_path.clear();
        std::uint32_t at = v;
        while (m_ancestor[at] > last) {
            m_path.push_back(at);
            at = m_ancestor[at];
        }
        // `at` hangs on a node outside of the forest: its label is final. Compress the path below it, from the top.
        std::uint32_t best = m_label[at];
        const std::uint32_t top = m_ancestor[at];
        while (!m_path.empty()) {
            const std::uint32_t below = m_path.back();
            m_path.pop_back();
            if (m_semi[best] < m_semi[m_label[below]])
                m_label[below] = best;
            else
                best = m_label[below];
            m_ancestor[below] = top;
        }
        return m_label[v];
    }

    void findDominators()
    {
        m_dominator = m_parent;
        for (std::uint32_t w = 1; w < m_node.size(); ++w) {
            if (w % nodesBetweenStops == 0)
                m_progress.throwIfStopped();
            std::uint32_t dominator = m_dominator[w];
            while (dominator > m_semi[w])
                dominator = m_dominator[dominator];
            m_dominator[w] = dominator;
        }
    }

    Dominators finish(Dominators result)
    {
        result.immediate.assign(m_graph.nodeCount(), m_graph.root);
        result.topDown.reserve(m_graph.nodeCount());
        for (std::uint32_t w = 0; w < m_node.size(); ++w) {
            result.immediate[m_node[w]] = NodeOrdinal(m_node[m_dominator[w]]);
            result.topDown.push_back(NodeOrdinal(m_node[w]));
        }
        for (std::uint32_t node = 0; node < m_graph.nodeCount(); ++node) {
            if (m_number[node] == none)
                result.topDown.push_back(NodeOrdinal(node)); // rings
        }
        return result;
    }

    const HeapGraph& m_graph;
    std::span<const std::uint8_t> m_essential;
    Progress& m_progress;
    Column<std::uint32_t> m_number;    ///< node -> number, or none
    Column<std::uint32_t> m_node;      ///< number -> node
    Column<std::uint32_t> m_parent;    ///< number -> number of the parent in the search tree
    Column<std::uint32_t> m_semi;      ///< number -> semidominator
    Column<std::uint32_t> m_label;     ///< number -> node of least semidominator on the compressed path
    Column<std::uint32_t> m_ancestor;  ///< number -> next node of the compressed path
    Column<std::uint32_t> m_dominator; ///< number -> immediate dominator
    Column<std::uint32_t> m_path;
};

} // namespace

Column<std::uint8_t> findEssentialEdges(const HeapGraph& graph, const WeakMapEdges& weakMaps, Progress& progress)
{
    const Column<std::uint8_t> ofPage = markPageObjects(graph, progress);
    Column<std::uint8_t> essential(graph.edgeCount(), 0);
    const auto isEssential = [&](std::uint32_t source, EdgeIndex edge) {
        const EdgeKind kind = graph.kind(edge);
        const std::uint32_t target = graph.target(edge).value;
        if (kind == EdgeKind::Weak || target == source)
            return false;
        if (const WeakMapEdges::Entry* entry = weakMaps.find(graph, edge); entry && entry->tableId == graph.nodes.id[source])
            return false;
        return source == graph.root.value || (kind != EdgeKind::Shortcut && (ofPage[source] || !ofPage[target]));
    };
    tbb::parallel_for(tbb::blocked_range<std::uint32_t>(0, static_cast<std::uint32_t>(graph.nodeCount()), nodesBetweenStops),
                      [&](const auto& range) {
                          progress.throwIfStopped();
                          for (std::uint32_t node = range.begin(); node != range.end(); ++node) {
                              for (const EdgeIndex edge : graph.edgesOf(NodeOrdinal(node)))
                                  essential[edge.value] = isEssential(node, edge);
                          }
                      });
    return essential;
}

Dominators computeDominators(const HeapGraph& graph, std::span<const std::uint8_t> essential, Progress& progress)
{
    return SemiNca(graph, essential, progress).run();
}

Column<std::uint64_t> computeRetainedSizes(const Dominators& dominators, std::span<const std::uint64_t> shallowSize)
{
    Column<std::uint64_t> retained(shallowSize.begin(), shallowSize.end());
    const auto& order = dominators.topDown;
    for (std::size_t i = order.size(); i-- > 1;)
        retained[dominators.immediate[order[i].value].value] += retained[order[i].value];
    return retained;
}

} // namespace heapline
