// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

namespace heapline {

/// A column of unsigned 64-bit numbers that nearly always fit 32 bits: ids and sizes.
/// Takes four bytes a row until it is made wide, eight from then on.
class NumberColumn {
public:
    NumberColumn() = default;
    /// Rows without a value, to be written before they are read.
    NumberColumn(std::size_t rows, bool wide);
    /// As narrow as the numbers allow.
    NumberColumn(const std::vector<std::uint64_t>& numbers); // NOLINT(google-explicit-constructor): the same numbers

    std::size_t size() const { return m_wide.empty() ? m_narrow.size() : m_wide.size(); }
    bool isWide() const { return !m_wide.empty(); }

    std::uint64_t operator[](std::size_t row) const { return m_wide.empty() ? m_narrow[row] : m_wide[row]; }

    /// Rows that are added have no value yet.
    void resize(std::size_t rows);
    void reserve(std::size_t rows);

    /// Makes room for 64-bit numbers.
    void widen();

    /// Rows of 32 bits, to be filled from several threads at once. Only when not isWide().
    std::uint32_t* narrowData() { return m_narrow.data(); }
    /// Rows of 64 bits. Only when isWide().
    std::uint64_t* wideData() { return m_wide.data(); }

    /// Calls visit with a span of all rows, of std::uint32_t or std::uint64_t: for loops that shall not ask for each row.
    template <typename Visit>
    decltype(auto) visit(Visit visit) const
    {
        return isWide() ? visit(std::span(m_wide)) : visit(std::span(m_narrow));
    }
    template <typename Visit>
    decltype(auto) visit(Visit visit)
    {
        return isWide() ? visit(std::span(m_wide)) : visit(std::span(m_narrow));
    }

    /// Sum of all rows, which must fit 64 bits.
    std::uint64_t sum() const;

    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = std::uint64_t;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = std::uint64_t;

        Iterator() = default;
        Iterator(const NumberColumn& column, std::size_t row) : m_column(&column), m_row(row) {}
        std::uint64_t operator*() const { return (*m_column)[m_row]; }
        Iterator& operator++()
        {
            ++m_row;
            return *this;
        }
        Iterator operator++(int) { return {*m_column, m_row++}; }
        bool operator==(const Iterator& other) const { return m_row == other.m_row; }

    private:
        const NumberColumn* m_column = nullptr;
        std::size_t m_row = 0;
    };
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, size()}; }

    /// See core/cache/archive.h.
    template <typename Archive, typename Self>
    static void archive(Archive& archive, Self& self)
    {
        archive(self.m_narrow, self.m_wide);
    }

private:
    Column<std::uint32_t> m_narrow; ///< row -> number; empty once wide
    Column<std::uint64_t> m_wide;   ///< row -> number; empty while narrow
};

} // namespace heapline
