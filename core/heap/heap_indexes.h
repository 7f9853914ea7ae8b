// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/dominator_tree.h"
#include "core/heap/path_tree.h"
#include "core/heap/subtree_sums.h"

#include <mutex>
#include <optional>

namespace heapline {

struct Heap;

/// What only some views of a heap need, made when it is first asked for and then kept. Safe to ask from several threads; the first call
/// of each takes as long as its maker, so it belongs off the UI thread.
class HeapIndexes {
public:
    const DominatorTree& dominatorTree(const Heap& heap) const;
    const DominatorPreorder& dominatorPreorder(const Heap& heap) const;
    const PathTree& pathTree(const Heap& heap) const;

private:
    mutable std::mutex m_dominatorTreeMutex; ///< guards the next one
    mutable std::optional<DominatorTree> m_dominatorTree;
    mutable std::mutex m_dominatorPreorderMutex; ///< guards the next one
    mutable std::optional<DominatorPreorder> m_dominatorPreorder;
    mutable std::mutex m_pathTreeMutex; ///< guards the next one
    mutable std::optional<PathTree> m_pathTree;
};

} // namespace heapline
