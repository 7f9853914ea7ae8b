// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/progress.h"

#include <cstdint>
#include <vector>

namespace heapline {

struct Heap;

/// What the objects that a filter lets through have in common; the filters of DevTools' Summary view.
enum class ObjectFilterKind {
    DuplicatedStrings,           ///< strings whose text another string has too
    RetainedByDetachedNodes,     ///< kept alive by detached DOM nodes alone
    RetainedByContexts,          ///< kept alive by variables of closures alone
    RetainedByConsole,           ///< kept alive by the console of DevTools alone
    RetainedByEventHandlers,     ///< kept alive by event listeners alone
    AttributedToNativeContext,   ///< belongs to one native context (realm, page frame)
    SharedBetweenNativeContexts, ///< reached from several native contexts
    WithoutNativeContext         ///< belongs to none
};

struct ObjectFilter {
    ObjectFilterKind kind = ObjectFilterKind::DuplicatedStrings;
    NodeOrdinal nativeContext; ///< the node of the context; AttributedToNativeContext only

    bool operator==(const ObjectFilter&) const = default;
};

/// All filters that a heap has rows for: each kind once, and AttributedToNativeContext once for each context.
std::vector<ObjectFilter> objectFilters(const Heap& heap);

/// Objects that a filter lets through. What only weak edges reach is kept alive by nobody and passes no "retained by" filter.
/// @return [nodes] 1 or 0. O(nodes + edges); duplicated strings: also the length of their texts
/// @throws ErrorException Cancelled
/// @see DevTools HeapSnapshot.ts, createNamedFilter
std::vector<std::uint8_t> passingObjects(const Heap& heap, const ObjectFilter& filter, const Progress& progress);

} // namespace heapline
