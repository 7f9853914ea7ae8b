// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/range_text.h"
#include "core/report/report.h"

#include <algorithm>
#include <string_view>

namespace heapline {

namespace {

constexpr std::size_t longestBar = 40; ///< blocks of the text drawing

std::string drawing(std::uint64_t bytes, std::uint64_t most)
{
    if (bytes == 0 || most == 0)
        return {};
    const double share = static_cast<double>(bytes) / static_cast<double>(most);
    const auto blocks = std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(longestBar) + 0.5));
    std::string text;
    for (std::size_t i = 0; i < blocks; ++i)
        text += "█";
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
    if (isTime && timeline.tickCount() > 0) {
        report.sections.push_back({"before_recording",
                                   {},
                                   ReportSection::Layout::Record,
                                   {{"alive_bytes", "Older than the recording", ColumnKind::Bytes},
                                    {"alive_count", "Objects older than the recording", ColumnKind::Count}},
                                   {{{timeline.bytes.front(), timeline.count.front()}, 0, {}}},
                                   {}});
    }
    const ColumnKind position = isTime ? ColumnKind::Time : ColumnKind::Position;
    ReportSection section{"bars",
                          "Allocated and still alive, " + rangeText(view, timeline.axis),
                          ReportSection::Layout::Table,
                          {{isTime ? "begin_seconds" : "first_ordinal", "From", position},
                           {isTime ? "end_seconds" : "last_ordinal", "To", position},
                           {isTime ? "alive_bytes" : "size_bytes", isTime ? "Alive" : "Bytes", ColumnKind::Bytes},
                           {isTime ? "alive_count" : "sample_count", isTime ? "Objects" : "Samples", ColumnKind::Count},
                           {"bar", "", ColumnKind::Text, ColumnAudience::TextOnly}},
                          {},
                          "There are no bars in this range."};
    if (!isTime)
        section.title = "Sampled, serial numbers " + rangeText(view, timeline.axis);
    std::uint64_t most = 0;
    for (const Bar& bar : bars)
        most = std::max(most, bar.bytes);
    for (const Bar& bar : bars) {
        const std::int64_t begin = columnBegin(view, bar.column, columns);
        const std::int64_t next = bar.column + 1 == columns ? view.end : columnBegin(view, bar.column + 1, columns);
        const std::int64_t end = isTime || bar.column + 1 == columns ? next : next - 1;
        section.rows.push_back({{begin, end, bar.bytes, bar.count, drawing(bar.bytes, most)}, 0, {}});
    }
    report.sections.push_back(std::move(section));
    report.csvSection = report.sections.size() - 1;
    return report;
}

} // namespace heapline
