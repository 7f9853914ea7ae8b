// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_format.h"
#include "core/report/class_list.h"
#include "core/report/function_columns.h"
#include "core/report/range_text.h"
#include "core/report/report.h"
#include "core/timeline/tick_figures.h"

#include <algorithm>

namespace heapline {

namespace {

constexpr auto dataOnly = ColumnAudience::DataOnly;

/// Adds a column and its cell to a record.
void addField(ReportSection& record, ReportColumn column, Cell cell)
{
    record.columns.push_back(std::move(column));
    record.rows.front().cells.push_back(std::move(cell));
}

/// How much of what came into being died again, as far as a Time axis tells.
void addTickFields(ReportSection& record, const TickFigures& figures)
{
    addField(record, {"given_ids", "Objects given an id", ColumnKind::Count}, figures.idsGiven);
    addField(record, {"alive_ids", "Of them still alive", ColumnKind::Count}, figures.idsAlive);
    if (!figures.live)
        return;
    addField(record, {"allocated_bytes", "Allocated in ticks", ColumnKind::Bytes}, figures.live->allocatedBytes);
    addField(record, {"allocated_count", "Objects allocated in ticks", ColumnKind::Count}, figures.live->allocatedCount);
    addField(record, {"freed_bytes", "Freed of it", ColumnKind::Bytes}, figures.live->freedBytes);
    addField(record, {"freed_count", "Objects freed of them", ColumnKind::Count}, figures.live->freedCount);
}

ReportSection fileSection(const Profile& profile)
{
    const Origin& origin = profile.origin;
    ReportSection section{"file", {}, ReportSection::Layout::Record, {}, {ReportRow()}, {}};
    const std::size_t slash = origin.path.find_last_of('/');
    addField(section, {"name", "File", ColumnKind::Text},
             slash == std::string::npos ? origin.path : origin.path.substr(slash + 1));
    addField(section, {"kind", "Kind", ColumnKind::Text}, std::string(fileKindName(origin.kind)));
    addField(section, {"stored_bytes", origin.compressed ? "Size (gzip)" : "Size", ColumnKind::Bytes}, origin.storedBytes);
    addField(section,
             {"text_bytes", "Size of the text", ColumnKind::Bytes, origin.compressed ? ColumnAudience::All : dataOnly},
             origin.textBytes);
    if (const auto& timeline = profile.timeline) {
        const bool isTime = timeline->axis == AxisKind::Time;
        const AxisRange extent = timeline->extent();
        if (isTime)
            addField(section, {"recorded_seconds", "Recorded", ColumnKind::Time}, extent.length());
        addField(section, {"samples", "Samples", ColumnKind::Count},
                 static_cast<std::uint64_t>(isTime ? timeline->tickCount() : profile.samplingSampleCount));
        if (isTime && timeline->tickCount() > timeline->firstRecordedTick())
            addTickFields(section, figuresOf(*timeline, {timeline->firstRecordedTick(), timeline->tickCount()}));
    }
    if (const auto& heap = profile.heap) {
        addField(section, {"objects", "Objects", ColumnKind::Count}, static_cast<std::uint64_t>(heap->graph.nodeCount()));
        addField(section, {"references", "References", ColumnKind::Count},
                 static_cast<std::uint64_t>(heap->graph.edgeCount()));
        if (heap->totalSize > 0 || heap->knowsReferences())
            addField(section, {"heap_bytes", "Heap", ColumnKind::Bytes}, heap->totalSize);
    }
    if (const auto& stacks = profile.stacks) {
        addField(section, {"stack_functions", "Functions in stacks", ColumnKind::Count},
                 static_cast<std::uint64_t>(stacks->frames.size()));
        addField(section, {"stack_nodes", "Nodes of the call tree", ColumnKind::Count},
                 static_cast<std::uint64_t>(stacks->callTree.size()));
    }
    return section;
}

ReportSection rangeSection(const Profile& profile, const AxisRange& range)
{
    const Timeline& timeline = *profile.timeline;
    const bool isTime = timeline.axis == AxisKind::Time;
    const TickRange ticks = ticksIn(timeline, range);
    ReportSection section{"range", {}, ReportSection::Layout::Record, {}, {ReportRow()}, {}};
    addField(section, {"text", "Range", ColumnKind::Text, ColumnAudience::TextOnly}, rangeText(range, timeline.axis));
    const ColumnKind kind = isTime ? ColumnKind::Time : ColumnKind::Position;
    addField(section, {isTime ? "begin_seconds" : "first_ordinal", {}, kind, dataOnly}, range.begin);
    addField(section, {isTime ? "end_seconds" : "last_ordinal", {}, kind, dataOnly}, range.end);
    std::uint64_t bytes = timeline.bytesBefore[ticks.last] - timeline.bytesBefore[ticks.first];
    std::uint64_t count = timeline.countBefore[ticks.last] - timeline.countBefore[ticks.first];
    if (profile.heap) { // the objects of the classes below, native ones included, which stand in no tick
        bytes = 0;
        count = 0;
        for (const ClassRow& row : listClasses(*profile.heap, idRangeOf(profile, range))) {
            bytes += row.shallowSize;
            count += row.count;
        }
    }
    addField(section, {"alive_bytes", isTime ? "Alive" : "Bytes", ColumnKind::Bytes}, bytes);
    addField(section, {isTime ? "alive_count" : "sample_count", isTime ? "Objects" : "Samples", ColumnKind::Count}, count);
    if (isTime && ticks.last > timeline.firstRecordedTick()) // those of tick 0 are older, and were not given in the range
        addTickFields(section, figuresOf(timeline, {std::max(ticks.first, timeline.firstRecordedTick()), ticks.last}));
    return section;
}

ReportSection functionSection(const Profile& profile, const std::optional<IdRange>& ids, std::size_t top)
{
    const Stacks& stacks = *profile.stacks;
    StackWeights weights;
    computeWeights(stacks, ids, weights);
    std::vector<BottomUpRow> rows = bottomUpRoots(stacks, weights);
    std::erase_if(rows, [](const BottomUpRow& row) { return selfBytes(row.values) == 0; });
    std::ranges::stable_sort(rows, std::greater(), [](const BottomUpRow& row) { return selfBytes(row.values); });

    const bool isTimeline = weights.has(Measure::LiveCount);
    ReportSection section{"functions",
                          "Heaviest functions by self size, of " + formatBytes(weights.whole(Measure::LiveBytes))
                              + (isTimeline ? " alive with a stack" : " sampled"),
                          ReportSection::Layout::Table,
                          functionColumns(weights),
                          {},
                          ids ? "Nothing in this range has a stack and is still alive." : "No function has any size."};
    for (std::size_t i = 0; i < std::min(top, rows.size()); ++i)
        section.rows.push_back({functionCells(stacks, weights, rows[i].frame, rows[i].values), 0, {}});
    return section;
}

ReportSection classSection(const Heap& heap, const std::optional<IdRange>& ids, std::size_t top)
{
    const std::vector<ClassRow> rows = listClasses(heap, ids);
    const ClassTable& classes = heap.classes;
    ReportSection section{"classes",
                          "Classes by retained size",
                          ReportSection::Layout::Table,
                          {{"retained_bytes", "Retained", ColumnKind::Bytes},
                           {"retained_percent", "Retained %", ColumnKind::Percent},
                           {"shallow_bytes", "Shallow", ColumnKind::Bytes},
                           {"shallow_percent", "Shallow %", ColumnKind::Percent},
                           {"objects", "Objects", ColumnKind::Count},
                           {"distance", "Distance", ColumnKind::Distance},
                           {"class", "Class", ColumnKind::Text},
                           {"class_key", "", ColumnKind::Text, dataOnly}},
                          {},
                          ids ? "No objects in this range are still alive." : "No class has any size."};
    for (std::size_t i = 0; i < std::min(top, rows.size()); ++i) {
        const ClassRow& row = rows[i];
        section.rows.push_back({{row.retainedSize, Share{row.retainedSize, heap.totalSize}, row.shallowSize,
                                 Share{row.shallowSize, heap.totalSize}, row.count, static_cast<std::int64_t>(row.distance),
                                 classes.name[row.id.value], classes.key[row.id.value]},
                                0,
                                {}});
    }
    return section;
}

ReportSection statisticsSection(const Heap& heap)
{
    const Statistics& s = heap.statistics;
    ReportSection section{
        "statistics", "Statistics of the whole heap", ReportSection::Layout::Record, {}, {ReportRow()}, {}};
    const auto add = [&section](const char* key, const char* title, std::uint64_t bytes) {
        addField(section, {key, title, ColumnKind::Bytes}, bytes);
    };
    add("heap_bytes", "Total", s.total);
    add("v8_heap_bytes", "V8 heap", s.v8Total);
    add("code_bytes", "  Code", s.code);
    add("strings_bytes", "  Strings", s.strings);
    add("js_arrays_bytes", "  JS arrays", s.jsArrays);
    add("system_bytes", "  System objects", s.system);
    const std::uint64_t named = s.code + s.strings + s.jsArrays + s.system;
    add("other_js_bytes", "  Other JS objects", s.v8Total > named ? s.v8Total - named : 0);
    add("native_bytes", "Native memory", s.nativeTotal);
    add("typed_arrays_bytes", "  Typed arrays", s.typedArrays);
    add("other_native_bytes", "  Other", s.nativeTotal > s.typedArrays ? s.nativeTotal - s.typedArrays : 0);
    return section;
}

ReportSection noteSection(const Profile& profile)
{
    ReportSection section{"notes",
                          "Notes on these figures",
                          ReportSection::Layout::List,
                          {{"severity", "", ColumnKind::Text}, {"note", "", ColumnKind::Text}},
                          {},
                          {}};
    for (const Note& note : profile.notes.all())
        section.rows.push_back(
            {{std::string(note.severity() == NoteSeverity::DataLoss ? "data loss" : "info"), note.sentence()}, 0, {}});
    return section;
}

} // namespace

AxisRange shownRange(const Profile& profile, const std::optional<AxisRange>& range)
{
    const AxisRange extent = profile.timeline->extent();
    if (!range)
        return extent;
    if (isBeforeRecording(*profile.timeline, *range))
        return *range;
    return {std::clamp(range->begin, extent.begin, extent.end), std::clamp(range->end, extent.begin, extent.end)};
}

Report summaryReport(const Profile& profile, const SummaryOptions& options)
{
    Report report{"summary", {}, {}};
    const std::optional<IdRange> ids = idRangeOf(profile, options.range);
    report.sections.push_back(fileSection(profile));
    if (options.range && profile.timeline)
        report.sections.push_back(rangeSection(profile, shownRange(profile, options.range)));
    if (profile.stacks)
        report.sections.push_back(functionSection(profile, ids, options.top));
    if (profile.heap) {
        report.sections.push_back(classSection(*profile.heap, ids, options.top));
        report.sections.push_back(statisticsSection(*profile.heap));
    }
    report.sections.push_back(noteSection(profile));
    return report;
}

} // namespace heapline
