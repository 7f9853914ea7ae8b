// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/heap_indexes.h"

#include "core/base/made_once.h"
#include "core/heap/heap.h"

namespace heapline {

const DominatorTree& HeapIndexes::dominatorTree(const Heap& heap) const
{
    return madeOnce(m_dominatorTreeMutex, m_dominatorTree, [&] { return buildDominatorTree(heap); });
}

const DominatorPreorder& HeapIndexes::dominatorPreorder(const Heap& heap) const
{
    return madeOnce(m_dominatorPreorderMutex, m_dominatorPreorder,
                    [&] { return buildDominatorPreorder(heap, dominatorTree(heap)); });
}

const PathTree& HeapIndexes::pathTree(const Heap& heap) const
{
    return madeOnce(m_pathTreeMutex, m_pathTree, [&] { return buildPathTree(heap.graph, heap.distance); });
}

} // namespace heapline
