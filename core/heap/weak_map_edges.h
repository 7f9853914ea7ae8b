// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/heap/heap_graph.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace heapline {

/// What V8 writes into the name of an edge to the value of a WeakMap entry:
/// "2 / part of key (Object @79745) -> value (Object @107373) pair in WeakMap (table @107371)".
struct WeakMapEdgeName {
    std::string_view pair;     ///< the name without its leading number: equal for the table's and the key's edge
    std::uint64_t tableId = 0; ///< id of the WeakMap's table
};

/// Parses an edge name; nothing if it is another one. @see DevTools HeapSnapshot.ts, tryParseWeakMapEdgeName
std::optional<WeakMapEdgeName> parseWeakMapEdgeName(std::string_view name);

/// All names of WeakMap edges among the strings of a graph.
class WeakMapEdges {
public:
    struct Entry {
        std::uint32_t pair; ///< number of the pair: the same for both edges of an entry
        std::uint64_t tableId;
    };

    explicit WeakMapEdges(const HeapGraph& graph);

    std::size_t pairCount() const { return m_pairCount; }

    /// The entry that an internal edge belongs to, or null.
    const Entry* find(const HeapGraph& graph, EdgeIndex edge) const
    {
        if (m_entries.empty() || graph.kind(edge) != EdgeKind::Internal)
            return nullptr;
        const auto found = m_entries.find(graph.edges.nameOrIndex[edge.value]);
        return found == m_entries.end() ? nullptr : &found->second;
    }

private:
    std::unordered_map<std::uint32_t, Entry> m_entries; ///< StringId value -> entry
    std::size_t m_pairCount = 0;
};

} // namespace heapline
