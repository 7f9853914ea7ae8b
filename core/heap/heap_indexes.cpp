// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/heap_indexes.h"

namespace heapline {

const DominatorTree& HeapIndexes::dominatorTree(const Heap& heap) const
{
    std::call_once(m_dominatorTreeOnce, [&] { m_dominatorTree = buildDominatorTree(heap); });
    return *m_dominatorTree;
}

} // namespace heapline
