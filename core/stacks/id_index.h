// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/progress.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace heapline {

/// Finds the call-tree node that has an id of the file. Id 0 means "none" and is never found.
class IdIndex {
public:
    IdIndex() = default;

    /// @param ids [nodes] id of each call-tree node; of equal ids the first one stays. O(n)
    /// @throws ErrorException Cancelled
    explicit IdIndex(std::span<const std::uint64_t> ids, const Progress& progress = Progress());

    /// Invalid when no node has the id. O(1) when ids are small numbers, as V8's are; else O(log n).
    CallNodeId find(std::uint64_t id) const;

    /// Nodes whose id a node before them has.
    std::uint64_t duplicateCount() const { return m_duplicates; }

    /// See core/cache/archive.h.
    template <typename Archive, typename Self>
    static void archive(Archive& archive, Self& self)
    {
        archive(self.m_sorted, self.m_dense, self.m_duplicates);
    }

private:
    std::vector<std::pair<std::uint64_t, CallNodeId>> m_sorted; ///< by id; empty when m_dense is used
    std::vector<CallNodeId> m_dense;                            ///< id -> node, when ids are small numbers
    std::uint64_t m_duplicates = 0;
};

} // namespace heapline
