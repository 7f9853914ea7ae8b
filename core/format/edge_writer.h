// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/heap_columns.h"
#include "core/format/heap_meta.h"
#include "core/format/number_scanner.h"

namespace heapline {

/// Turns the flat `edges` array into EdgeColumns. Until checkEdges(), toNode holds node indexes as they stand in the file.
class EdgeWriter final : public NumberSink {
public:
    EdgeWriter(EdgeColumns& columns, const HeapMeta& meta);

    void reserve(std::size_t numbers) override;
    void grow(std::size_t numbers) override;
    /// Takes back a last row that lacks some of its numbers.
    void dropIncompleteRow();
    void store(std::size_t first, std::span<const std::int64_t> values) override;

private:
    void resize(std::size_t rows);
    [[noreturn]] void fault(std::size_t number, std::int64_t value) const;

    EdgeColumns& m_columns;
    const HeapLayout::Edge m_layout;
    const std::vector<std::string>& m_fields;
    const std::int64_t m_typeCount;
    std::size_t m_numbers = 0;
};

} // namespace heapline
