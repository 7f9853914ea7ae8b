// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/dominator_treemap.h"

#include "core/heap/dominator_tree.h"
#include "core/heap/heap.h"
#include "core/heap/subtree_sums.h"

#include <algorithm>

namespace heapline {

DominatorTreemap::DominatorTreemap(const Heap& heap, const DominatorTree& tree, const SubtreeSums* sums)
    : m_heap(heap)
    , m_tree(tree)
    , m_sums(sums)
{
}

std::uint64_t DominatorTreemap::weight(NodeOrdinal object) const
{
    return m_sums ? m_sums->bytes(object) : m_heap.retainedSize[object.value];
}

std::uint64_t DominatorTreemap::ownWeight(NodeOrdinal object) const
{
    return m_sums ? m_sums->ownBytes(object) : m_heap.shallowSize[object.value];
}

TreemapTree::Children DominatorTreemap::children(NodeOrdinal object, std::uint64_t least) const
{
    Children result;
    for (const NodeOrdinal child : m_tree.childrenOf(object)) {
        const std::uint64_t childWeight = weight(child);
        if (childWeight >= least && childWeight > 0) {
            result.large.push_back({child, childWeight});
        } else {
            result.smallCount += childWeight > 0;
            result.smallWeight += childWeight;
        }
    }
    std::ranges::stable_sort(result.large, std::greater(), &Child::weight);
    return result;
}

} // namespace heapline
