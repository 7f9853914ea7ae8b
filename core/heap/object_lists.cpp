// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/object_lists.h"

#include "core/base/utf16.h"
#include "core/heap/distances.h"
#include "core/heap/ignored_retainers.h"
#include "core/heap/name_ranks.h"
#include "core/heap/object_names.h"
#include "core/heap/row_order.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <utility>

namespace heapline {

namespace {

std::uint64_t idOf(const Heap& heap, NodeOrdinal node)
{
    return heap.graph.nodes.id[node.value];
}

/// Sorts rows by a key and then by a second one. @param keys [rows] made once for each row
template <typename Key, typename Row, typename Tie>
void sortBy(std::vector<Row>& rows, const std::vector<Key>& keys, bool descending, Tie tie)
{
    std::vector<std::pair<Key, Row>> keyed;
    keyed.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        keyed.emplace_back(keys[i], rows[i]);
    std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
        if (a.first != b.first)
            return descending ? a.first > b.first : a.first < b.first;
        return tie(a.second, b.second);
    });
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = keyed[i].second;
}

/// Sorts by a number of each object: by a distance, a size or an id.
void sortByFigure(const Heap& heap, std::span<const NodeOrdinal> objects, ObjectOrder figure, bool descending,
                  RowOrder& rows)
{
    const auto sortByColumn = [&](const NumberColumn& column) {
        column.visit([&](const auto& numbers) {
            rows.sortBy([&](std::uint32_t row) -> std::uint64_t { return numbers[objects[row].value]; }, descending);
        });
    };
    switch (figure) {
    case ObjectOrder::Distance:
        return rows.sortBy(
            [&](std::uint32_t row) {
                return static_cast<std::uint64_t>(std::int64_t{heap.distance[objects[row].value]} - noDistance);
            },
            descending);
    case ObjectOrder::ShallowSize: return sortByColumn(heap.shallowSize);
    case ObjectOrder::RetainedSize: return sortByColumn(heap.retainedSize);
    case ObjectOrder::Id: return sortByColumn(heap.graph.nodes.id);
    case ObjectOrder::Name: break;
    }
    const std::vector<std::uint32_t> ranks = rankNames(heap.graph, objects);
    rows.sortBy([&](std::uint32_t row) -> std::uint64_t { return ranks[row]; }, descending);
}

/// [objects] what an order compares: a size, an id, a distance, or the rank of the name.
std::vector<std::uint64_t> sortKeys(const Heap& heap, std::span<const NodeOrdinal> objects, ObjectOrder order)
{
    if (order == ObjectOrder::Name) {
        const std::vector<std::uint32_t> ranks = rankNames(heap.graph, objects);
        return {ranks.begin(), ranks.end()};
    }
    const auto keyOf = [&](NodeOrdinal node) -> std::uint64_t {
        switch (order) {
        case ObjectOrder::Distance: return static_cast<std::uint64_t>(std::int64_t{heap.distance[node.value]} - noDistance);
        case ObjectOrder::ShallowSize: return heap.shallowSize[node.value];
        case ObjectOrder::RetainedSize: return heap.retainedSize[node.value];
        case ObjectOrder::Id: return idOf(heap, node);
        case ObjectOrder::Name: break;
        }
        return 0;
    };
    std::vector<std::uint64_t> keys(objects.size());
    std::ranges::transform(objects, keys.begin(), keyOf);
    return keys;
}

/// Edge names as DevTools orders them: names before numbers, compared as text; `__proto__` last, in either direction.
std::strong_ordering compareEdgeNames(const HeapGraph& graph, EdgeIndex a, EdgeIndex b, bool descending = false)
{
    const std::string titleA = edgeTitle(graph, a);
    const std::string titleB = edgeTitle(graph, b);
    if (const auto prototype = (titleA == "__proto__") <=> (titleB == "__proto__"); prototype != 0)
        return prototype;
    const auto numbers = !hasStringName(graph, a) <=> !hasStringName(graph, b);
    const std::strong_ordering order = numbers != 0 ? numbers : compareUtf16(titleA, titleB);
    return descending ? 0 <=> order : order;
}

