// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"

#include <cstddef>
#include <cstdint>

namespace heapline {

/// A set of edges: one bit each, so that it stays in the processor's cache.
/// Several threads may add at once if none shares a word: wordRows edges from a multiple of it on.
class EdgeSet {
public:
    static constexpr std::size_t wordRows = 64;

    EdgeSet() = default;
    explicit EdgeSet(std::size_t rows) : m_words((rows + wordRows - 1) / wordRows, 0) {}

    bool contains(std::size_t row) const { return m_words[row / wordRows] >> (row % wordRows) & 1; }
    void add(std::size_t row) { m_words[row / wordRows] |= std::uint64_t{1} << (row % wordRows); }

private:
    Column<std::uint64_t> m_words;
};

} // namespace heapline
