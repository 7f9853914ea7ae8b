// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/class_table.h"
#include "core/heap/heap.h"

#include <algorithm>

namespace heapline {

namespace {

/// One pass over the counted objects, dominators first: an object's retained size is counted unless an enclosing object of its class
/// is counted, which is known by then.
template <typename IsCounted>
void sumRows(const Heap& heap, ClassRowScratch& scratch, IsCounted isCounted)
{
    const ClassTable& classes = heap.classes;
    Column<std::uint8_t>& blocked = scratch.blocked; // node -> an object of its class encloses it or is itself counted
    blocked.resize(heap.graph.nodeCount());
    for (const NodeOrdinal node : classes.preorder) {
        const NodeOrdinal outer = classes.enclosing[node.value];
        const bool isInside = outer.isValid() && blocked[outer.value];
        const bool counted = isCounted(node);
        blocked[node.value] = isInside || counted;
        if (!counted)
            continue;
        ClassRow& row = scratch.byClass[heap.classOf[node.value].value];
        row.distance = row.count ? std::min(row.distance, heap.distance[node.value]) : heap.distance[node.value];
        ++row.count;
        row.shallowSize += heap.shallowSize[node.value];
        if (!isInside)
            row.retainedSize += heap.retainedSize[node.value];
    }
}

template <typename IsCounted>
void computeRows(const Heap& heap, ClassRowScratch& scratch, std::vector<ClassRow>& out, IsCounted isCounted)
{
    scratch.byClass.assign(heap.classes.size(), {});
    sumRows(heap, scratch, isCounted);
    out.clear();
    for (std::size_t c = 0; c < scratch.byClass.size(); ++c) {
        if (scratch.byClass[c].count) {
            out.push_back(scratch.byClass[c]);
            out.back().id = ClassId(c);
        }
    }
}

} // namespace

void computeClassRows(const Heap& heap, const std::optional<IdRange>& ids, ClassRowScratch& scratch,
                      std::vector<ClassRow>& out)
{
    if (ids)
        computeRows(heap, scratch, out, [&](NodeOrdinal node) { return ids->contains(heap.graph.nodes.id[node.value]); });
    else
        computeRows(heap, scratch, out, [](NodeOrdinal) { return true; });
}

void computeClassRows(const Heap& heap, std::span<const std::uint8_t> passes, ClassRowScratch& scratch,
                      std::vector<ClassRow>& out)
{
    computeRows(heap, scratch, out, [passes](NodeOrdinal node) { return passes[node.value] != 0; });
}

} // namespace heapline
