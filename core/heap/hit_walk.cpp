// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/hit_walk.h"

#include "core/heap/heap.h"
#include "core/heap/name_matcher.h"
#include "core/heap/object_search.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <iterator>

namespace heapline {

namespace {

constexpr std::size_t nodesOfHitBlock = 1 << 14;

/// Adds what was found in a later block.
template <typename T>
void moveInto(std::vector<T>& all, std::vector<T>& more)
{
    all.insert(all.end(), more.begin(), more.end());
    more = {};
}

class BlockWalk {
public:
    BlockWalk(const HitWalk& walk, const TextMatches& strings)
        : m_walk(walk)
        , m_graph(walk.heap.graph)
        , m_strings(strings)
        , m_withNodes(walk.withStrings || walk.withNames)
        , m_withEdges(walk.withProperties && strings.count > 0)
    {
    }

    void run(std::uint32_t first, std::uint32_t last, NameMatcher& names, WalkedHits& hits) const
    {
        for (std::uint32_t n = first; n < last; ++n) {
            const NodeOrdinal node(n);
            if (m_withNodes)
                lookAt(node, names, hits);
            if (m_withEdges)
                lookAtEdges(node, hits);
        }
    }

private:
    bool isWanted(NodeOrdinal node) const
    {
        return m_walk.heap.shallowSize[node.value] != 0
               && (!m_walk.query.ids || m_walk.query.ids->contains(m_graph.nodes.id[node.value]))
               && (m_walk.query.passes.empty() || m_walk.query.passes[node.value] != 0);
    }

    void lookAt(NodeOrdinal node, NameMatcher& names, WalkedHits& hits) const
    {
        const NodeKind kind = m_graph.kind(node);
        if (kind == NodeKind::String || kind == NodeKind::ConcatenatedString) {
            if (!m_walk.withStrings)
                return;
            if (kind == NodeKind::ConcatenatedString) {
                if (isWanted(node) && names.matches(node))
                    hits.strings.push_back(node);
            } else if (m_strings.isMatch[m_graph.nodes.name[node.value].value] != 0 && isWanted(node)) {
                hits.strings.push_back(node);
            }
            return;
        }
        if (!m_walk.withNames
            || (!m_walk.isListedClass.empty() && m_walk.isListedClass[m_walk.heap.classOf[node.value].value] != 0))
            return;
        if (isWanted(node) && names.matches(node))
            hits.names.push_back(node);
    }

    void lookAtEdges(NodeOrdinal node, WalkedHits& hits) const
    {
        for (const EdgeIndex edge : m_graph.edgesOf(node)) {
            const EdgeKind kind = m_graph.kind(edge);
            if ((kind == EdgeKind::Property || kind == EdgeKind::Context)
                && m_strings.isMatch[m_graph.edges.nameOrIndex[edge.value]] != 0)
                hits.properties.push_back({node, edge});
        }
    }

    const HitWalk& m_walk;
    const HeapGraph& m_graph;
    const TextMatches& m_strings;
    bool m_withNodes;
    bool m_withEdges;
};

} // namespace

WalkedHits HitWalk::run(const TextMatches& strings, const Progress& progress) const
{
    const BlockWalk walk(*this, strings);
    tbb::enumerable_thread_specific<NameMatcher> matchers([&] { return NameMatcher(heap.graph, strings, query.pattern); });
    const std::size_t count = heap.graph.nodeCount();
    std::vector<WalkedHits> blocks((count + nodesOfHitBlock - 1) / nodesOfHitBlock);
    tbb::parallel_for(std::size_t{0}, blocks.size(), [&](std::size_t number) {
        progress.throwIfStopped();
        const std::size_t first = number * nodesOfHitBlock;
        const std::size_t last = std::min(count, first + nodesOfHitBlock);
        walk.run(static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last), matchers.local(), blocks[number]);
    });
    progress.throwIfStopped();
    WalkedHits all;
    for (WalkedHits& hits : blocks) {
        moveInto(all.strings, hits.strings);
        moveInto(all.names, hits.names);
        moveInto(all.properties, hits.properties);
    }
    for (const NameMatcher& matcher : matchers)
        all.undecided += matcher.undecided();
    return all;
}

} // namespace heapline
