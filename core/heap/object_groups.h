// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/ids.h"
#include "core/base/progress.h"
#include "core/base/range.h"
#include "core/heap/object_lists.h"
#include "core/heap/object_nesting.h"
#include "core/heap/subtree_sums.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace heapline {

struct Heap;

using GroupId = Id<struct GroupIdTag>; ///< group of a division of objects, by whatever they have in common

/// The objects with shallow size > 0, divided into groups by whatever they have in common. The same for them as ClassTable for classes.
struct ObjectGroups {
    Column<GroupId> groupOf;                ///< node -> group; invalid: in none
    std::vector<std::uint32_t> firstMember; ///< [groups + 1] first entry of each group in members
    Column<NodeOrdinal> members;            ///< nodes grouped, ascending within a group
    ObjectNesting nesting;

    std::size_t size() const { return firstMember.empty() ? 0 : firstMember.size() - 1; }
    std::span<const NodeOrdinal> membersOf(GroupId id) const
    {
        return std::span(members).subspan(firstMember[id.value], firstMember[id.value + 1] - firstMember[id.value]);
    }
};

/// @param groupOf [nodes] group below @p groups of each object, or invalid; objects without a size are left out by themselves. O(nodes)
/// @throws ErrorException Cancelled
ObjectGroups divideObjects(const Heap& heap, const DominatorPreorder& preorder, Column<GroupId> groupOf, std::size_t groups,
                           Progress& progress);

/// The same where there is one group and the rest of the objects are in none: needs less time, and a third of the memory on the way.
/// @param groupOf [nodes] GroupId(0) or invalid
ObjectGroups pickObjects(const Heap& heap, Column<GroupId> groupOf, Progress& progress);

/// Figures of a group; see ClassRow.
struct GroupRow {
    GroupId id;
    std::uint64_t count = 0;
    std::uint64_t shallowSize = 0;
    std::uint64_t retainedSize = 0; ///< bytes of those that are in no other counted object of the group
    std::int32_t distance = 0;      ///< smallest raw distance of them

    bool operator==(const GroupRow&) const = default;
};

/// Buffers of a query, kept by the caller from one query to the next.
struct GroupRowScratch {
    std::vector<GroupRow> byGroup;
    std::vector<std::uint8_t> blocked;
};

/// Rows of all groups that have counted objects, in the order of their ids: those in the id range, if there is one, that a filter lets
/// through. O(nodes). @param passes [nodes] 1 or 0; empty: all pass  @param out emptied first
void computeGroupRows(const Heap& heap, const ObjectGroups& groups, const std::optional<IdRange>& ids,
                      std::span<const std::uint8_t> passes, GroupRowScratch& scratch, std::vector<GroupRow>& out);

/// Counted objects of a group, sorted as sortedMembers() sorts those of a class.
std::vector<NodeOrdinal> sortedGroup(const Heap& heap, const ObjectGroups& groups, GroupId id,
                                     const std::optional<IdRange>& ids, ObjectOrder order, bool descending,
                                     std::span<const std::uint8_t> passes = {});

} // namespace heapline
