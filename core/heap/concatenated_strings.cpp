// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/concatenated_strings.h"

#include "core/base/utf16.h"
#include "core/heap/heap_graph.h"
#include "core/heap/parts_first.h"
#include "core/heap/stops.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace heapline {

namespace {

/// A chain of parts with text has no more links than units, see ConcatenatedStrings::namesake(): only a ring of strings gets as far.
constexpr std::size_t mostPartsWithoutText = longestConcatenatedText + 32;

bool isConcatenated(const HeapGraph& graph, NodeOrdinal node)
{
    return graph.kind(node) == NodeKind::ConcatenatedString;
}

ConcatenatedParts findParts(const HeapGraph& graph, NodeOrdinal node)
{
    ConcatenatedParts parts;
    for (const EdgeIndex edge : graph.edgesOf(node)) {
        if (graph.kind(edge) != EdgeKind::Internal)
            continue;
        if (graph.edgeName(edge) == "first" && parts.first.value == 0)
            parts.first = graph.target(edge);
        else if (graph.edgeName(edge) == "second" && parts.second.value == 0)
            parts.second = graph.target(edge);
    }
    return parts;
}

} // namespace

/// Finds namesakes from the parts up.
class ConcatenatedStrings::Linker {
public:
    Linker(const HeapGraph& graph, ConcatenatedStrings& strings)
        : m_graph(graph)
        , m_strings(strings)
        , m_order(graph, strings)
        , m_units(strings.count())
    {
    }

    void run(const Progress& progress)
    {
        for (std::uint32_t node = 0; node < m_graph.nodeCount(); ++node) {
            if (isConcatenated(m_graph, NodeOrdinal(node)))
                m_order.visit(
                    NodeOrdinal(node), [this](NodeOrdinal string, std::size_t row) { link(string, row); }, progress);
        }
    }

private:
    struct Part {
        std::size_t units = 0; ///< longestConcatenatedText for that many and more
        NodeOrdinal namesake;
    };

    void link(NodeOrdinal string, std::size_t row)
    {
        const ConcatenatedParts& parts = m_strings.m_parts[row];
        const Part first = partOf(parts.first);
        const Part second = partOf(parts.second);
        NodeOrdinal& namesake = m_strings.m_namesakes[row];
        if (first.units == 0)
            namesake = second.units == 0 ? NodeOrdinal() : second.namesake;
        else if (second.units == 0 || first.units == longestConcatenatedText)
            namesake = first.namesake;
        else
            namesake = string;
        m_units[row] = static_cast<std::uint16_t>(std::min(first.units + second.units, longestConcatenatedText));
    }

    Part partOf(NodeOrdinal part) const
    {
        if (!isConcatenated(m_graph, part))
            return {std::min(utf16Length(m_graph.name(part).substr(0, mostBytes)), longestConcatenatedText), part};
        const std::size_t row = m_strings.rowOf(part);
        if (m_order.isOpen(row)) // it is a part of itself: its text never ends
            return {longestConcatenatedText, part};
        return {m_units[row], m_strings.m_namesakes[row]};
    }

    static constexpr std::size_t mostBytes = 3 * longestConcatenatedText; ///< of that many units; a part may be far longer

    const HeapGraph& m_graph;
    ConcatenatedStrings& m_strings;
    PartsFirst m_order;
    std::vector<std::uint16_t> m_units; ///< [concatenated strings] of what is displayed
};

ConcatenatedStrings::ConcatenatedStrings(const HeapGraph& graph, const Progress& progress)
    : m_blocks((graph.nodeCount() + nodesOfBlock - 1) / nodesOfBlock)
{
    for (std::uint32_t node = 0; node < graph.nodeCount(); ++node) {
        if (node % nodesBetweenStops == 0)
            progress.throwIfStopped();
        Block& block = m_blocks[node / nodesOfBlock];
        if (node % nodesOfBlock == 0)
            block = {0, m_parts.size()};
        if (isConcatenated(graph, NodeOrdinal(node))) {
            block.strings |= std::uint64_t{1} << node % nodesOfBlock;
            m_parts.push_back(findParts(graph, NodeOrdinal(node)));
        }
    }
    m_parts.shrink_to_fit();
    m_namesakes.resize(m_parts.size());
    Linker(graph, *this).run(progress);
}

std::string concatenatedText(const HeapGraph& graph, NodeOrdinal node)
{
    std::string text;
    std::size_t units = 0;
    std::vector<NodeOrdinal> open = {node};
    for (std::size_t steps = 0; !open.empty() && units < longestConcatenatedText && steps < mostPartsWithoutText; ++steps) {
        const NodeOrdinal part = open.back();
        open.pop_back();
        const NodeOrdinal namesake = isConcatenated(graph, part) ? graph.concatenatedStrings.namesake(part) : part;
        if (!namesake.isValid())
            continue;
        if (isConcatenated(graph, namesake)) {
            const ConcatenatedParts& parts = graph.concatenatedStrings.partsOf(namesake);
            open.push_back(parts.second);
            open.push_back(parts.first);
        } else if (const std::string_view name = graph.name(namesake); !name.empty()) {
            text += name;
            units += utf16Length(name);
            steps = 0;
        }
    }
    return text;
}

} // namespace heapline