bool isShownRetainer(const HeapGraph& graph, NodeOrdinal from, EdgeIndex edge, bool withWeak)
{
    const EdgeKind kind = graph.kind(edge);
    return (withWeak || kind != EdgeKind::Weak) && kind != EdgeKind::Invisible && from != graph.root;
}

/// By an order, of which the order of names is the last part.
void sortRetainers(const Heap& heap, std::vector<Retainer>& rows, ObjectOrder order, bool descending,
                   const IgnoredRetainers* ignored)
{
    std::vector<NodeOrdinal> owners(rows.size());
    std::ranges::transform(rows, owners.begin(), &Retainer::from);
    const auto inOrder = [](const Retainer&, const Retainer&) { return false; };
    // By name first: the sort below keeps that order among equal ones.
    sortBy(rows, rankNames(heap.graph, owners), order == ObjectOrder::Name && descending, inOrder);
    if (order == ObjectOrder::Name)
        return;
    std::vector<std::uint64_t> keys(rows.size());
    if (order == ObjectOrder::Distance) {
        std::ranges::transform(rows, keys.begin(), [&](const Retainer& row) {
            return static_cast<std::uint64_t>(retainerDistance(heap, row, ignored));
        });
    } else {
        std::ranges::transform(rows, owners.begin(), &Retainer::from);
        keys = sortKeys(heap, owners, order);
    }
    sortBy(rows, keys, descending, inOrder);
}

} // namespace

std::vector<NodeOrdinal> sortedMembers(const Heap& heap, ClassId id, const std::optional<IdRange>& ids, ObjectOrder order,
                                       bool descending, std::span<const std::uint8_t> passes)
{
    return sortedObjects(heap, heap.classes.membersOf(id), ids, order, descending, passes);
}

std::vector<NodeOrdinal> sortedObjects(const Heap& heap, std::span<const NodeOrdinal> members,
                                       const std::optional<IdRange>& ids, ObjectOrder order, bool descending,
                                       std::span<const std::uint8_t> passes)
{
    std::vector<NodeOrdinal> counted;
    if (ids || !passes.empty()) {
        std::ranges::copy_if(members, std::back_inserter(counted), [&](NodeOrdinal node) {
            return (!ids || ids->contains(idOf(heap, node))) && (passes.empty() || passes[node.value]);
        });
        members = counted;
    }
    return sortedObjects(heap, members, order, descending);
}

std::vector<NodeOrdinal> sortedObjects(const Heap& heap, std::span<const NodeOrdinal> objects, ObjectOrder order,
                                       bool descending)
{
    RowOrder rows(static_cast<std::uint32_t>(objects.size()));
    if (order == ObjectOrder::Distance)
        sortByFigure(heap, objects, ObjectOrder::RetainedSize, true, rows);
    else if (order != ObjectOrder::Id)
        sortByFigure(heap, objects, ObjectOrder::Id, false, rows);
    sortByFigure(heap, objects, order, descending, rows);
    std::vector<NodeOrdinal> sorted(objects.size());
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, sorted.size(), 1 << 14), [&](const auto& range) {
        for (std::size_t place = range.begin(); place < range.end(); ++place)
            sorted[place] = objects[rows[place]];
    });
    return sorted;
}

