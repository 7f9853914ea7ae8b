// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/class_list.h"

#include "core/base/utf16.h"

#include <algorithm>

namespace heapline {

namespace {

template <typename IsCounted>
void sortRows(const Heap& heap, std::vector<ClassRow>& rows, IsCounted isCounted)
{
    const ClassTable& classes = heap.classes;
    const auto firstCounted = [&](ClassId id) {
        const auto members = classes.membersOf(id);
        const auto first = std::ranges::find_if(members, isCounted);
        return first == members.end() ? NodeOrdinal() : *first;
    };
    std::ranges::sort(rows, [&](const ClassRow& a, const ClassRow& b) {
        if (a.retainedSize != b.retainedSize)
            return a.retainedSize > b.retainedSize;
        if (const auto order = compareUtf16(classes.name[a.id.value], classes.name[b.id.value]); order != 0)
            return order < 0;
        return firstCounted(a.id) < firstCounted(b.id);
    });
}

} // namespace

std::vector<ClassRow> listClasses(const Heap& heap, const std::optional<IdRange>& ids)
{
    ClassRowScratch scratch;
    std::vector<ClassRow> rows;
    computeClassRows(heap, ids, scratch, rows);
    sortRows(heap, rows, [&](NodeOrdinal node) { return !ids || ids->contains(heap.graph.nodes.id[node.value]); });
    return rows;
}

std::vector<ClassRow> listClasses(const Heap& heap, std::span<const std::uint8_t> passes)
{
    ClassRowScratch scratch;
    std::vector<ClassRow> rows;
    computeClassRows(heap, passes, scratch, rows);
    sortRows(heap, rows, [passes](NodeOrdinal node) { return passes[node.value] != 0; });
    return rows;
}

} // namespace heapline
