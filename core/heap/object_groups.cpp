// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/object_groups.h"

#include "core/heap/group_sums.h"
#include "core/heap/heap.h"
#include "core/heap/stops.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <utility>

namespace heapline {

namespace {

/// Objects by group, by counting.
void listMembers(ObjectGroups& groups, std::size_t count, const Progress& progress)
{
    groups.firstMember.assign(count + 1, 0);
    for (const GroupId id : groups.groupOf) {
        if (id.isValid())
            ++groups.firstMember[id.value + 1];
    }
    for (std::size_t group = 0; group < count; ++group)
        groups.firstMember[group + 1] += groups.firstMember[group];
    progress.throwIfStopped();
    groups.members.resize(groups.firstMember.back());
    std::vector<std::uint32_t> next(groups.firstMember.begin(), groups.firstMember.end());
    for (std::size_t node = 0; node < groups.groupOf.size(); ++node) {
        if (const GroupId id = groups.groupOf[node]; id.isValid())
            groups.members[next[id.value]++] = NodeOrdinal(node);
    }
}

/// The nesting of all objects that are in any group, as if it were one, those without inner and outer ones too.
ObjectNesting nestAll(const Heap& heap, const Column<GroupId>& groupOf, Progress& progress)
{
    constexpr std::uint32_t unknown = ObjectNesting::none - 1;
    Column<std::uint32_t> rowOf(groupOf.size(),
                                unknown); // node -> row of the first in the group among it and its dominators
    ObjectNesting nesting;
    std::vector<NodeOrdinal> way; // from a node up to the first whose row is known
    const auto take = [&](NodeOrdinal node, std::uint32_t outer) {
        if (!groupOf[node.value].isValid())
            return rowOf[node.value] = outer;
        nesting.object.push_back(node);
        nesting.outer.push_back(outer);
        return rowOf[node.value] = static_cast<std::uint32_t>(nesting.size() - 1);
    };
    take(heap.graph.root, ObjectNesting::none);
    for (std::size_t node = 0; node < groupOf.size(); ++node) {
        if (node % nodesBetweenStops == 0)
            progress.update(node, groupOf.size());
        NodeOrdinal at(node);
        for (; rowOf[at.value] == unknown; at = heap.dominator[at.value])
            way.push_back(at);
        std::uint32_t row = rowOf[at.value];
        for (; !way.empty(); way.pop_back())
            row = take(way.back(), row);
    }
    return nesting;
}

/// Leaves out objects that have neither an inner nor an outer one.
ObjectNesting withoutLoneOnes(const ObjectNesting& all)
{
    std::vector<bool> isOuter(all.size());
    for (const std::uint32_t outer : all.outer) {
        if (outer != ObjectNesting::none)
            isOuter[outer] = true;
    }
    ObjectNesting nesting;
    Column<std::uint32_t> rowOf(all.size());
    for (std::size_t row = 0; row < all.size(); ++row) {
        const std::uint32_t outer = all.outer[row];
        if (outer == ObjectNesting::none && !isOuter[row])
            continue;
        rowOf[row] = static_cast<std::uint32_t>(nesting.size());
        nesting.object.push_back(all.object[row]);
        nesting.outer.push_back(outer == ObjectNesting::none ? outer : rowOf[outer]);
    }
    return nesting;
}

} // namespace

ObjectGroups pickObjects(const Heap& heap, Column<GroupId> groupOf, Progress& progress)
{
    ObjectGroups result;
    result.groupOf = std::move(groupOf);
    for (std::size_t node = 0; node < result.groupOf.size(); ++node) {
        if (heap.shallowSize[node] == 0)
            result.groupOf[node] = GroupId::invalid();
    }
    result.nesting = withoutLoneOnes(nestAll(heap, result.groupOf, progress));
    listMembers(result, 1, progress);
    return result;
}

ObjectGroups divideObjects(const Heap& heap, const DominatorPreorder& preorder, Column<GroupId> groupOf, std::size_t groups,
                           Progress& progress)
{
    ObjectGroups result;
    const std::size_t nodes = groupOf.size();
    Column<NodeOrdinal> byPlace(nodes);
    Column<std::uint32_t> size(nodes);
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, nodes, 1 << 15), [&](const auto& range) {
        for (std::size_t node = range.begin(); node != range.end(); ++node) {
            byPlace[preorder.position[node]] = NodeOrdinal(node);
            size[node] = preorder.end[node] - preorder.position[node];
            if (heap.shallowSize[node] == 0)
                groupOf[node] = GroupId::invalid();
        }
    });
    progress.throwIfStopped();
    result.nesting = findNesting(byPlace, std::move(size), heap.shallowSize, groupOf, groups, progress);
    result.groupOf = std::move(groupOf);
    listMembers(result, groups, progress);
    return result;
}

void computeGroupRows(const Heap& heap, const ObjectGroups& groups, const std::optional<IdRange>& ids,
                      std::span<const std::uint8_t> passes, GroupRowScratch& scratch, std::vector<GroupRow>& out)
{
    const GroupSums<GroupRow, Column<GroupId>> sums(heap, groups.groupOf, groups.size());
    const auto isInGroup = [&](NodeOrdinal node) { return groups.groupOf[node.value].isValid(); };
    const auto isInRange = [&](NodeOrdinal node) { return ids->contains(heap.graph.nodes.id[node.value]); };
    const auto compute = [&](auto isCounted) { sums.compute(groups.nesting, scratch.blocked, scratch.byGroup, isCounted); };
    if (ids && !passes.empty())
        compute([&](NodeOrdinal node) { return passes[node.value] != 0 && isInRange(node) && isInGroup(node); });
    else if (ids)
        compute([&](NodeOrdinal node) { return isInRange(node) && isInGroup(node); });
    else if (!passes.empty())
        compute([&](NodeOrdinal node) { return passes[node.value] != 0 && isInGroup(node); });
    else
        compute(isInGroup);
    out.clear();
    for (std::size_t group = 0; group < scratch.byGroup.size(); ++group) {
        if (scratch.byGroup[group].count) {
            out.push_back(scratch.byGroup[group]);
            out.back().id = GroupId(group);
        }
    }
}

std::vector<NodeOrdinal> sortedGroup(const Heap& heap, const ObjectGroups& groups, GroupId id,
                                     const std::optional<IdRange>& ids, ObjectOrder order, bool descending,
                                     std::span<const std::uint8_t> passes)
{
    return sortedObjects(heap, groups.membersOf(id), ids, order, descending, passes);
}

} // namespace heapline
