// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/heap/dominator_tree.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace heapline {

class SubtreeSums;
struct Heap;

/// Levels of the dominator tree, each sorted whole; ties end in a fixed order, so rows never jump.

enum class DominatedOrder {
    Name,
    Count, ///< objects of a class; objects alone are sorted by retained size
    Distance,
    ShallowSize,
    RetainedSize,
    ShownBytes, ///< SubtreeSums::bytes(); without sums by retained size
    ShownCount  ///< SubtreeSums::count(); without sums by retained size
};

/// How a level is listed.
struct DominatedListing {
    DominatedOrder order = DominatedOrder::RetainedSize;
    bool descending = true;
    const SubtreeSums* sums = nullptr; ///< of the objects that are shown; null: all are
    bool onlyShown = false;            ///< whether to leave out what holds no shown object
};

/// The objects that a node dominates immediately. Ties: larger retained size first, then id. O(n), for names O(n log n)
/// @param only none: all of them; else those of this class
std::vector<NodeOrdinal> sortedDominated(const Heap& heap, const DominatorTree& tree, NodeOrdinal node,
                                         std::optional<ClassId> only, const DominatedListing& listing);

/// The objects of one class that a node dominates immediately. None of them holds another one, so their retained sizes add up.
struct DominatedClass {
    ClassId id;
    std::uint64_t count = 0;
    std::uint64_t shallowSize = 0;
    std::uint64_t retainedSize = 0;
    std::int32_t distance = 0;    ///< smallest raw distance of them
    std::uint64_t shownBytes = 0; ///< of shown objects below them; 0 without sums
    std::uint64_t shownCount = 0;

    bool operator==(const DominatedClass&) const = default;
};

/// Ties: larger retained size first, then class. O(n + k log k) for n objects of k classes
std::vector<DominatedClass> sortedDominatedClasses(const Heap& heap, const DominatorTree& tree, NodeOrdinal node,
                                                   const DominatedListing& listing);

/// The objects on every way from the root to a node, that is its dominators: the root first, the node last. O(length)
std::vector<NodeOrdinal> dominatorChain(const Heap& heap, NodeOrdinal node);

} // namespace heapline
