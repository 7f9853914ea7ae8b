// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/statistics.h"

#include "core/heap/heap_graph.h"

namespace heapline {

NodeOrdinal ownElements(const HeapGraph& graph, NodeOrdinal array)
{
    for (const EdgeIndex edge : graph.edgesOf(array)) {
        if (graph.kind(edge) != EdgeKind::Internal || graph.edgeName(edge) != "elements")
            continue;
        const NodeOrdinal elements = graph.target(edge);
        return graph.edgesInto(elements).size() == 1 ? elements : NodeOrdinal();
    }
    return {};
}

Statistics computeStatistics(const HeapGraph& graph, const NumberColumn& shallowSize, std::uint64_t totalSize)
{
    Statistics s;
    s.total = totalSize;
    s.nativeTotal = graph.header.extraNativeBytes.value_or(0);
    for (std::uint32_t i = 0; i < graph.nodeCount(); ++i) {
        const NodeOrdinal node(i);
        const std::uint64_t size = shallowSize[i];
        switch (graph.kind(node)) {
        case NodeKind::Hidden: s.system += size; break;
        case NodeKind::Native:
            s.nativeTotal += size;
            if (graph.name(node) == typedArrayContents)
                s.typedArrays += size;
            break;
        case NodeKind::Code: s.code += size; break;
        case NodeKind::String:
        case NodeKind::ConcatenatedString:
        case NodeKind::SlicedString: s.strings += size; break;
        default:
            if (graph.name(node) != jsArrayName)
                break;
            s.jsArrays += size;
            if (const NodeOrdinal elements = ownElements(graph, node); elements.isValid())
                s.jsArrays += shallowSize[elements.value];
        }
    }
    s.v8Total = s.total - s.nativeTotal;
    return s;
}

} // namespace heapline
