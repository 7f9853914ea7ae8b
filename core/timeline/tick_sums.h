// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace heapline {

/// Sums of one figure over any stretch of ticks in O(1).
class TickSums {
public:
    TickSums() = default;
    /// @param values [ticks]
    explicit TickSums(std::span<const std::uint64_t> values) : m_before(values.size() + 1, 0)
    {
        for (std::size_t tick = 0; tick < values.size(); ++tick)
            m_before[tick + 1] = m_before[tick] + values[tick];
    }

    /// Of ticks [first, last); 0 where the figure is not known. @pre first <= last <= ticks
    std::uint64_t of(std::size_t first, std::size_t last) const
    {
        return last < m_before.size() ? m_before[last] - m_before[first] : 0;
    }

    bool isEmpty() const { return m_before.empty(); }
    bool operator==(const TickSums&) const = default;

    /// See core/cache/archive.h.
    template <typename Archive, typename Self>
    static void archive(Archive& archive, Self& self)
    {
        archive(self.m_before);
    }

private:
    std::vector<std::uint64_t> m_before; ///< [ticks + 1] sum of the ticks before; empty: not known
};

} // namespace heapline
