// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/heap_graph.h"

#include <algorithm>
#include <array>
#include <utility>

namespace heapline {

namespace {

constexpr std::size_t edgesBetweenStops = 1 << 20;
constexpr std::size_t edgesOfBlock = 64;

constexpr std::array<std::pair<std::string_view, NodeKind>, 15> nodeKindNames = {{
    {"hidden", NodeKind::Hidden},
    {"array", NodeKind::Array},
    {"string", NodeKind::String},
    {"object", NodeKind::Object},
    {"code", NodeKind::Code},
    {"closure", NodeKind::Closure},
    {"regexp", NodeKind::RegExp},
    {"number", NodeKind::Number},
    {"native", NodeKind::Native},
    {"synthetic", NodeKind::Synthetic},
    {"concatenated string", NodeKind::ConcatenatedString},
    {"sliced string", NodeKind::SlicedString},
    {"symbol", NodeKind::Symbol},
    {"bigint", NodeKind::BigInt},
    {"object shape", NodeKind::ObjectShape},
}};

constexpr std::array<std::pair<std::string_view, EdgeKind>, 8> edgeKindNames = {{
    {"context", EdgeKind::Context},
    {"element", EdgeKind::Element},
    {"property", EdgeKind::Property},
    {"internal", EdgeKind::Internal},
    {"hidden", EdgeKind::Hidden},
    {"shortcut", EdgeKind::Shortcut},
    {"weak", EdgeKind::Weak},
    {"invisible", EdgeKind::Invisible},
}};

template <typename Kinds, typename Names>
void fillKinds(Kinds& kinds, const std::vector<std::string>& types, const Names& names)
{
    kinds.fill(Kinds::value_type::Other);
    for (std::size_t i = 0; i < types.size() && i < kinds.size(); ++i) {
        for (const auto& [name, kind] : names) {
            if (types[i] == name)
                kinds[i] = kind;
        }
    }
}

} // namespace

std::string_view HeapGraph::typeName(NodeOrdinal node) const
{
    const std::uint8_t type = nodes.type[node.value];
    return type < header.nodeTypes.size() ? std::string_view(header.nodeTypes[type]) : "unknown";
}

std::string_view HeapGraph::typeName(EdgeIndex edge) const
{
    const std::uint8_t type = edges.type[edge.value];
    return type < header.edgeTypes.size() ? std::string_view(header.edgeTypes[type]) : "unknown";
}

NodeOrdinal HeapGraph::owner(EdgeIndex edge) const
{
    const std::size_t block = edge.value / edgesOfBlock;
    const auto begin = firstEdge.begin() + m_ownerOfBlock[block].value;
    const auto end =
        block + 1 < m_ownerOfBlock.size() ? firstEdge.begin() + m_ownerOfBlock[block + 1].value + 1 : firstEdge.end();
    return NodeOrdinal(static_cast<std::uint32_t>(std::upper_bound(begin, end, edge.value) - firstEdge.begin() - 1));
}

void HeapGraph::link(const Progress& progress)
{
    linkEdges();
    linkConcatenatedStrings(progress);
    linkRetainers(progress);
}

void HeapGraph::linkEdges()
{
    fillKinds(m_nodeKinds, header.nodeTypes, nodeKindNames);
    fillKinds(m_edgeKinds, header.edgeTypes, edgeKindNames);
    root = NodeOrdinal(header.rootIndex ? static_cast<std::uint32_t>(*header.rootIndex / header.nodeFields.size()) : 0);
    if (nodes.edgeCount.empty())
        return; // linked already
    firstEdge = std::exchange(nodes.edgeCount, {});
    firstEdge.push_back(0);
    std::uint32_t begin = 0;
    for (std::uint32_t& entry : firstEdge)
        begin += std::exchange(entry, begin);
    m_ownerOfBlock.clear();
    m_ownerOfBlock.reserve(edgeCount() / edgesOfBlock + 1);
    for (std::uint32_t node = 0; node < nodeCount(); ++node) {
        while (m_ownerOfBlock.size() * edgesOfBlock < firstEdge[node + 1])
            m_ownerOfBlock.emplace_back(node);
    }
}

void HeapGraph::linkConcatenatedStrings(const Progress& progress)
{
    concatenatedStrings = ConcatenatedStrings(*this, progress);
}

void HeapGraph::linkRetainers(const Progress& progress)
{
    // Counting sort of the edges by target. firstRetainer[t] first counts, then runs from the begin of t's part to its end.
    const auto count = static_cast<std::uint32_t>(nodeCount());
    firstRetainer.assign(count + 1, 0);
    for (std::size_t e = 0; e < edgeCount(); ++e) {
        if (e % edgesBetweenStops == 0)
            progress.throwIfStopped();
        ++firstRetainer[edges.toNode[e].value];
    }
    std::uint32_t begin = 0;
    for (std::uint32_t i = 0; i < count; ++i)
        begin += std::exchange(firstRetainer[i], begin);
    retainingEdge.resize(edgeCount());
    for (std::size_t e = 0; e < edgeCount(); ++e) {
        if (e % edgesBetweenStops == 0)
            progress.throwIfStopped();
        retainingEdge[firstRetainer[edges.toNode[e].value]++] = EdgeIndex(e);
    }
    // Each entry now holds the end of its own part, which is the begin of the next one.
    std::rotate(firstRetainer.rbegin(), firstRetainer.rbegin() + 1, firstRetainer.rend());
    firstRetainer.front() = 0;
}

} // namespace heapline
