// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/heap_graph.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace heapline {

/// Target of the first internal edge of a name; invalid when there is none. O(edges of the node)
NodeOrdinal internalTarget(const HeapGraph& graph, NodeOrdinal node, std::string_view name);

/// Text of the value of a number, or of a value that V8 made a node for ("int", "bool"): "1.5", "true". Only files that were recorded
/// with numeric values, or by newer engines, have it.
std::optional<std::string_view> recordedNumber(const HeapGraph& graph, NodeOrdinal node);

/// What a primitive value is, as it stands in source text where it can: 1.5, undefined, Symbol(name), "text" up to a row's length.
/// Nothing for objects, and for numbers without recorded value.
std::optional<std::string> primitiveText(const HeapGraph& graph, NodeOrdinal node);

/// An entry of a Map, Set, WeakMap or WeakSet.
struct CollectionEntry {
    NodeOrdinal key;   ///< invalid: a small integer or the like, which the file does not hold
    NodeOrdinal value; ///< the same; always invalid for sets

    bool operator==(const CollectionEntry&) const = default;
};

enum class CollectionKind { None, Map, Set, WeakMap };

/// What an object holds, as far as its edges tell.
struct RecordedValues {
    std::vector<EdgeIndex> properties; ///< named ones in the order of the file, `__proto__` and accessor pairs left out
    std::vector<EdgeIndex> elements;  ///< ascending by index; small integers are missing unless recorded with numeric values
    std::vector<EdgeIndex> variables; ///< of a function's scope
    CollectionKind collection = CollectionKind::None;
    std::vector<CollectionEntry> entries; ///< in order of insertion for Map and Set

    bool isEmpty() const { return properties.empty() && elements.empty() && variables.empty() && entries.empty(); }
};

/// O(edges of the object and of its table, and a sort)
RecordedValues recordedValues(const HeapGraph& graph, NodeOrdinal node);

/// What an object has in an ArrayBuffer.
struct RecordedBuffer {
    NodeOrdinal buffer;             ///< the ArrayBuffer of a typed array or DataView; invalid for an ArrayBuffer itself
    NodeOrdinal store;              ///< the node of its bytes; invalid when they are none, or within the heap
    std::uint32_t elementBytes = 0; ///< of a typed array by its class; 0 for others
};

/// Nothing for what is no ArrayBuffer and has none.
std::optional<RecordedBuffer> recordedBuffer(const HeapGraph& graph, NodeOrdinal node);

} // namespace heapline