std::vector<EdgeIndex> sortedEdges(const Heap& heap, NodeOrdinal node, ObjectOrder order, bool descending)
{
    const HeapGraph& graph = heap.graph;
    std::vector<EdgeIndex> rows;
    for (const EdgeIndex edge : graph.edgesOf(node)) {
        if (graph.kind(edge) != EdgeKind::Invisible)
            rows.push_back(edge);
    }
    const auto byRetained = [&](EdgeIndex a, EdgeIndex b) {
        return heap.retainedSize[graph.target(a).value] > heap.retainedSize[graph.target(b).value];
    };
    if (order == ObjectOrder::Name) {
        std::stable_sort(rows.begin(), rows.end(), [&](EdgeIndex a, EdgeIndex b) {
            const auto names = compareEdgeNames(graph, a, b, descending);
            return names == 0 ? byRetained(a, b) : names < 0;
        });
    } else {
        const auto targetsOf = [&graph](std::span<const EdgeIndex> edges) {
            std::vector<NodeOrdinal> targets(edges.size());
            std::ranges::transform(edges, targets.begin(), [&](EdgeIndex edge) { return graph.target(edge); });
            return targets;
        };
        const auto inOrder = [](EdgeIndex, EdgeIndex) { return false; };
        if (order == ObjectOrder::Distance) {
            // By the name of the target first: the sort below keeps that order among equal distances.
            sortBy(rows, rankNames(graph, targetsOf(rows)), false, inOrder);
            sortBy(rows, sortKeys(heap, targetsOf(rows), order), descending, inOrder);
        } else {
            sortBy(rows, sortKeys(heap, targetsOf(rows), order), descending,
                   [&](EdgeIndex a, EdgeIndex b) { return compareEdgeNames(graph, a, b) < 0; });
        }
    }
    return rows;
}

std::vector<Retainer> sortedRetainers(const Heap& heap, NodeOrdinal node, ObjectOrder order, bool descending,
                                      const RetainerRules& rules)
{
    const HeapGraph& graph = heap.graph;
    std::vector<Retainer> rows;
    std::vector<Retainer> weak;
    const auto edges = graph.edgesInto(node);
    for (std::size_t at = edges.size(); at-- > 0;) { // as DevTools lists them
        const EdgeIndex edge = edges[at];
        const NodeOrdinal from = graph.owner(edge);
        if (isShownRetainer(graph, from, edge, rules.withWeak))
            (graph.kind(edge) == EdgeKind::Weak ? weak : rows).push_back({from, edge});
    }
    sortRetainers(heap, rows, order, descending, rules.ignored);
    sortRetainers(heap, weak, order, descending, rules.ignored);
    rows.insert(rows.end(), weak.begin(), weak.end());
    return rows;
}

std::int64_t retainerDistance(const Heap& heap, const Retainer& retainer, const IgnoredRetainers* ignored)
{
    if (ignored && ignored->contains(retainer.edge))
        return unreachableRetainerDistance;
    const std::int32_t whole = heap.distance[retainer.from.value];
    const std::int32_t distance = ignored ? ignored->distance()[retainer.from.value] : whole;
    return distance == noDistance ? std::max<std::int64_t>(0, whole) + unreachableRetainerDistance : distance;
}

std::size_t retainerCount(const Heap& heap, NodeOrdinal node, bool withWeak)
{
    return static_cast<std::size_t>(std::ranges::count_if(heap.graph.edgesInto(node), [&](EdgeIndex edge) {
        return isShownRetainer(heap.graph, heap.graph.owner(edge), edge, withWeak);
    }));
}

bool hasRetainers(const Heap& heap, NodeOrdinal node, bool withWeak)
{
    return std::ranges::any_of(heap.graph.edgesInto(node), [&](EdgeIndex edge) {
        return isShownRetainer(heap.graph, heap.graph.owner(edge), edge, withWeak);
    });
}

std::size_t edgeCount(const Heap& heap, NodeOrdinal node)
{
    std::size_t count = 0;
    for (const EdgeIndex edge : heap.graph.edgesOf(node))
        count += heap.graph.kind(edge) != EdgeKind::Invisible;
    return count;
}

bool hasEdges(const Heap& heap, NodeOrdinal node)
{
    return std::ranges::any_of(heap.graph.edgesOf(node),
                               [&](EdgeIndex edge) { return heap.graph.kind(edge) != EdgeKind::Invisible; });
}

} // namespace heapline
