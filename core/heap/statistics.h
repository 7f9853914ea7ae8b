// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/number_column.h"

#include <cstdint>
#include <string_view>

namespace heapline {

class HeapGraph;

/// Bytes by sort of object, as DevTools' Statistics view counts them.
struct Statistics {
    std::uint64_t total = 0;
    std::uint64_t nativeTotal = 0; ///< memory outside the V8 heap, extra_native_bytes included
    std::uint64_t typedArrays = 0; ///< of it, contents of ArrayBuffers
    std::uint64_t v8Total = 0;     ///< total - nativeTotal
    std::uint64_t code = 0;
    std::uint64_t jsArrays = 0;
    std::uint64_t strings = 0;
    std::uint64_t system = 0; ///< hidden nodes
};

/// The name of objects whose bytes, with those of ownElements(), are JS arrays, if no other part has them by their type; and of native
/// nodes that are contents of typed arrays.
inline constexpr std::string_view jsArrayName = "Array";
inline constexpr std::string_view typedArrayContents = "system / JSArrayBufferData";

/// The backing store that belongs to an array alone; invalid when it has none or shares it. O(edges of the array)
NodeOrdinal ownElements(const HeapGraph& graph, NodeOrdinal array);

/// @param shallowSize [nodes] bytes. O(nodes). @see DevTools HeapSnapshot.ts, calculateStatistics
Statistics computeStatistics(const HeapGraph& graph, const NumberColumn& shallowSize, std::uint64_t totalSize);

} // namespace heapline
