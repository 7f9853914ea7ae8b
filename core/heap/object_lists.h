// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/heap.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace heapline {

/// Sorted levels of the object views. Each list is sorted whole; ties end in a fixed order, so rows never jump.

enum class ObjectOrder { Name, Distance, ShallowSize, RetainedSize, Id };

/// Objects of a class, those in the id range only if there is one, and those that a filter lets through.
/// @param passes [nodes] 1 or 0; empty: all pass
/// Ties as in DevTools: name then id; distance then retained size descending; sizes then id.
std::vector<NodeOrdinal> sortedMembers(const Heap& heap, ClassId id, const std::optional<IdRange>& ids, ObjectOrder order,
                                       bool descending, std::span<const std::uint8_t> passes = {});

/// Outgoing edges of an object (all types but invisible; weak ones too).
std::vector<EdgeIndex> sortedEdges(const Heap& heap, NodeOrdinal node, ObjectOrder order, bool descending);

/// An edge that keeps an object alive, and the object it comes from.
struct Retainer {
    NodeOrdinal from;
    EdgeIndex edge;

    bool operator==(const Retainer&) const = default;
};

/// Edges into an object, without weak and invisible ones and those from the root.
/// Retainers that the roots do not reach stand last by distance (DevTools adds 200 000 000).
std::vector<Retainer> sortedRetainers(const Heap& heap, NodeOrdinal node, ObjectOrder order, bool descending);

/// Distance that a retainer is sorted by and shown with: the object's own, or one behind all others if the roots do not reach it.
std::int64_t retainerDistance(const Heap& heap, NodeOrdinal from);

/// Number of retainers that sortedRetainers() would give, and of edges that sortedEdges() would give; cheap.
std::size_t retainerCount(const Heap& heap, NodeOrdinal node);
bool hasRetainers(const Heap& heap, NodeOrdinal node);
std::size_t edgeCount(const Heap& heap, NodeOrdinal node);
bool hasEdges(const Heap& heap, NodeOrdinal node);

} // namespace heapline
