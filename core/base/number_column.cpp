// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_column.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace heapline {

NumberColumn::NumberColumn(std::size_t rows, bool wide)
{
    if (wide)
        m_wide.resize(rows);
    else
        m_narrow.resize(rows);
}

NumberColumn::NumberColumn(const std::vector<std::uint64_t>& numbers)
{
    const bool fits = std::ranges::all_of(
        numbers, [](std::uint64_t number) { return number <= std::numeric_limits<std::uint32_t>::max(); });
    if (fits)
        std::ranges::transform(numbers, std::back_inserter(m_narrow),
                               [](std::uint64_t number) { return static_cast<std::uint32_t>(number); });
    else
        m_wide.assign(numbers.begin(), numbers.end());
}

std::uint64_t NumberColumn::sum() const
{
    return visit([](auto rows) { return std::accumulate(rows.begin(), rows.end(), std::uint64_t{0}); });
}

void NumberColumn::resize(std::size_t rows)
{
    if (isWide())
        m_wide.resize(rows);
    else
        m_narrow.resize(rows);
}

void NumberColumn::reserve(std::size_t rows)
{
    if (isWide())
        m_wide.reserve(rows);
    else
        m_narrow.reserve(rows);
}

void NumberColumn::widen()
{
    if (isWide() || m_narrow.empty())
        return;
    m_wide.assign(m_narrow.begin(), m_narrow.end());
    m_narrow = {};
}

} // namespace heapline
