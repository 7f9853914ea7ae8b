// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/comparison_lists.h"

#include "core/base/utf16.h"
#include "core/heap/heap.h"
#include "core/heap/name_ranks.h"
#include "core/heap/row_order.h"

#include <algorithm>
#include <compare>

namespace heapline {

namespace {

std::strong_ordering compareDifferences(const ClassDifference& a, const ClassDifference& b, DifferenceOrder order)
{
    if (order == DifferenceOrder::Name)
        return compareUtf16(a.name, b.name);
    return differenceFigure(a, order) <=> differenceFigure(b, order);
}

} // namespace

std::int64_t differenceFigure(const ClassDifference& row, DifferenceOrder order)
{
    switch (order) {
    case DifferenceOrder::AddedCount: return static_cast<std::int64_t>(row.addedCount);
    case DifferenceOrder::RemovedCount: return static_cast<std::int64_t>(row.removedCount);
    case DifferenceOrder::CountDelta: return row.countDelta();
    case DifferenceOrder::AddedSize: return static_cast<std::int64_t>(row.addedSize);
    case DifferenceOrder::RemovedSize: return static_cast<std::int64_t>(row.removedSize);
    case DifferenceOrder::SizeDelta: return row.sizeDelta();
    case DifferenceOrder::Name: break;
    }
    return 0;
}

void sortDifferences(std::span<const ClassDifference> rows, std::vector<std::uint32_t>& places, DifferenceOrder order,
                     bool descending)
{
    std::ranges::stable_sort(places, [&](std::uint32_t i, std::uint32_t k) {
        const ClassDifference& a = rows[i];
        const ClassDifference& b = rows[k];
        if (const auto by = compareDifferences(a, b, order); by != 0)
            return descending ? by > 0 : by < 0;
        if (const auto delta = b.sizeDelta() <=> a.sizeDelta(); delta != 0)
            return delta < 0;
        return compareUtf16(a.name, b.name) < 0;
    });
}

void sortComparedObjects(const Heap& heap, std::vector<NodeOrdinal>& objects, DifferenceOrder order, bool descending)
{
    RowOrder rows(static_cast<std::uint32_t>(objects.size()));
    rows.sortBy([&](std::uint32_t row) -> std::uint64_t { return heap.graph.nodes.id[objects[row].value]; }, false);
    if (order == DifferenceOrder::Name) {
        const std::vector<std::uint32_t> ranks = rankNames(heap.graph, objects);
        rows.sortBy([&](std::uint32_t row) -> std::uint64_t { return ranks[row]; }, descending);
    } else {
        rows.sortBy([&](std::uint32_t row) -> std::uint64_t { return heap.shallowSize[objects[row].value]; }, descending);
    }
    std::vector<NodeOrdinal> sorted(objects.size());
    for (std::size_t place = 0; place < sorted.size(); ++place)
        sorted[place] = objects[rows[place]];
    objects = std::move(sorted);
}

ComparedArrangement arrangementOf(DifferenceOrder order, bool descending)
{
    switch (order) {
    case DifferenceOrder::Name: return {ComparedSide::Newer, descending, descending};
    case DifferenceOrder::AddedCount:
    case DifferenceOrder::AddedSize: return {descending ? ComparedSide::Newer : ComparedSide::Base, descending, descending};
    case DifferenceOrder::RemovedCount:
    case DifferenceOrder::RemovedSize:
        return {descending ? ComparedSide::Base : ComparedSide::Newer, descending, descending};
    case DifferenceOrder::CountDelta:
    case DifferenceOrder::SizeDelta: break;
    }
    return {descending ? ComparedSide::Newer : ComparedSide::Base, descending, !descending};
}

} // namespace heapline
