// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/heap_indexes.h"

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

} // namespace heapline
