// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/class_table.h"
#include "core/heap/group_sums.h"
#include "core/heap/heap.h"

namespace heapline {

namespace {

template <typename IsCounted>
void computeRows(const Heap& heap, ClassRowScratch& scratch, std::vector<ClassRow>& out, IsCounted isCounted)
{
    const GroupSums<ClassRow, Column<ClassId>> sums(heap, heap.classOf, heap.classes.size());
    sums.compute(heap.classes.nesting, scratch.blocked, scratch.byClass, isCounted);
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

void computeClassRows(const Heap& heap, const std::optional<IdRange>& ids, std::span<const std::uint8_t> passes,
                      ClassRowScratch& scratch, std::vector<ClassRow>& out)
{
    if (!ids)
        return computeClassRows(heap, passes, scratch, out);
    computeRows(heap, scratch, out,
                [&](NodeOrdinal node) { return passes[node.value] != 0 && ids->contains(heap.graph.nodes.id[node.value]); });
}

void computeClassRows(const Heap& heap, std::span<const std::uint8_t> passes, ClassRowScratch& scratch,
                      std::vector<ClassRow>& out)
{
    computeRows(heap, scratch, out, [passes](NodeOrdinal node) { return passes[node.value] != 0; });
}

} // namespace heapline
