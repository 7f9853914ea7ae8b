// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/progress.h"
#include "core/base/text_search.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace heapline {

struct Heap;
struct ObjectQuery;

/// A property, or a variable of a scope, whose name matches.
struct FoundProperty {
    NodeOrdinal owner;
    EdgeIndex edge;
};

/// What one walk over the objects of a heap finds; all in file order.
struct WalkedHits {
    std::vector<NodeOrdinal> strings; ///< in the range, passing and with bytes, as are names
    std::vector<NodeOrdinal> names;
    std::vector<FoundProperty>
        properties;            ///< of all objects: those that they lead to may be in the range where the owner is not
    std::size_t undecided = 0; ///< made-up names that could not be told of
};

/// Walks over all objects and their references on all cores and looks at what a search wants.
struct HitWalk {
    const Heap& heap;
    const ObjectQuery& query;
    bool withProperties = false;
    bool withStrings = false;
    bool withNames = false;
    std::span<const std::uint8_t> isListedClass = {}; ///< class -> 1 if its objects need no name; empty: all do

    /// @param strings which strings of the graph match
    /// @throws ErrorException Cancelled; CostlyPattern
    WalkedHits run(const TextMatches& strings, const Progress& progress) const;
};

} // namespace heapline
