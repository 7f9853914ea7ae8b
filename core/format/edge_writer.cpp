// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/edge_writer.h"

#include "core/format/field_walk.h"

#include <limits>

namespace heapline {

namespace {

constexpr std::int64_t largestOfEdge = std::numeric_limits<std::uint32_t>::max();

} // namespace

EdgeWriter::EdgeWriter(EdgeColumns& columns, const HeapMeta& meta)
    : m_columns(columns)
    , m_layout(meta.layout.edge)
    , m_fields(meta.header.edgeFields)
    , m_typeCount(static_cast<std::int64_t>(meta.header.edgeTypes.size()))
{
}

void EdgeWriter::reserve(std::size_t numbers)
{
    const std::size_t rows = numbers / m_layout.stride;
    m_columns.type.reserve(rows);
    m_columns.nameOrIndex.reserve(rows);
    m_columns.toNode.reserve(rows);
}

void EdgeWriter::grow(std::size_t numbers)
{
    const std::size_t rows = (numbers + m_layout.stride - 1) / m_layout.stride;
    if (rows >= static_cast<std::size_t>(largestOfEdge))
        throw ErrorException({ErrorCode::TooLarge, "more than 4,294,967,294 edges", "edges"});
    m_numbers = numbers;
    resize(rows);
}

void EdgeWriter::dropIncompleteRow()
{
    resize(m_numbers / m_layout.stride);
}

void EdgeWriter::resize(std::size_t rows)
{
    m_columns.type.resize(rows);
    m_columns.nameOrIndex.resize(rows);
    m_columns.toNode.resize(rows);
}

void EdgeWriter::store(std::size_t first, std::span<const std::int64_t> values)
{
    const std::size_t stride = m_layout.stride;
    const auto checked = [&](std::int64_t value, std::size_t number) {
        if (value < 0 || value > largestOfEdge)
            fault(number, value);
        return static_cast<std::uint32_t>(value);
    };
    eachOfField(m_layout.toNode, stride, first, values, [&](std::size_t row, std::int64_t value, std::size_t number) {
        m_columns.toNode[row] = NodeOrdinal(checked(value, number));
    });
    eachOfField(m_layout.nameOrIndex, stride, first, values, [&](std::size_t row, std::int64_t value, std::size_t number) {
        m_columns.nameOrIndex[row] = checked(value, number);
    });
    eachOfField(m_layout.type, stride, first, values, [&](std::size_t row, std::int64_t value, std::size_t number) {
        m_columns.type[row] = checked(value, number) < m_typeCount ? static_cast<std::uint8_t>(value) : std::uint8_t{255};
    });
}

void EdgeWriter::fault(std::size_t number, std::int64_t value) const
{
    const std::string text = value == tooLarge ? "a number that is too large" : std::to_string(value);
    throw ValueFault{number, "edge " + std::to_string(number / m_layout.stride) + ": " + m_fields[number % m_layout.stride]
                                 + ' ' + text};
}

} // namespace heapline
