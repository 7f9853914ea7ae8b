// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/statistic_parts.h"
#include "core/profile/memory_text.h"
#include "core/report/range_text.h"
#include "core/report/report.h"

#include <array>
#include <string>

namespace heapline {

namespace {

constexpr std::array<const char*, statisticPartCount> keys = {"code",   "strings",  "js_arrays",   "typed_arrays",
                                                              "system", "other_js", "other_native"};

ReportSection partSection(const PartStatistics& whole, const PartStatistics* inRange, const std::string& range)
{
    const std::string of = inRange ? " of all" : "";
    ReportSection section{
        "parts", inRange ? "Still alive, " + range : "The whole heap", ReportSection::Layout::Table, {}, {}, {}};
    section.columns.push_back({"part", "Part", ColumnKind::Text, ColumnAudience::TextOnly});
    section.columns.push_back({"key", "", ColumnKind::Text, ColumnAudience::DataOnly});
    if (inRange) {
        section.columns.push_back({"range_bytes", "Bytes", ColumnKind::Bytes});
        section.columns.push_back({"range_percent", "%", ColumnKind::Percent});
        section.columns.push_back({"range_objects", "Objects", ColumnKind::Count});
    }
    section.columns.push_back({"bytes", inRange ? "Of all" : "Bytes", ColumnKind::Bytes});
    section.columns.push_back({"percent", inRange ? "% of all" : "%", ColumnKind::Percent});
    section.columns.push_back({"objects", inRange ? "Objects of all" : "Objects", ColumnKind::Count});
    const auto add = [&](std::string title, std::string key, const PartFigures& all, const PartFigures* part) {
        std::vector<Cell> cells = {std::move(title), std::move(key)};
        if (part)
            cells.insert(cells.end(), {part->bytes, Share{part->bytes, inRange->total.bytes}, part->objects});
        cells.insert(cells.end(), {all.bytes, Share{all.bytes, whole.total.bytes}, all.objects});
        section.rows.push_back({std::move(cells), 0, {}});
    };
    for (std::size_t part = 0; part < statisticPartCount; ++part)
        add(std::string(statisticPartName(static_cast<StatisticPart>(part))), keys[part], whole.parts[part],
            inRange ? &inRange->parts[part] : nullptr);
    add("Total", "total", whole.total, inRange ? &inRange->total : nullptr);
    return section;
}

} // namespace

Report statisticsReport(const Profile& profile, const StatisticsOptions& options)
{
    const Heap& heap = *profile.heap;
    const StatisticParts parts(heap, {});
    const PartStatistics whole = parts.figures(heap, {}, {});
    Report report{"statistics", {}, {}};
    if (options.range && profile.timeline) {
        const PartStatistics inRange = parts.figures(heap, idRangeOf(profile, options.range), {});
        report.sections.push_back(
            partSection(whole, &inRange, rangeText(shownRange(profile, options.range), profile.timeline->axis)));
    } else {
        report.sections.push_back(partSection(whole, nullptr, {}));
    }
    report.csvSection = 0;
    ReportSection memory{
        "memory", "Why is RSS bigger?", ReportSection::Layout::List, {{"sentence", "", ColumnKind::Text}}, {}, {}};
    for (const MemorySentence& sentence : memorySentences(heap))
        memory.rows.push_back({{sentence.english()}, 0, {}});
    report.sections.push_back(std::move(memory));
    return report;
}

} // namespace heapline
