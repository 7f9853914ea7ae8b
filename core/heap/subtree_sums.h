// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/ids.h"
#include "core/base/number_column.h"
#include "core/base/range.h"

#include <cstdint>
#include <optional>
#include <span>

namespace heapline {

struct DominatorTree;
struct Heap;

/// Places of objects in a walk of the dominator tree from the root: all that an object dominates stands in one stretch right behind it.
struct DominatorPreorder {
    Column<std::uint32_t> position; ///< node -> its place
    Column<std::uint32_t> end;      ///< node -> first place that is no longer below it
};

/// O(nodes), no recursion.
DominatorPreorder buildDominatorPreorder(const Heap& heap, const DominatorTree& tree);

/// What some objects of a heap, such as those of a range, make up below each object: sums over subtrees of the dominator tree. Sums run
/// along the preorder, so that one pass without jumps serves all subtrees, for each move of the mouse.
class SubtreeSums {
public:
    /// Sums the objects with shallow size > 0 that are in the range, if there is one, and pass. O(nodes).
    /// @param preorder has to outlive the sums  @param passes [nodes] 1 or 0; empty: all pass
    void compute(const Heap& heap, const DominatorPreorder& preorder, const std::optional<IdRange>& ids,
                 std::span<const std::uint8_t> passes);

    /// Shallow bytes of the summed objects among an object and all that it dominates.
    std::uint64_t bytes(NodeOrdinal node) const
    {
        return m_bytesBefore[m_preorder->end[node.value]] - m_bytesBefore[m_preorder->position[node.value]];
    }
    /// Their number.
    std::uint64_t count(NodeOrdinal node) const
    {
        return m_countBefore[m_preorder->end[node.value]] - m_countBefore[m_preorder->position[node.value]];
    }
    /// Shallow bytes of the object itself if it is summed, else 0.
    std::uint64_t ownBytes(NodeOrdinal node) const
    {
        const std::size_t place = m_preorder->position[node.value];
        return m_bytesBefore[place + 1] - m_bytesBefore[place];
    }

private:
    const DominatorPreorder* m_preorder = nullptr;
    NumberColumn m_bytesBefore;          ///< [nodes + 1] place -> bytes at the places before it
    Column<std::uint32_t> m_countBefore; ///< [nodes + 1] place -> objects at the places before it
};

} // namespace heapline
