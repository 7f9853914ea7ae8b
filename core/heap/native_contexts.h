// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/ids.h"
#include "core/base/number_column.h"
#include "core/base/progress.h"

#include <cstdint>
#include <vector>

namespace heapline {

class HeapGraph;

/// Which native context (realm, page frame) each object belongs to.
struct NativeContexts {
    static constexpr std::uint32_t none = 0xFFFFFFFF;   ///< attributed to no context
    static constexpr std::uint32_t shared = 0xFFFFFFFE; ///< reached from several contexts

    Column<std::uint32_t> contextOf;           ///< node -> ordinal of the context's node, none, or shared
    std::vector<NodeOrdinal> contexts;         ///< context nodes, ascending
    std::vector<std::uint64_t> attributedSize; ///< context -> bytes
    std::uint64_t sharedSize = 0;
    std::uint64_t unattributedSize = 0;
};

/// @see DevTools HeapSnapshot.ts, calculateNativeContextAttribution. O(nodes + edges)
NativeContexts attributeNativeContexts(const HeapGraph& graph, const NumberColumn& shallowSize, Progress& progress);

} // namespace heapline
