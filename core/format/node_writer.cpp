// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/node_writer.h"

#include "core/format/field_walk.h"

#include <limits>

namespace heapline {

namespace {

constexpr std::int64_t largest32 = std::numeric_limits<std::uint32_t>::max();

} // namespace

NodeWriter::NodeWriter(NodeColumns& columns, const HeapMeta& meta)
    : m_columns(columns)
    , m_layout(meta.layout.node)
    , m_fields(meta.header.nodeFields)
    , m_typeCount(static_cast<std::int64_t>(meta.header.nodeTypes.size()))
{
}

void NodeWriter::reserve(std::size_t numbers)
{
    const std::size_t rows = numbers / m_layout.stride;
    m_columns.type.reserve(rows);
    m_columns.name.reserve(rows);
    m_columns.id.reserve(rows);
    m_columns.selfSize.reserve(rows);
    m_columns.edgeCount.reserve(rows + 1); // becomes HeapGraph::firstEdge
    if (m_layout.traceNodeId != HeapLayout::missing)
        m_columns.traceNodeId.reserve(rows);
    if (m_layout.detachedness != HeapLayout::missing)
        m_columns.detachedness.reserve(rows);
}

void NodeWriter::grow(std::size_t numbers)
{
    const std::size_t rows = (numbers + m_layout.stride - 1) / m_layout.stride;
    if (rows >= static_cast<std::size_t>(largest32))
        throw ErrorException({ErrorCode::TooLarge, "more than 4,294,967,294 nodes", "nodes"});
    m_numbers = numbers;
    resize(rows);
}

void NodeWriter::dropIncompleteRow()
{
    resize(m_numbers / m_layout.stride);
}

void NodeWriter::resize(std::size_t rows)
{
    m_columns.type.resize(rows);
    m_columns.name.resize(rows);
    m_columns.id.resize(rows);
    m_columns.selfSize.resize(rows);
    m_columns.edgeCount.resize(rows);
    if (m_layout.traceNodeId != HeapLayout::missing)
        m_columns.traceNodeId.resize(rows);
    if (m_layout.detachedness != HeapLayout::missing)
        m_columns.detachedness.resize(rows);
}

void NodeWriter::storeWidening(NumberColumn& column, std::atomic<bool>& needsWide, std::size_t field, std::size_t first,
                               std::span<const std::int64_t> values, std::int64_t limit)
{
    if (column.isWide()) {
        eachOfField(field, m_layout.stride, first, values,
                    [&, data = column.wideData()](std::size_t row, std::int64_t value, std::size_t number) {
                        if (value < 0 || value > limit)
                            fault(number, value);
                        data[row] = static_cast<std::uint64_t>(value);
                    });
        return;
    }
    eachOfField(field, m_layout.stride, first, values,
                [&, data = column.narrowData()](std::size_t row, std::int64_t value, std::size_t number) {
                    if (value < 0 || value > limit)
                        fault(number, value);
                    if (value > largest32)
                        needsWide.store(true, std::memory_order_relaxed);
                    data[row] = static_cast<std::uint32_t>(value);
                });
}

void NodeWriter::store(std::size_t first, std::span<const std::int64_t> values)
{
    eachOfField(m_layout.type, m_layout.stride, first, values, [&](std::size_t row, std::int64_t value, std::size_t number) {
        if (value < 0)
            fault(number, value);
        m_columns.type[row] = value < m_typeCount ? static_cast<std::uint8_t>(value) : unknownType;
    });
    eachOfField(m_layout.name, m_layout.stride, first, values, [&](std::size_t row, std::int64_t value, std::size_t number) {
        if (value < 0 || value >= largest32)
            fault(number, value);
        m_columns.name[row] = StringId(static_cast<std::uint32_t>(value));
    });
    storeWidening(m_columns.id, m_wideIds, m_layout.id, first, values, tooLarge - 1);
    storeWidening(m_columns.selfSize, m_wideSizes, m_layout.selfSize, first, values, largestSize);
    eachOfField(m_layout.edgeCount, m_layout.stride, first, values,
                [&](std::size_t row, std::int64_t value, std::size_t number) {
                    if (value < 0 || value > largest32)
                        fault(number, value);
                    m_columns.edgeCount[row] = static_cast<std::uint32_t>(value);
                });
    if (m_layout.traceNodeId != HeapLayout::missing) {
        eachOfField(m_layout.traceNodeId, m_layout.stride, first, values,
                    [&](std::size_t row, std::int64_t value, std::size_t number) {
                        if (value < 0 || value > largest32)
                            fault(number, value);
                        m_columns.traceNodeId[row] = static_cast<std::uint32_t>(value);
                    });
    }
    if (m_layout.detachedness != HeapLayout::missing) {
        eachOfField(
            m_layout.detachedness, m_layout.stride, first, values, [&](std::size_t row, std::int64_t value, std::size_t) {
                m_columns.detachedness[row] = value == 1 || value == 2 ? static_cast<std::uint8_t>(value) : std::uint8_t{0};
            });
    }
}

bool NodeWriter::mustRepeat()
{
    const bool ids = m_wideIds && !m_columns.id.isWide();
    const bool sizes = m_wideSizes && !m_columns.selfSize.isWide();
    if (ids)
        m_columns.id.widen();
    if (sizes)
        m_columns.selfSize.widen();
    return ids || sizes;
}

void NodeWriter::fault(std::size_t number, std::int64_t value) const
{
    const std::string text = value == tooLarge ? "a number that is too large" : std::to_string(value);
    throw ValueFault{number, "node " + std::to_string(number / m_layout.stride) + ": " + m_fields[number % m_layout.stride]
                                 + ' ' + text};
}

} // namespace heapline
