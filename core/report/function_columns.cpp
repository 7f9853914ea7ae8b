// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/function_columns.h"

namespace heapline {

namespace {

constexpr std::size_t index(Measure measure)
{
    return static_cast<std::size_t>(measure);
}

/// A line or column number; nothing when it is unknown.
Cell placeNumber(std::uint32_t number)
{
    return number == 0 ? Cell() : Cell(static_cast<std::uint64_t>(number));
}

} // namespace

std::vector<ReportColumn> functionColumns(const StackWeights& weights)
{
    constexpr auto dataOnly = ColumnAudience::DataOnly;
    const bool isSampled = weights.has(Measure::SampleCount);
    std::vector<ReportColumn> columns = {{"self_bytes", "Self", ColumnKind::Bytes},
                                         {"self_percent", "Self %", ColumnKind::Percent}};
    if (isSampled)
        columns.push_back({"self_samples", "±", ColumnKind::SampleError});
    columns.push_back({"total_bytes", "Total", ColumnKind::Bytes});
    columns.push_back({"total_percent", "Total %", ColumnKind::Percent});
    if (isSampled)
        columns.push_back({"total_samples", "±", ColumnKind::SampleError});
    if (weights.has(Measure::LiveCount)) {
        columns.push_back({"self_count", "", ColumnKind::Count, dataOnly});
        columns.push_back({"total_count", "Objects", ColumnKind::Count});
    }
    if (weights.has(Measure::TotalBytes)) {
        columns.push_back({"self_allocated_bytes", "", ColumnKind::Bytes, dataOnly});
        columns.push_back({"total_allocated_bytes", "Allocated", ColumnKind::Bytes});
        columns.push_back({"self_allocated_count", "", ColumnKind::Count, dataOnly});
        columns.push_back({"total_allocated_count", "", ColumnKind::Count, dataOnly});
    }
    columns.push_back({"function", "Function", ColumnKind::Text});
    columns.push_back({"place", "Place", ColumnKind::Place, ColumnAudience::TextOnly});
    columns.push_back({"url", "", ColumnKind::Text, dataOnly});
    columns.push_back({"line", "", ColumnKind::Count, dataOnly});
    columns.push_back({"column", "", ColumnKind::Count, dataOnly});
    return columns;
}

std::vector<Cell> functionCells(const Stacks& stacks, const StackWeights& weights, FrameId frame,
                                const MeasureValues& values)
{
    constexpr std::size_t liveBytes = index(Measure::LiveBytes);
    const std::uint64_t whole = weights.whole(Measure::LiveBytes);
    const bool isSampled = weights.has(Measure::SampleCount);
    std::vector<Cell> cells;
    for (const auto& column : {values.self, values.total}) {
        cells.emplace_back(column[liveBytes]);
        cells.emplace_back(Share{column[liveBytes], whole});
        if (isSampled)
            cells.emplace_back(column[index(Measure::SampleCount)]);
    }
    if (weights.has(Measure::LiveCount)) {
        cells.emplace_back(values.self[index(Measure::LiveCount)]);
        cells.emplace_back(values.total[index(Measure::LiveCount)]);
    }
    if (weights.has(Measure::TotalBytes)) {
        cells.emplace_back(values.self[index(Measure::TotalBytes)]);
        cells.emplace_back(values.total[index(Measure::TotalBytes)]);
        cells.emplace_back(values.self[index(Measure::TotalCount)]);
        cells.emplace_back(values.total[index(Measure::TotalCount)]);
    }
    const FrameTable& frames = stacks.frames;
    cells.emplace_back(functionLabel(stacks, frame));
    cells.emplace_back(placeText(stacks, frame));
    cells.emplace_back(std::string(stacks.strings[frames.url[frame.value]]));
    cells.push_back(placeNumber(frames.line[frame.value]));
    cells.push_back(placeNumber(frames.column[frame.value]));
    return cells;
}

MeasureValues valuesOf(const StackWeights& weights, CallNodeId node)
{
    MeasureValues values;
    for (std::size_t measure = 0; measure < measureCount; ++measure) {
        if (weights.has(static_cast<Measure>(measure))) {
            values.self[measure] = weights.self[measure][node.value];
            values.total[measure] = weights.total[measure][node.value];
        }
    }
    return values;
}

std::uint64_t selfBytes(const MeasureValues& values)
{
    return values.self[index(Measure::LiveBytes)];
}

std::uint64_t totalBytes(const MeasureValues& values)
{
    return values.total[index(Measure::LiveBytes)];
}

} // namespace heapline
