// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/ids.h"
#include "core/base/progress.h"
#include "core/heap/path_tree.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

namespace heapline {

struct Heap;

/// A heap as if some objects kept nothing alive: what the user has ruled out as a retainer. Immutable, but for the tree that is made on demand.
class IgnoredRetainers {
public:
    /// O(nodes + edges). @param objects without duplicates @throws ErrorException Cancelled
    /// @see DevTools HeapSnapshot.ts, ignoreNodeInRetainersView and #updateIgnoredEdgesInRetainersView
    IgnoredRetainers(const Heap& heap, std::vector<NodeOrdinal> objects, Progress& progress);

    const std::vector<NodeOrdinal>& objects() const { return m_objects; } ///< ascending
    bool contains(NodeOrdinal object) const;
    /// Whether an edge to the value of a WeakMap's entry keeps it no more, because the partner of its owner, table or key, is not reached.
    bool contains(EdgeIndex edge) const;

    /// [nodes] distances without entering the ignored objects; noDistance for these.
    const Column<std::int32_t>& distance() const { return m_distance; }
    /// Shortest ways that avoid the ignored objects. Made when first asked for; safe to ask from several threads.
    const PathTree& pathTree(const Heap& heap) const;

private:
    std::vector<NodeOrdinal> m_objects;
    std::vector<EdgeIndex> m_edges; ///< ascending
    Column<std::int32_t> m_distance;
    mutable std::mutex m_pathTreeMutex; ///< guards the next one
    mutable std::optional<PathTree> m_pathTree;
};

} // namespace heapline
