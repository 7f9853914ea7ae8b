// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/treemap_layout.h"

namespace heapline {

class SubtreeSums;
struct DominatorTree;
struct Heap;

/// The dominator tree as boxes: areas are retained sizes, or the bytes of the objects that are shown.
class DominatorTreemap : public TreemapTree {
public:
    /// All of these have to outlive it. @param sums of the objects that are shown; null: all are
    DominatorTreemap(const Heap& heap, const DominatorTree& tree, const SubtreeSums* sums);

    std::uint64_t weight(NodeOrdinal object) const override;
    std::uint64_t ownWeight(NodeOrdinal object) const override;
    /// O(children), and O(n log n) for n large ones.
    Children children(NodeOrdinal object, std::uint64_t least) const override;

private:
    const Heap& m_heap;
    const DominatorTree& m_tree;
    const SubtreeSums* m_sums;
};

} // namespace heapline
