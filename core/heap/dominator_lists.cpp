// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/dominator_lists.h"

#include "core/base/utf16.h"
#include "core/heap/distances.h"
#include "core/heap/heap.h"
#include "core/heap/name_ranks.h"
#include "core/heap/row_order.h"
#include "core/heap/subtree_sums.h"

#include <algorithm>
#include <compare>
#include <iterator>
#include <span>
#include <unordered_map>

namespace heapline {

namespace {

/// What an order compares where there are no sums, or no classes.
DominatedOrder effectiveOrder(const DominatedListing& listing, bool ofClasses)
{
    const bool isShown = listing.order == DominatedOrder::ShownBytes || listing.order == DominatedOrder::ShownCount;
    if ((isShown && !listing.sums) || (listing.order == DominatedOrder::Count && !ofClasses))
        return DominatedOrder::RetainedSize;
    return listing.order;
}

void sortByOrder(const Heap& heap, std::span<const NodeOrdinal> objects, const DominatedListing& listing, RowOrder& rows)
{
    const auto sortBy = [&](const auto& figureOf, bool descending) {
        rows.sortBy([&](std::uint32_t row) -> std::uint64_t { return figureOf(objects[row]); }, descending);
    };
    switch (effectiveOrder(listing, false)) {
    case DominatedOrder::Name: {
        const std::vector<std::uint32_t> ranks = rankNames(heap.graph, objects);
        rows.sortBy([&](std::uint32_t row) -> std::uint64_t { return ranks[row]; }, listing.descending);
        return;
    }
    case DominatedOrder::Distance:
        return sortBy(
            [&](NodeOrdinal node) {
                return static_cast<std::uint64_t>(std::int64_t{heap.distance[node.value]} - noDistance);
            },
            listing.descending);
    case DominatedOrder::ShallowSize:
        return sortBy([&](NodeOrdinal node) { return heap.shallowSize[node.value]; }, listing.descending);
    case DominatedOrder::ShownBytes:
        return sortBy([&](NodeOrdinal node) { return listing.sums->bytes(node); }, listing.descending);
    case DominatedOrder::ShownCount:
        return sortBy([&](NodeOrdinal node) { return listing.sums->count(node); }, listing.descending);
    case DominatedOrder::Count:
    case DominatedOrder::RetainedSize: break;
    }
    sortBy([&](NodeOrdinal node) { return heap.retainedSize[node.value]; }, listing.descending);
}

std::strong_ordering compareClasses(const Heap& heap, const DominatedClass& a, const DominatedClass& b, DominatedOrder order)
{
    switch (order) {
    case DominatedOrder::Name: return compareUtf16(heap.classes.name[a.id.value], heap.classes.name[b.id.value]);
    case DominatedOrder::Count: return a.count <=> b.count;
    case DominatedOrder::Distance: return a.distance <=> b.distance;
    case DominatedOrder::ShallowSize: return a.shallowSize <=> b.shallowSize;
    case DominatedOrder::RetainedSize: return a.retainedSize <=> b.retainedSize;
    case DominatedOrder::ShownBytes: return a.shownBytes <=> b.shownBytes;
    case DominatedOrder::ShownCount: return a.shownCount <=> b.shownCount;
    }
    return std::strong_ordering::equal;
}

} // namespace

std::vector<NodeOrdinal> sortedDominated(const Heap& heap, const DominatorTree& tree, NodeOrdinal node,
                                         std::optional<ClassId> only, const DominatedListing& listing)
{
    std::vector<NodeOrdinal> objects;
    const bool leavesOut = listing.onlyShown && listing.sums;
    std::ranges::copy_if(tree.childrenOf(node), std::back_inserter(objects), [&](NodeOrdinal child) {
        return (!only || heap.classOf[child.value] == *only) && (!leavesOut || listing.sums->count(child) != 0);
    });
    RowOrder rows(static_cast<std::uint32_t>(objects.size()));
    rows.sortBy([&](std::uint32_t row) -> std::uint64_t { return heap.graph.nodes.id[objects[row].value]; }, false);
    if (effectiveOrder(listing, false) != DominatedOrder::RetainedSize)
        rows.sortBy([&](std::uint32_t row) -> std::uint64_t { return heap.retainedSize[objects[row].value]; }, true);
    sortByOrder(heap, objects, listing, rows);
    std::vector<NodeOrdinal> sorted(objects.size());
    for (std::size_t place = 0; place < sorted.size(); ++place)
        sorted[place] = objects[rows[place]];
    return sorted;
}

std::vector<DominatedClass> sortedDominatedClasses(const Heap& heap, const DominatorTree& tree, NodeOrdinal node,
                                                   const DominatedListing& listing)
{
    std::vector<DominatedClass> rows;
    std::unordered_map<ClassId, std::size_t> rowOf;
    for (const NodeOrdinal child : tree.childrenOf(node)) {
        const ClassId id = heap.classOf[child.value];
        const auto [found, isNew] = rowOf.try_emplace(id, rows.size());
        if (isNew) {
            rows.emplace_back();
            rows.back().id = id;
            rows.back().distance = heap.distance[child.value];
        }
        DominatedClass& row = rows[found->second];
        ++row.count;
        row.shallowSize += heap.shallowSize[child.value];
        row.retainedSize += heap.retainedSize[child.value];
        row.distance = std::min(row.distance, heap.distance[child.value]);
        if (listing.sums) {
            row.shownBytes += listing.sums->bytes(child);
            row.shownCount += listing.sums->count(child);
        }
    }
    if (listing.onlyShown && listing.sums)
        std::erase_if(rows, [](const DominatedClass& row) { return row.shownCount == 0; });
    const DominatedOrder order = effectiveOrder(listing, true);
    std::ranges::sort(rows, [&](const DominatedClass& a, const DominatedClass& b) {
        if (const auto by = compareClasses(heap, a, b, order); by != 0)
            return listing.descending ? by > 0 : by < 0;
        return a.retainedSize != b.retainedSize ? a.retainedSize > b.retainedSize : a.id < b.id;
    });
    return rows;
}

std::vector<NodeOrdinal> dominatorChain(const Heap& heap, NodeOrdinal node)
{
    std::vector<NodeOrdinal> chain{node};
    while (chain.back() != heap.graph.root)
        chain.push_back(heap.dominator[chain.back().value]);
    std::ranges::reverse(chain);
    return chain;
}

} // namespace heapline
