// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/heap.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace heapline {

class IgnoredRetainers;

/// Sorted levels of the object views. Each list is sorted whole; ties end in a fixed order, so rows never jump.

enum class ObjectOrder { Name, Distance, ShallowSize, RetainedSize, Id };

/// Objects of a class, those in the id range only if there is one, and those that a filter lets through.
/// @param passes [nodes] 1 or 0; empty: all pass
/// Ties as in DevTools: name then id; distance then retained size descending; sizes then id.
std::vector<NodeOrdinal> sortedMembers(const Heap& heap, ClassId id, const std::optional<IdRange>& ids, ObjectOrder order,
                                       bool descending, std::span<const std::uint8_t> passes = {});
/// The same for objects of any kind. @param members each once, in the order of ties that are left
std::vector<NodeOrdinal> sortedObjects(const Heap& heap, std::span<const NodeOrdinal> members,
                                       const std::optional<IdRange>& ids, ObjectOrder order, bool descending,
                                       std::span<const std::uint8_t> passes = {});

/// Objects in an order, with the same ties. @param objects each once, in file order
std::vector<NodeOrdinal> sortedObjects(const Heap& heap, std::span<const NodeOrdinal> objects, ObjectOrder order,
                                       bool descending);

/// Outgoing edges of an object (all types but invisible; weak ones too).
/// Ties as in DevTools: edge name then retained size descending; distance then name of the target; sizes then edge name; then as in the
/// file. An edge named `__proto__` is the last one by name, in either direction.
std::vector<EdgeIndex> sortedEdges(const Heap& heap, NodeOrdinal node, ObjectOrder order, bool descending);

/// An edge that keeps an object alive, and the object it comes from.
struct Retainer {
    NodeOrdinal from;
    EdgeIndex edge;

    bool operator==(const Retainer&) const = default;
};

/// Distance of retainers that the roots do not reach, to which their distance in the whole heap is added: behind all others, as in DevTools.
inline constexpr std::int64_t unreachableRetainerDistance = 200'000'000;

/// How retainers are listed.
struct RetainerRules {
    const IgnoredRetainers* ignored = nullptr; ///< what has been ruled out; null: nothing
    bool withWeak = false;                     ///< whether weak references are listed too, behind all others
};

/// Edges into an object, without invisible ones and those from the root.
/// By distance, retainers that the roots do not reach stand last.
std::vector<Retainer> sortedRetainers(const Heap& heap, NodeOrdinal node, ObjectOrder order, bool descending,
                                      const RetainerRules& rules = {});

/// Distance that a retainer is sorted by and shown with: the object's own without the ignored ones, or one from
/// unreachableRetainerDistance on.
std::int64_t retainerDistance(const Heap& heap, const Retainer& retainer, const IgnoredRetainers* ignored = nullptr);

/// Number of retainers that sortedRetainers() would give, and of edges that sortedEdges() would give; cheap.
std::size_t retainerCount(const Heap& heap, NodeOrdinal node, bool withWeak = false);
bool hasRetainers(const Heap& heap, NodeOrdinal node, bool withWeak = false);
std::size_t edgeCount(const Heap& heap, NodeOrdinal node);
bool hasEdges(const Heap& heap, NodeOrdinal node);

} // namespace heapline
