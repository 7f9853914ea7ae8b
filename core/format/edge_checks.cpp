// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/edge_checks.h"

#include "core/base/result.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <atomic>
#include <string>

namespace heapline {

namespace {

constexpr std::size_t edgesBetweenStops = 1 << 16;

/// Keeps the lowest row that several threads find.
class LowestRow {
public:
    explicit LowestRow(std::size_t none) : m_row(none) {}

    void add(std::size_t row)
    {
        std::size_t lowest = m_row;
        while (row < lowest && !m_row.compare_exchange_weak(lowest, row)) {
        }
    }
    std::size_t row() const { return m_row; }

private:
    std::atomic<std::size_t> m_row;
};

[[noreturn]] void failTarget(const EdgeColumns& edges, std::size_t row, const EdgeLimits& limits)
{
    const std::uint32_t index = edges.toNode[row].value;
    std::string message = "edge " + std::to_string(row) + ": to_node " + std::to_string(index);
    if (index / limits.nodeStride >= limits.nodeCount)
        message += " is past the nodes (" + std::to_string(limits.nodeCount * limits.nodeStride) + " numbers)";
    else
        message += " is not a multiple of " + std::to_string(limits.nodeStride);
    throw ErrorException({ErrorCode::BadValue, std::move(message), "edges"});
}

} // namespace

std::string pastStrings(std::string_view what, std::size_t row, std::string_view field, std::uint64_t value,
                        std::size_t strings)
{
    return std::string(what) + ' ' + std::to_string(row) + ": " + std::string(field) + ' ' + std::to_string(value)
           + ", but there are " + std::to_string(strings) + " strings";
}

bool checkEdges(EdgeColumns& edges, const EdgeLimits& limits, const Progress& progress)
{
    LowestRow badTarget(edges.size());
    LowestRow badName(edges.size());
    std::atomic<bool> lacksInternalName = false;
    const auto stride = static_cast<std::uint32_t>(limits.nodeStride);
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, edges.size(), edgesBetweenStops), [&](const auto& range) {
        progress.throwIfStopped();
        for (std::size_t row = range.begin(); row != range.end(); ++row) {
            const std::uint32_t index = edges.toNode[row].value;
            const std::uint32_t ordinal = index / stride;
            if (ordinal >= limits.nodeCount || ordinal * stride != index)
                badTarget.add(row);
            else
                edges.toNode[row] = NodeOrdinal(ordinal);
            if (edges.nameOrIndex[row] < limits.stringCount || limits.isNumbered[edges.type[row]])
                continue;
            if (!limits.placeholder.isValid()) {
                badName.add(row);
                continue;
            }
            edges.nameOrIndex[row] = limits.placeholder.value;
            if (limits.isInternal[edges.type[row]])
                lacksInternalName.store(true, std::memory_order_relaxed);
        }
    });
    if (badTarget.row() < edges.size())
        failTarget(edges, badTarget.row(), limits);
    if (const std::size_t row = badName.row(); row < edges.size())
        throw ErrorException(
            {ErrorCode::BadValue, pastStrings("edge", row, "name", edges.nameOrIndex[row], limits.stringCount), "edges"});
    return !lacksInternalName;
}

} // namespace heapline
