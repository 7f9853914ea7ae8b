// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace heapline {

/// Cuts object ids into stretches: what was allocated between two samples of a timeline. Ranges that are chosen on a timeline consist of
/// whole stretches, so that sums for each stretch tell as much as the objects themselves.
class IdStretches {
public:
    IdStretches() = default;
    /// @param lastIds highest id of each stretch but the last one, ascending
    explicit IdStretches(std::span<const std::uint64_t> lastIds) : m_lastIds(lastIds.begin(), lastIds.end()) {}

    /// Number of stretches: one more than there are last ids.
    std::size_t size() const { return m_lastIds.size() + 1; }

    /// The first stretch that ends at @p id or behind. O(log stretches), O(1) if it is that of @p hint.
    std::size_t of(std::uint64_t id, std::size_t hint = 0) const
    {
        if ((hint == m_lastIds.size() || id <= m_lastIds[hint]) && (hint == 0 || id > m_lastIds[hint - 1]))
            return hint;
        return static_cast<std::size_t>(std::ranges::lower_bound(m_lastIds, id) - m_lastIds.begin());
    }

private:
    std::vector<std::uint64_t> m_lastIds;
};

} // namespace heapline
