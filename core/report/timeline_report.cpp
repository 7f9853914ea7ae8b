// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/range_text.h"
#include "core/report/report.h"
#include "core/timeline/tick_figures.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace heapline {

namespace {

constexpr std::size_t longestBar = 40;         ///< blocks of the text drawing
constexpr std::size_t longestBarWithLive = 20; ///< where more columns stand before it

std::size_t blocksOf(std::uint64_t bytes, std::uint64_t most, std::size_t longest)
{
    if (bytes == 0 || most == 0)
        return 0;
    const double share = static_cast<double>(bytes) / static_cast<double>(most);
    return std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(share * static_cast<double>(longest))));
}

/// What is alive in full blocks, and behind it what else was allocated in light ones.
std::string drawing(const TickFigures& figures, std::uint64_t most, std::size_t longest)
{
    const std::size_t alive = blocksOf(figures.bytes, most, longest);
    const std::size_t allocated = figures.live ? blocksOf(figures.live->allocatedBytes, most, longest) : 0;
    std::string text;
    for (std::size_t i = 0; i < std::max(alive, allocated); ++i)
        text += i < alive ? "█" : "░";
    return text;
}

/// First position of a column: the smallest one that barsPerColumn() puts there.
std::int64_t columnBegin(const AxisRange& view, int column, int columns)
{
    const auto length = static_cast<long double>(view.length());
    const long double begin = length * static_cast<long double>(column) / static_cast<long double>(columns);
    const auto floor = static_cast<std::int64_t>(begin);
    return view.begin + floor + (static_cast<long double>(floor) < begin ? 1 : 0);
}

/// Columns of what live events tell; people see them when there are any.
std::vector<ReportColumn> liveColumns(const Timeline& timeline)
{
    const ColumnAudience people = timeline.live ? ColumnAudience::All : ColumnAudience::DataOnly;
    return {{"allocated_bytes", "Allocated", ColumnKind::Bytes, people},
            {"allocated_count", "", ColumnKind::Count, ColumnAudience::DataOnly},
            {"freed_bytes", "Freed", ColumnKind::Bytes, people},
            {"freed_count", "", ColumnKind::Count, ColumnAudience::DataOnly}};
}

void addLiveCells(const std::optional<TickFigures::Live>& live, std::vector<Cell>& cells)
{
    if (live)
        cells.insert(cells.end(), {live->allocatedBytes, live->allocatedCount, live->freedBytes, live->freedCount});
    else
        cells.resize(cells.size() + 4);
}

ReportSection olderSection(const Timeline& timeline)
{
    const TickFigures figures = figuresOf(timeline, {0, 1});
    ReportSection section{"before_recording",
                          {},
                          ReportSection::Layout::Record,
                          {{"alive_bytes", "Older than the recording", ColumnKind::Bytes},
                           {"alive_count", "Objects older than the recording", ColumnKind::Count}},
                          {{{figures.bytes, figures.count}, 0, {}}},
                          {}};
    if (figures.live) {
        section.columns.push_back({"freed_bytes", "Freed of them while recording", ColumnKind::Bytes});
        section.columns.push_back({"freed_count", "Objects freed of them", ColumnKind::Count});
        section.rows.front().cells.insert(section.rows.front().cells.end(),
                                          {figures.live->freedBytes, figures.live->freedCount});
    }
    return section;
}

ReportSection barsSection(const Timeline& timeline, const AxisRange& view)
{
    const bool isTime = timeline.axis == AxisKind::Time;
    const ColumnKind position = isTime ? ColumnKind::Time : ColumnKind::Position;
    ReportSection section{"bars",
                          (isTime ? "Allocated and still alive, " : "Sampled, serial numbers ")
                              + rangeText(view, timeline.axis),
                          ReportSection::Layout::Table,
                          {{isTime ? "begin_seconds" : "first_ordinal", "From", position},
                           {isTime ? "end_seconds" : "last_ordinal", "To", position},
                           {isTime ? "alive_bytes" : "size_bytes", isTime ? "Alive" : "Bytes", ColumnKind::Bytes},
                           {isTime ? "alive_count" : "sample_count", isTime ? "Objects" : "Samples", ColumnKind::Count}},
                          {},
                          "There are no bars in this range."};
    if (isTime) {
        section.columns.push_back({"alive_ids", "Ids alive", ColumnKind::Count});
        section.columns.push_back({"given_ids", "Ids given", ColumnKind::Count});
        for (ReportColumn& column : liveColumns(timeline))
            section.columns.push_back(std::move(column));
    }
    section.columns.push_back({"bar", "", ColumnKind::Text, ColumnAudience::TextOnly});
    return section;
}

} // namespace

Report timelineReport(const Profile& profile, const TimelineOptions& options)
{
    const Timeline& timeline = *profile.timeline;
    const bool isTime = timeline.axis == AxisKind::Time;
    const AxisRange view = shownRange(profile, options.range);
    // An axis of serial numbers has no more columns than numbers.
    const int columns = isTime ? options.bars : static_cast<int>(std::clamp<std::int64_t>(view.length(), 1, options.bars));
    std::vector<Bar> bars;
    barsPerColumn(timeline, view, columns, bars);

    Report report{"timeline", {}, {}};
    if (isTime && timeline.tickCount() > 0)
        report.sections.push_back(olderSection(timeline));
    ReportSection section = barsSection(timeline, view);
    std::vector<TickFigures> figures;
    std::uint64_t most = 0;
    for (const Bar& bar : bars) {
        figures.push_back(figuresOf(timeline, {bar.firstTick, bar.lastTick}));
        most = std::max({most, bar.bytes, figures.back().live ? figures.back().live->allocatedBytes : 0});
    }
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const Bar& bar = bars[i];
        const std::int64_t begin = columnBegin(view, bar.column, columns);
        const std::int64_t next = bar.column + 1 == columns ? view.end : columnBegin(view, bar.column + 1, columns);
        const std::int64_t end = isTime || bar.column + 1 == columns ? next : next - 1;
        std::vector<Cell> cells{begin, end, bar.bytes, bar.count};
        if (isTime) {
            cells.insert(cells.end(), {figures[i].idsAlive, figures[i].idsGiven});
            addLiveCells(figures[i].live, cells);
        }
        cells.emplace_back(drawing(figures[i], most, timeline.live ? longestBarWithLive : longestBar));
        section.rows.push_back({std::move(cells), 0, {}});
    }
    report.sections.push_back(std::move(section));
    report.csvSection = report.sections.size() - 1;
    return report;
}

} // namespace heapline
