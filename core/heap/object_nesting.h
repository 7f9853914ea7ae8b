// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/ids.h"
#include "core/base/number_column.h"
#include "core/base/progress.h"
#include "core/heap/stops.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace heapline {

/// Objects with shallow size > 0 that an object of their group dominates, or that dominate one; dominators first.
struct ObjectNesting {
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    Column<NodeOrdinal> object;
    Column<std::uint32_t> outer; ///< row of the nearest dominator of the same group, or none

    std::size_t size() const { return object.size(); }
};

/// Finds the objects of a group that dominate one another. O(nodes)
/// @param preorder nodes of the dominator tree, parents before children, subtrees in one piece
/// @param size     node -> nodes of its subtree; let go on the way
/// @param groupOf  node -> group as an Id; invalid ones are in no group
/// @throws ErrorException Cancelled
template <typename GroupIds>
ObjectNesting findNesting(std::span<const NodeOrdinal> preorder, Column<std::uint32_t> size, const NumberColumn& shallowSize,
                          const GroupIds& groupOf, std::size_t groups, Progress& progress)
{
    const auto count = static_cast<std::uint32_t>(preorder.size());
    const auto isIn = [&](NodeOrdinal node) { return shallowSize[node.value] != 0 && groupOf[node.value].isValid(); };
    std::vector<NodeOrdinal> innermost(groups); // group -> innermost object of it whose subtree may still hold the place
    Column<NodeOrdinal> outer(count);           // node -> nearest dominator of its group; set for those in one
    std::vector<bool> isOuter(count);
    Column<std::uint32_t>& end = size; // node -> end of its subtree; set for all nodes of groups before the place
    for (std::uint32_t place = 0; place < count; ++place) {
        if (place % nodesBetweenStops == 0)
            progress.update(place, 2 * std::size_t{count});
        const NodeOrdinal node = preorder[place];
        if (!isIn(node))
            continue;
        end[node.value] += place;
        NodeOrdinal& top = innermost[groupOf[node.value].value];
        while (top.isValid() && end[top.value] <= place)
            top = outer[top.value];
        outer[node.value] = top;
        if (top.isValid())
            isOuter[top.value] = true;
        top = node;
    }
    ObjectNesting nesting;
    Column<std::uint32_t>& rowOf = size; // node -> row; set for outer ones
    for (std::uint32_t place = 0; place < count; ++place) {
        if (place % nodesBetweenStops == 0)
            progress.update(count + place, 2 * std::size_t{count});
        const NodeOrdinal node = preorder[place];
        if (!isIn(node) || (!isOuter[node.value] && !outer[node.value].isValid()))
            continue;
        const NodeOrdinal of = outer[node.value];
        rowOf[node.value] = static_cast<std::uint32_t>(nesting.size());
        nesting.object.push_back(node);
        nesting.outer.push_back(of.isValid() ? rowOf[of.value] : ObjectNesting::none);
    }
    return nesting;
}

} // namespace heapline
