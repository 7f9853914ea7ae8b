// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/name_matcher.h"

#include "core/base/result.h"
#include "core/heap/object_names.h"
#include "core/heap/property_names.h"

#include <string>

namespace heapline {

namespace {

constexpr std::size_t mostUndecidedNames = 50; // each one takes hundredths of a second

/// First property among the edges from one on; @p end if there is none.
std::uint32_t nextProperty(const HeapGraph& graph, std::uint32_t edge, std::uint32_t end)
{
    while (edge < end && graph.kind(EdgeIndex(edge)) != EdgeKind::Property)
        ++edge;
    return edge;
}

} // namespace

bool TextTester::matches(std::string_view text)
{
    const TextFinder::Answer answer = m_finder.matches(text);
    if (answer == TextFinder::Answer::Undecided && ++m_undecided >= mostUndecidedNames)
        throw ErrorException({ErrorCode::CostlyPattern, "it tries too many ways to match", {}});
    return answer == TextFinder::Answer::Yes;
}

NameMatcher::NameMatcher(const HeapGraph& graph, const TextMatches& strings, const TextPattern& pattern)
    : m_graph(graph)
    , m_strings(strings)
    , m_tester(pattern)
{
}

bool NameMatcher::matches(NodeOrdinal node)
{
    if (m_graph.kind(node) == NodeKind::ConcatenatedString)
        return matchesConcatenated(node);
    if (isPlainObject(m_graph, node))
        return matchesPlainObject(node);
    return m_strings.isMatch[m_graph.nodes.name[node.value].value] != 0;
}

bool NameMatcher::matchesConcatenated(NodeOrdinal node)
{
    const NodeOrdinal namesake = m_graph.concatenatedStrings.namesake(node);
    if (!namesake.isValid() || namesake == node) // the name of most of them is their own
        return m_tester.matches(objectName(m_graph, node));
    if (m_graph.kind(namesake) != NodeKind::ConcatenatedString)
        return m_strings.isMatch[m_graph.nodes.name[namesake.value].value] != 0;
    const auto [known, isNew] = m_namesakes.try_emplace(namesake, false);
    if (isNew)
        known->second = m_tester.matches(objectName(m_graph, namesake));
    return known->second;
}

bool NameMatcher::matchesPlainObject(NodeOrdinal node)
{
    const EdgeRange edges = m_graph.edgesOf(node);
    std::uint64_t hash = 0xCBF29CE484222325; // FNV-1a, of whole numbers
    for (std::uint32_t edge = nextProperty(m_graph, edges.first, edges.last); edge < edges.last;
         edge = nextProperty(m_graph, edge + 1, edges.last))
        hash = (hash ^ m_graph.edges.nameOrIndex[edge]) * 0x100000001B3;
    const auto [known, isNew] = m_shapes.try_emplace(hash, Shape{node, false});
    if (!isNew && haveSameProperties(known->second.example, node))
        return known->second.isMatch;
    known->second = {node, m_tester.matches(objectName(m_graph, node))};
    return known->second.isMatch;
}

bool NameMatcher::haveSameProperties(NodeOrdinal a, NodeOrdinal b) const
{
    const EdgeRange edgesOfA = m_graph.edgesOf(a);
    const EdgeRange edgesOfB = m_graph.edgesOf(b);
    std::uint32_t edgeOfA = edgesOfA.first;
    std::uint32_t edgeOfB = edgesOfB.first;
    for (;; ++edgeOfA, ++edgeOfB) {
        edgeOfA = nextProperty(m_graph, edgeOfA, edgesOfA.last);
        edgeOfB = nextProperty(m_graph, edgeOfB, edgesOfB.last);
        if (edgeOfA == edgesOfA.last || edgeOfB == edgesOfB.last)
            return edgeOfA == edgesOfA.last && edgeOfB == edgesOfB.last;
        if (m_graph.edges.nameOrIndex[edgeOfA] != m_graph.edges.nameOrIndex[edgeOfB])
            return false;
    }
}

} // namespace heapline
