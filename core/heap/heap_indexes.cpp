// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/heap_indexes.h"

#include "core/heap/heap.h"

namespace heapline {

const DominatorTree& HeapIndexes::dominatorTree(const Heap& heap) const
{
    std::call_once(m_dominatorTreeOnce, [&] { m_dominatorTree = buildDominatorTree(heap); });
    return *m_dominatorTree;
}

const DominatorPreorder& HeapIndexes::dominatorPreorder(const Heap& heap) const
{
    std::call_once(m_dominatorPreorderOnce,
                   [&] { m_dominatorPreorder = buildDominatorPreorder(heap, dominatorTree(heap)); });
    return *m_dominatorPreorder;
}

const PathTree& HeapIndexes::pathTree(const Heap& heap) const
{
    std::call_once(m_pathTreeOnce, [&] { m_pathTree = buildPathTree(heap.graph, heap.distance); });
    return *m_pathTree;
}

} // namespace heapline
