// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/ids.h"

#include <cstdint>
#include <span>

namespace heapline {

struct Heap;

/// The dominator tree from the root downwards: what each object alone keeps alive.
struct DominatorTree {
    Column<std::uint32_t> firstChild; ///< [nodes + 1] first entry of each node in the column below
    Column<NodeOrdinal> children;     ///< nodes grouped by immediate dominator, ascending within a group; all but the root

    /// The objects that a node dominates immediately, ascending.
    std::span<const NodeOrdinal> childrenOf(NodeOrdinal node) const
    {
        const std::uint32_t first = firstChild[node.value];
        return std::span(children).subspan(first, firstChild[node.value + 1] - first);
    }
};

/// O(nodes).
DominatorTree buildDominatorTree(const Heap& heap);

} // namespace heapline
