// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/number_column.h"

#include <cstdint>

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

/// @param shallowSize [nodes] bytes. O(nodes). @see DevTools HeapSnapshot.ts, calculateStatistics
Statistics computeStatistics(const HeapGraph& graph, const NumberColumn& shallowSize, std::uint64_t totalSize);

} // namespace heapline
