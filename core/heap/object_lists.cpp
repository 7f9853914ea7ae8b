// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/object_lists.h"

#include "core/base/utf16.h"
#include "core/heap/distances.h"
#include "core/heap/object_names.h"

#include <algorithm>
#include <string>

namespace heapline {

namespace {

constexpr std::int64_t unreachableRetainerDistance = 200'000'000; // as DevTools: behind all others

std::uint64_t idOf(const Heap& heap, NodeOrdinal node)
{
    return heap.graph.nodes.id[node.value];
}

/// Sorts rows by a key and then by a second one; keys are made once for each row.
template <typename Row, typename Key, typename Tie>
void sortBy(std::vector<Row>& rows, bool descending, Key keyOf, Tie tie)
{
    using Value = decltype(keyOf(rows.front()));
    std::vector<std::pair<Value, Row>> keyed;
    keyed.reserve(rows.size());
    for (const Row& row : rows)
        keyed.emplace_back(keyOf(row), row);
    std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
        std::strong_ordering order = std::strong_ordering::equal;
        if constexpr (std::is_same_v<Value, std::string>)
            order = compareUtf16(a.first, b.first);
        else
            order = a.first <=> b.first;
        if (order != 0)
            return descending ? order > 0 : order < 0;
        return tie(a.second, b.second);
    });
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = keyed[i].second;
}

/// Sorts rows that lead to an object each by a figure or name of that object; @p tie for equal ones.
template <typename Row, typename NodeOf, typename Tie>
void sortByObject(const Heap& heap, std::vector<Row>& rows, ObjectOrder order, bool descending, NodeOf nodeOf, Tie tie)
{
    switch (order) {
    case ObjectOrder::Name:
        sortBy(
            rows, descending, [&](const Row& row) { return objectName(heap.graph, nodeOf(row)); }, tie);
        break;
    case ObjectOrder::Distance:
        sortBy(
            rows, descending, [&](const Row& row) { return heap.distance[nodeOf(row).value]; }, tie);
        break;
    case ObjectOrder::ShallowSize:
        sortBy(
            rows, descending, [&](const Row& row) { return heap.shallowSize[nodeOf(row).value]; }, tie);
        break;
    case ObjectOrder::RetainedSize:
        sortBy(
            rows, descending, [&](const Row& row) { return heap.retainedSize[nodeOf(row).value]; }, tie);
        break;
    case ObjectOrder::Id:
        sortBy(
            rows, descending, [&](const Row& row) { return idOf(heap, nodeOf(row)); }, tie);
        break;
    }
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

bool isShownRetainer(const HeapGraph& graph, NodeOrdinal from, EdgeIndex edge)
{
    const EdgeKind kind = graph.kind(edge);
    return kind != EdgeKind::Weak && kind != EdgeKind::Invisible && from != graph.root;
}

} // namespace

std::vector<NodeOrdinal> sortedMembers(const Heap& heap, ClassId id, const std::optional<IdRange>& ids, ObjectOrder order,
                                       bool descending)
{
    const auto members = heap.classes.membersOf(id);
    std::vector<NodeOrdinal> rows;
    rows.reserve(ids ? 0 : members.size());
    for (const NodeOrdinal node : members) {
        if (!ids || ids->contains(idOf(heap, node)))
            rows.push_back(node);
    }
    const auto self = [](NodeOrdinal node) { return node; };
    if (order == ObjectOrder::Distance) {
        sortByObject(heap, rows, order, descending, self,
                     [&](NodeOrdinal a, NodeOrdinal b) { return heap.retainedSize[a.value] > heap.retainedSize[b.value]; });
    } else {
        sortByObject(heap, rows, order, descending, self,
                     [&](NodeOrdinal a, NodeOrdinal b) { return idOf(heap, a) < idOf(heap, b); });
    }
    return rows;
}

std::vector<EdgeIndex> sortedEdges(const Heap& heap, NodeOrdinal node, ObjectOrder order, bool descending)
{
    const HeapGraph& graph = heap.graph;
    std::vector<EdgeIndex> rows;
    for (const EdgeIndex edge : graph.edgesOf(node)) {
        if (graph.kind(edge) != EdgeKind::Invisible)
            rows.push_back(edge);
    }
    const auto target = [&](EdgeIndex edge) { return graph.target(edge); };
    const auto byRetained = [&](EdgeIndex a, EdgeIndex b) {
        return heap.retainedSize[graph.target(a).value] > heap.retainedSize[graph.target(b).value];
    };
    if (order == ObjectOrder::Name) {
        std::stable_sort(rows.begin(), rows.end(), [&](EdgeIndex a, EdgeIndex b) {
            const auto names = compareEdgeNames(graph, a, b, descending);
            return names == 0 ? byRetained(a, b) : names < 0;
        });
    } else {
        sortByObject(heap, rows, order, descending, target,
                     [&](EdgeIndex a, EdgeIndex b) { return compareEdgeNames(graph, a, b) < 0; });
    }
    return rows;
}

std::vector<Retainer> sortedRetainers(const Heap& heap, NodeOrdinal node, ObjectOrder order, bool descending)
{
    const HeapGraph& graph = heap.graph;
    std::vector<Retainer> rows;
    graph.visitRetainers(node, [&](NodeOrdinal from, EdgeIndex edge) {
        if (isShownRetainer(graph, from, edge))
            rows.push_back({from, edge});
    });
    std::reverse(rows.begin(), rows.end()); // as DevTools lists them
    const auto byName = [&](const Retainer& a, const Retainer& b) {
        return compareUtf16(objectName(graph, a.from), objectName(graph, b.from)) < 0;
    };
    if (order == ObjectOrder::Distance)
        sortBy(
            rows, descending, [&](const Retainer& row) { return retainerDistance(heap, row.from); }, byName);
    else
        sortByObject(
            heap, rows, order, descending, [](const Retainer& row) { return row.from; }, byName);
    return rows;
}

std::int64_t retainerDistance(const Heap& heap, NodeOrdinal from)
{
    const std::int32_t distance = heap.distance[from.value];
    return distance == noDistance ? unreachableRetainerDistance : distance;
}

std::size_t retainerCount(const Heap& heap, NodeOrdinal node)
{
    std::size_t count = 0;
    heap.graph.visitRetainers(node,
                              [&](NodeOrdinal from, EdgeIndex edge) { count += isShownRetainer(heap.graph, from, edge); });
    return count;
}

std::size_t edgeCount(const Heap& heap, NodeOrdinal node)
{
    std::size_t count = 0;
    for (const EdgeIndex edge : heap.graph.edgesOf(node))
        count += heap.graph.kind(edge) != EdgeKind::Invisible;
    return count;
}

} // namespace heapline
