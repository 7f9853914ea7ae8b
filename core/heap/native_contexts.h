// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/ids.h"
#include "core/base/number_column.h"
#include "core/base/progress.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace heapline {

class HeapGraph;

/// Node -> ordinal of its context's node, NativeContexts::none, or NativeContexts::shared. One byte a row with up to 254 contexts.
class ContextColumn {
public:
    ContextColumn() = default;
    /// @param row       [nodes] row of a context, or 254 for shared, 255 for none
    /// @param ordinalOf row -> what operator[] gives
    ContextColumn(Column<std::uint8_t> row, const std::array<std::uint32_t, 256>& ordinalOf)
        : m_row(std::move(row))
        , m_ordinalOf(ordinalOf)
    {
    }
    /// @param ordinal [nodes] what operator[] gives
    explicit ContextColumn(Column<std::uint32_t> ordinal) : m_ordinal(std::move(ordinal)) {}

    std::size_t size() const { return m_row.empty() ? m_ordinal.size() : m_row.size(); }
    std::uint32_t operator[](std::size_t node) const { return m_row.empty() ? m_ordinal[node] : m_ordinalOf[m_row[node]]; }

    /// See core/cache/archive.h.
    template <typename Archive, typename Self>
    static void archive(Archive& archive, Self& self)
    {
        archive(self.m_row, self.m_ordinalOf, self.m_ordinal);
    }

private:
    Column<std::uint8_t> m_row; ///< empty when there are too many contexts
    std::array<std::uint32_t, 256> m_ordinalOf{};
    Column<std::uint32_t> m_ordinal; ///< empty when m_row is not
};

/// Which native context (realm, page frame) each object belongs to.
struct NativeContexts {
    static constexpr std::uint32_t none = 0xFFFFFFFF;   ///< attributed to no context
    static constexpr std::uint32_t shared = 0xFFFFFFFE; ///< reached from several contexts

    ContextColumn contextOf;                   ///< node -> ordinal of the context's node, none, or shared
    std::vector<NodeOrdinal> contexts;         ///< context nodes, ascending
    std::vector<std::uint64_t> attributedSize; ///< context -> bytes
    std::uint64_t sharedSize = 0;
    std::uint64_t unattributedSize = 0;
};

/// @see DevTools HeapSnapshot.ts, calculateNativeContextAttribution. O(nodes + edges)
NativeContexts attributeNativeContexts(const HeapGraph& graph, const NumberColumn& shallowSize, Progress& progress);

} // namespace heapline
