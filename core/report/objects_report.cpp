// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/objects_report.h"

#include "core/base/text_format.h"
#include "core/base/utf16.h"
#include "core/heap/object_names.h"
#include "core/profile/class_places.h"
#include "core/report/object_columns.h"
#include "core/report/paths_report.h"
#include "core/report/terminal_text.h"

#include <algorithm>
#include <array>
#include <compare>
#include <span>
#include <string_view>
#include <utility>

namespace heapline {

namespace {

constexpr auto forPrograms = ColumnAudience::DataOnly;
constexpr std::size_t mostTitleColumns = 60; ///< of a class in a heading

/// A class or another group.
struct SumRow {
    std::string name;
    std::string place;
    std::optional<AxisRange> span;
    std::uint64_t number = 0; ///< of the class or group
    std::uint64_t count = 0;
    std::uint64_t inAll = 0;
    std::uint64_t shallowSize = 0;
    std::uint64_t retainedSize = 0;
    std::int32_t distance = 0;
};

/// The objects that a report is about.
struct Selection {
    std::optional<IdRange> ids;
    std::vector<std::uint8_t> passes; ///< empty: all pass
    std::uint64_t bytes = 0;          ///< of all that are selected

    bool isPart() const { return ids || !passes.empty(); }
};

Selection selectionOf(const Profile& profile, const ObjectsOptions& options)
{
    const Heap& heap = *profile.heap;
    Selection selection;
    selection.ids = idRangeOf(profile, options.range);
    if (options.filter)
        selection.passes = passingObjects(heap, *options.filter, {});
    for (std::size_t node = 0; node < heap.graph.nodeCount(); ++node) {
        if ((!selection.ids || selection.ids->contains(heap.graph.nodes.id[node]))
            && (selection.passes.empty() || selection.passes[node]))
            selection.bytes += heap.shallowSize[node];
    }
    return selection;
}

std::vector<SumRow> classRows(const Profile& profile, const Selection& selection)
{
    const Heap& heap = *profile.heap;
    const ClassPlaces places(profile);
    ClassRowScratch scratch;
    std::vector<ClassRow> classes;
    if (selection.passes.empty())
        computeClassRows(heap, selection.ids, scratch, classes);
    else
        computeClassRows(heap, selection.ids, selection.passes, scratch, classes);
    std::vector<SumRow> rows;
    rows.reserve(classes.size());
    for (const ClassRow& row : classes)
        rows.push_back({heap.classes.name[row.id.value],
                        places.fullText(row.id),
                        {},
                        row.id.value,
                        row.count,
                        heap.classes.membersOf(row.id).size(),
                        row.shallowSize,
                        row.retainedSize,
                        row.distance});
    return rows;
}

std::vector<SumRow> groupRows(const Profile& profile, ObjectGroupBy by, const Selection& selection)
{
    Progress progress;
    const ObjectGrouping grouping = groupObjects(profile, by, nullptr, progress);
    GroupRowScratch scratch;
    std::vector<GroupRow> groups;
    computeGroupRows(*profile.heap, grouping.groups, selection.ids, selection.passes, scratch, groups);
    std::vector<SumRow> rows;
    for (const GroupRow& row : groups) {
        const ObjectGroup& about = grouping.about[row.id.value];
        rows.push_back({about.name, about.fullPlace, about.span, row.id.value, row.count,
                        grouping.groups.membersOf(row.id).size(), row.shallowSize, row.retainedSize, row.distance});
    }
    return rows;
}

std::strong_ordering compareRows(const SumRow& a, const SumRow& b, ObjectsOrder order, bool isByTime)
{
    switch (order) {
    case ObjectsOrder::Name: return isByTime ? a.number <=> b.number : compareUtf16(a.name, b.name);
    case ObjectsOrder::Count: return b.count <=> a.count;
    case ObjectsOrder::Distance: return a.distance <=> b.distance;
    case ObjectsOrder::ShallowSize: return b.shallowSize <=> a.shallowSize;
    case ObjectsOrder::RetainedSize: break;
    }
    return b.retainedSize <=> a.retainedSize;
}

/// Ties as in the window: the larger retained size first, then by name.
void sortRows(std::vector<SumRow>& rows, ObjectsOrder order, bool isByTime)
{
    std::ranges::stable_sort(rows, [=](const SumRow& a, const SumRow& b) {
        auto by = compareRows(a, b, order, isByTime);
        if (by == 0)
            by = compareRows(a, b, ObjectsOrder::RetainedSize, isByTime);
        return (by != 0 ? by : compareRows(a, b, ObjectsOrder::Name, isByTime)) < 0;
    });
}

std::string restText(std::size_t rows, std::uint64_t bytes)
{
    return "… " + formatCount(rows) + " more, " + formatBytes(bytes);
}

std::string_view groupColumn(std::optional<ObjectGroupBy> by)
{
    if (!by)
        return "class";
    switch (*by) {
    case ObjectGroupBy::Function: return "function";
    case ObjectGroupBy::Package: return "package";
    case ObjectGroupBy::Age: return "age";
    case ObjectGroupBy::NativeContext: return "context";
    case ObjectGroupBy::Engine: break;
    }
    return "group";
}

std::string titled(std::string_view word)
{
    std::string title(word);
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
    return title;
}

ReportSection sumSection(const Profile& profile, const ObjectsOptions& options, const Selection& selection)
{
    const Heap& heap = *profile.heap;
    const bool isByTime = options.groupBy == ObjectGroupBy::Age;
    const bool hasPlaces = !options.groupBy || options.groupBy == ObjectGroupBy::Function;
    const std::string word(groupColumn(options.groupBy));
    // All of a heap that ends in its nodes is a part of nobody knows what.
    const std::uint64_t ofRange = selection.isPart() || heap.totalSize ? selection.bytes : 0;
    std::vector<SumRow> rows =
        options.groupBy ? groupRows(profile, *options.groupBy, selection) : classRows(profile, selection);
    sortRows(rows, options.order, isByTime);

    ReportSection section{"rows", {}, ReportSection::Layout::Table, {}, {}, "No object is selected."};
    section.columns = {
        {"count", "Count", ColumnKind::Count},
        {"in_all", "In all", ColumnKind::Count, selection.isPart() ? ColumnAudience::All : forPrograms},
        {"distance", "Distance", ColumnKind::Distance},
        {"shallow_bytes", "Shallow", ColumnKind::Bytes},
        {"shallow_percent", "Shallow %", ColumnKind::Percent},
        {"range_percent", "Of range", ColumnKind::Percent, selection.isPart() ? ColumnAudience::All : forPrograms},
        {"retained_bytes", "Retained", ColumnKind::Bytes},
        {"retained_percent", "Retained %", ColumnKind::Percent},
        {word, titled(word), ColumnKind::Text}};
    if (hasPlaces)
        section.columns.push_back({"place", "Place", ColumnKind::Place});
    if (isByTime)
        append(section.columns,
               {{"begin_seconds", "", ColumnKind::Time, forPrograms}, {"end_seconds", "", ColumnKind::Time, forPrograms}});
    for (std::size_t i = 0; i < std::min(options.top, rows.size()); ++i) {
        const SumRow& row = rows[i];
        std::vector<Cell> cells = {row.count,
                                   row.inAll,
                                   static_cast<std::int64_t>(row.distance),
                                   row.shallowSize,
                                   Share{row.shallowSize, heap.totalSize},
                                   Share{row.shallowSize, ofRange},
                                   row.retainedSize,
                                   Share{row.retainedSize, heap.totalSize},
                                   row.name};
        if (hasPlaces)
            cells.emplace_back(row.place);
        if (isByTime) {
            cells.resize(cells.size() + 2); // empty where there is no span
            if (row.span) {
                cells.end()[-2] = row.span->begin;
                cells.back() = row.span->end;
            }
        }
        section.rows.push_back({std::move(cells), 0, {}});
    }
    if (rows.size() > options.top) {
        std::uint64_t bytes = 0;
        for (std::size_t i = options.top; i < rows.size(); ++i)
            bytes += rows[i].shallowSize;
        section.rows.push_back({{}, 0, restText(rows.size() - options.top, bytes)});
    }
    return section;
}

ObjectOrder orderOfObjects(ObjectsOrder order)
{
    switch (order) {
    case ObjectsOrder::Name: return ObjectOrder::Name;
    case ObjectsOrder::Distance: return ObjectOrder::Distance;
    case ObjectsOrder::ShallowSize: return ObjectOrder::ShallowSize;
    case ObjectsOrder::Count:
    case ObjectsOrder::RetainedSize: break;
    }
    return ObjectOrder::RetainedSize;
}

/// The objects of one class.
ReportSection objectSection(const Profile& profile, ClassId id, const std::string& place, const ObjectsOptions& options,
                            const Selection& selection)
{
    const Heap& heap = *profile.heap;
    const ObjectOrder order = orderOfObjects(options.order);
    const bool descending = order != ObjectOrder::Name && order != ObjectOrder::Distance;
    const std::vector<NodeOrdinal> objects = sortedMembers(heap, id, selection.ids, order, descending, selection.passes);
    ReportSection section{"objects",
                          elidedText(heap.classes.name[id.value], mostTitleColumns) + (place.empty() ? "" : "  " + place)
                              + ": " + (objects.size() == 1 ? "1 object" : formatCount(objects.size()) + " objects"),
                          ReportSection::Layout::Table,
                          objectFigureColumns(),
                          {},
                          "No object of it is selected."};
    append(section.columns, {{"title", "Object", ColumnKind::Text, ColumnAudience::TextOnly},
                             {"name", "", ColumnKind::Text, forPrograms},
                             {"class", "", ColumnKind::Text, forPrograms},
                             {"place", "", ColumnKind::Text, forPrograms},
                             {"id", "", ColumnKind::Count, forPrograms}});
    for (std::size_t i = 0; i < std::min(options.top, objects.size()); ++i) {
        std::vector<Cell> cells = objectFigureCells(heap, objects[i], heap.distance[objects[i].value]);
        append(cells, {objectLabel(heap.graph, objects[i]), objectName(heap.graph, objects[i]), heap.classes.name[id.value],
                       place, std::uint64_t{heap.graph.nodes.id[objects[i].value]}});
        section.rows.push_back({std::move(cells), 0, {}});
    }
    if (objects.size() > options.top) {
        std::uint64_t bytes = 0;
        for (std::size_t i = options.top; i < objects.size(); ++i)
            bytes += heap.shallowSize[objects[i].value];
        section.rows.push_back({{}, 0, restText(objects.size() - options.top, bytes)});
    }
    return section;
}

} // namespace

Report objectsReport(const Profile& profile, const ObjectsOptions& options)
{
    const Selection selection = selectionOf(profile, options);
    Report report{"objects", {}, {}};
    if (options.classes.empty()) {
        report.sections.push_back(sumSection(profile, options, selection));
        report.csvSection = 0;
        return report;
    }
    const ClassPlaces places(profile);
    for (const ClassId id : options.classes)
        report.sections.push_back(objectSection(profile, id, places.fullText(id), options, selection));
    if (report.sections.size() == 1)
        report.csvSection = 0;
    return report;
}

ParsedObjectFilter parseObjectFilter(const Heap& heap, const std::string& text)
{
    static constexpr std::array<std::pair<std::string_view, ObjectFilterKind>, 7> names = {
        {{"duplicated-strings", ObjectFilterKind::DuplicatedStrings},
         {"detached-nodes", ObjectFilterKind::RetainedByDetachedNodes},
         {"contexts", ObjectFilterKind::RetainedByContexts},
         {"console", ObjectFilterKind::RetainedByConsole},
         {"event-handlers", ObjectFilterKind::RetainedByEventHandlers},
         {"shared-contexts", ObjectFilterKind::SharedBetweenNativeContexts},
         {"no-context", ObjectFilterKind::WithoutNativeContext}}};
    if (const auto* const found =
            std::ranges::find(names, std::string_view(text), &std::pair<std::string_view, ObjectFilterKind>::first);
        found != names.end())
        return {ObjectFilter{found->second, {}}, {}};
    if (text.starts_with('@')) {
        const HeapTarget context = parseHeapTarget(heap, text);
        if (!context.object.isValid())
            return {{}, context.problem};
        if (std::ranges::find(heap.nativeContexts.contexts, context.object) == heap.nativeContexts.contexts.end())
            return {{}, text + " is no native context: objects --group-by context lists them"};
        return {ObjectFilter{ObjectFilterKind::AttributedToNativeContext, context.object}, {}};
    }
    std::string known;
    for (const auto& [name, kind] : names)
        known += std::string(name) + ", ";
    return {{}, "there is no filter \"" + text + "\": write " + known + "or @ID of a native context"};
}

} // namespace heapline
