// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/heap_columns.h"
#include "core/format/heap_meta.h"
#include "core/format/number_scanner.h"

#include <atomic>

namespace heapline {

/// Turns the flat `nodes` array into NodeColumns.
class NodeWriter final : public NumberSink {
public:
    static constexpr std::uint8_t unknownType = 255;
    static constexpr std::int64_t largestSize = std::int64_t{1} << 53; ///< what DevTools and JSON numbers can hold

    NodeWriter(NodeColumns& columns, const HeapMeta& meta);

    void reserve(std::size_t numbers) override;
    void grow(std::size_t numbers) override;
    /// Takes back a last row that lacks some of its numbers.
    void dropIncompleteRow();
    void store(std::size_t first, std::span<const std::int64_t> values) override;
    bool mustRepeat() override;

private:
    void resize(std::size_t rows);
    void storeWidening(NumberColumn& column, std::atomic<bool>& needsWide, std::size_t field, std::size_t first,
                       std::span<const std::int64_t> values, std::int64_t limit);
    [[noreturn]] void fault(std::size_t number, std::int64_t value) const;

    NodeColumns& m_columns;
    const HeapLayout::Node m_layout;
    const std::vector<std::string>& m_fields;
    const std::int64_t m_typeCount;
    std::size_t m_numbers = 0;
    std::atomic<bool> m_wideIds = false;
    std::atomic<bool> m_wideSizes = false;
};

} // namespace heapline
