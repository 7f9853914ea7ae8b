// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/edge_writer.h"

#include "core/format/field_walk.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <atomic>
#include <limits>

namespace heapline {

namespace {

constexpr std::int64_t largest32 = std::numeric_limits<std::uint32_t>::max();

} // namespace

EdgeWriter::EdgeWriter(EdgeColumns& columns, const HeapMeta& meta)
    : m_columns(columns)
    , m_layout(meta.layout.edge)
    , m_fields(meta.header.edgeFields)
    , m_typeCount(static_cast<std::int64_t>(meta.header.edgeTypes.size()))
{
}

void EdgeWriter::grow(std::size_t numbers)
{
    const std::size_t rows = (numbers + m_layout.stride - 1) / m_layout.stride;
    if (rows >= static_cast<std::size_t>(largest32))
        throw ErrorException({ErrorCode::TooLarge, "more than 4,294,967,294 edges", "edges"});
    m_columns.type.resize(rows);
    m_columns.nameOrIndex.resize(rows);
    m_columns.toNode.resize(rows);
}

void EdgeWriter::store(std::size_t first, std::span<const std::int64_t> values)
{
    const std::size_t stride = m_layout.stride;
    const auto checked = [&](std::int64_t value, std::size_t number) {
        if (value < 0 || value > largest32)
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

void resolveTargets(EdgeColumns& edges, std::size_t nodeCount, std::size_t nodeStride, Progress& progress)
{
    constexpr std::size_t grain = 1 << 18;
    std::atomic<std::size_t> firstBad = edges.size();
    const auto stride = static_cast<std::uint32_t>(nodeStride);
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, edges.size(), grain), [&](const auto& range) {
        progress.throwIfStopped();
        for (std::size_t i = range.begin(); i != range.end(); ++i) {
            const std::uint32_t index = edges.toNode[i].value;
            const std::uint32_t ordinal = index / stride;
            if (ordinal >= nodeCount || ordinal * stride != index) {
                std::size_t bad = firstBad;
                while (i < bad && !firstBad.compare_exchange_weak(bad, i)) {
                }
                return;
            }
            edges.toNode[i] = NodeOrdinal(ordinal);
        }
    });
    if (firstBad == edges.size())
        return;
    const std::uint32_t index = edges.toNode[firstBad].value;
    std::string message = "edge " + std::to_string(firstBad) + ": to_node " + std::to_string(index);
    if (index / stride >= nodeCount)
        message += " is past the nodes (" + std::to_string(nodeCount * nodeStride) + " numbers)";
    else
        message += " is not a multiple of " + std::to_string(stride);
    throw ErrorException({ErrorCode::BadValue, std::move(message), "edges"});
}

} // namespace heapline
