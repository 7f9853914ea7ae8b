// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/statistics.h"

#include "core/heap/heap_graph.h"

namespace heapline {

namespace {

/// Bytes of the backing store that belongs to an array alone.
std::uint64_t ownElements(const HeapGraph& graph, NodeOrdinal array, const NumberColumn& shallowSize)
{
    for (const EdgeIndex edge : graph.edgesOf(array)) {
        if (graph.kind(edge) != EdgeKind::Internal || graph.edgeName(edge) != "elements")
            continue;
        const std::uint32_t elements = graph.target(edge).value;
        const bool isOwn = graph.firstRetainer[elements + 1] - graph.firstRetainer[elements] == 1;
        return isOwn ? shallowSize[elements] : 0;
    }
    return 0;
}

} // namespace

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
            if (graph.name(node) == "system / JSArrayBufferData")
                s.typedArrays += size;
            break;
        case NodeKind::Code: s.code += size; break;
        case NodeKind::String:
        case NodeKind::ConcatenatedString:
        case NodeKind::SlicedString: s.strings += size; break;
        default:
            if (graph.name(node) == "Array")
                s.jsArrays += size + ownElements(graph, node, shallowSize);
        }
    }
    s.v8Total = s.total - s.nativeTotal;
    return s;
}

} // namespace heapline
