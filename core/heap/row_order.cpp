// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/row_order.h"

#include <tbb/task_arena.h>

#include <array>
#include <bit>
#include <span>
#include <utility>
#include <vector>

namespace heapline {

namespace {

constexpr unsigned digitBits = 11;
constexpr std::size_t digitCount = std::size_t(1) << digitBits;
constexpr std::size_t fewRows = 1 << 12; // a comparison sort is as fast
constexpr std::size_t rowsPerPart = 1 << 16;
constexpr int mostParts = 16;

using Counts = std::array<std::uint32_t, digitCount>;

std::size_t digitOf(std::uint64_t item, unsigned shift)
{
    return static_cast<std::size_t>(item >> shift) & (digitCount - 1);
}

} // namespace

RowOrder::RowOrder(std::uint32_t rows) : m_items(rows)
{
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, rows, grain), [&](const auto& range) {
        for (std::size_t row = range.begin(); row < range.end(); ++row)
            m_items[row] = row;
    });
}

void RowOrder::sortByUpperHalf(std::uint64_t greatest)
{
    if (m_items.size() < fewRows) {
        std::ranges::stable_sort(m_items, {}, [](std::uint64_t item) { return item >> 32; });
        return;
    }
    m_other.resize(m_items.size());
    const std::size_t parts =
        std::clamp<std::size_t>(static_cast<std::size_t>(std::min(tbb::this_task_arena::max_concurrency(), mostParts)), 1,
                                (m_items.size() + rowsPerPart - 1) / rowsPerPart);
    const auto partOf = [&](std::size_t part) {
        const std::size_t begin = m_items.size() * part / parts;
        return std::span<const std::uint64_t>(m_items).subspan(begin, m_items.size() * (part + 1) / parts - begin);
    };
    std::vector<Counts> next(parts); // part -> digit -> count, then the place of the part's next item
    const unsigned keyBits = static_cast<unsigned>(std::bit_width(greatest));
    for (unsigned shift = 32; shift < 32 + keyBits; shift += digitBits) {
        tbb::parallel_for(std::size_t{0}, parts, [&](std::size_t part) {
            Counts counts{};
            for (const std::uint64_t item : partOf(part))
                ++counts[digitOf(item, shift)];
            next[part] = counts;
        });
        const std::size_t anyDigit = digitOf(m_items.front(), shift);
        std::size_t equal = 0;
        for (const Counts& counts : next)
            equal += counts[anyDigit];
        if (equal == m_items.size())
            continue;
        std::uint32_t begin = 0;
        for (std::size_t digit = 0; digit < digitCount; ++digit) {
            for (Counts& counts : next)
                begin += std::exchange(counts[digit], begin);
        }
        tbb::parallel_for(std::size_t{0}, parts, [&](std::size_t part) {
            Counts places = next[part];
            for (const std::uint64_t item : partOf(part))
                m_other[places[digitOf(item, shift)]++] = item;
        });
        m_items.swap(m_other);
    }
}

} // namespace heapline
