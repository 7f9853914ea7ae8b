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

} // namespace

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
