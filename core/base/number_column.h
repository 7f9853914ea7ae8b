// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"

#include <cstddef>
#include <cstdint>

namespace heapline {

/// A column of unsigned 64-bit numbers that nearly always fit 32 bits: ids and sizes as read from the file.
/// Takes four bytes a row until the first larger number is stored, eight from then on.
class NumberColumn {
public:
    std::size_t size() const { return m_wide.empty() ? m_narrow.size() : m_wide.size(); }
    bool isWide() const { return !m_wide.empty(); }

    std::uint64_t operator[](std::size_t row) const { return m_wide.empty() ? m_narrow[row] : m_wide[row]; }

    void resize(std::size_t rows);
    void reserve(std::size_t rows);

    /// Makes room for 64-bit numbers.
    void widen();

    /// Rows of 32 bits, to be filled from several threads at once. Only when not isWide().
    std::uint32_t* narrowData() { return m_narrow.data(); }
    /// Rows of 64 bits. Only when isWide().
    std::uint64_t* wideData() { return m_wide.data(); }

private:
    Column<std::uint32_t> m_narrow; ///< row -> number; empty once wide
    Column<std::uint64_t> m_wide;   ///< row -> number; empty while narrow
};

} // namespace heapline
