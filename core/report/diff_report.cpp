// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/diff_report.h"

#include "core/base/text_format.h"
#include "core/heap/object_names.h"
#include "core/profile/comparison_text.h"
#include "core/report/object_columns.h"
#include "core/report/range_text.h"

#include <algorithm>
#include <utility>

namespace heapline {

namespace {

constexpr auto onlyData = ColumnAudience::DataOnly;
constexpr auto onlyText = ColumnAudience::TextOnly;

std::string fileName(const Profile& profile)
{
    return profile.origin.path.substr(profile.origin.path.find_last_of('/') + 1);
}

std::string rangeName(const Profile& profile, const std::optional<AxisRange>& range)
{
    return range ? rangeText(shownRange(profile, range), profile.timeline->axis) : "the whole recording";
}

const char* matchedByName(const ShownComparison& shown)
{
    return shown.isOfRanges() ? "range" : shown.isById() ? "id" : "class";
}

Cell shareCell(double share)
{
    constexpr std::uint64_t whole = 1'000'000;
    return Share{static_cast<std::uint64_t>(share * static_cast<double>(whole)), whole};
}

/// What was compared, and how.
ReportSection matchingSection(const ShownComparison& shown, const DiffOptions& options)
{
    ReportSection section{"comparison", {}, ReportSection::Layout::Record, {}, {ReportRow()}, {}};
    const auto add = [&section](ReportColumn column, Cell cell) {
        section.columns.push_back(std::move(column));
        section.rows.front().cells.push_back(std::move(cell));
    };
    add({"file", shown.isOfRanges() ? "File" : "New", ColumnKind::Text}, fileName(*shown.newer));
    if (shown.isOfRanges()) {
        add({"range", "New", ColumnKind::Text}, rangeName(*shown.newer, options.range));
        add({"base_range", "Base", ColumnKind::Text}, rangeName(*shown.newer, options.baseRange));
    } else {
        add({"base_file", "Base", ColumnKind::Text}, fileName(*shown.base));
        if (options.range)
            add({"range", "Range", ColumnKind::Text}, rangeName(*shown.newer, options.range));
    }
    add({"matched_by", {}, ColumnKind::Text, onlyData}, std::string(matchedByName(shown)));
    if (shown.matched) {
        const IdEvidence& evidence = shown.matched->evidence;
        add({"one_life", {}, ColumnKind::Flag, onlyData}, evidence.isOneLife());
        add({"base_is_later", {}, ColumnKind::Flag, onlyData}, evidence.isBaseLater());
        add({"common_ids", {}, ColumnKind::Count, onlyData}, evidence.common);
        add({"alike_percent", {}, ColumnKind::Percent, onlyData}, shareCell(evidence.alike));
        add({"least_alike_percent", {}, ColumnKind::Percent, onlyData}, shareCell(evidence.leastAlike));
    }
    return section;
}

ReportSection remarkSection(const ShownComparison& shown, const DiffOptions& options)
{
    ReportSection section{"remarks", {}, ReportSection::Layout::List, {{"sentence", "", ColumnKind::Text}}, {}, {}};
    section.rows.push_back({{matchingSentence(shown).english()}, 0, {}});
    for (const ComparisonSentence& remark : comparisonRemarks(shown, options.range.has_value()))
        section.rows.push_back({{remark.english()}, 0, {}});
    return section;
}

/// By id rows tell what only one side has; else all that either side has.
std::vector<ReportColumn> differenceColumns(bool isById)
{
    return {{"size_delta", "Size delta", ColumnKind::BytesDelta},
            {"new_bytes", isById ? "Alloc. size" : "Size", ColumnKind::Bytes},
            {"deleted_bytes", isById ? "Freed size" : "Base size", ColumnKind::Bytes},
            {"count_delta", "Delta", ColumnKind::CountDelta},
            {"new_objects", isById ? "New" : "Objects", ColumnKind::Count},
            {"deleted_objects", isById ? "Deleted" : "Base objects", ColumnKind::Count},
            {"class", "Class", ColumnKind::Text},
            {"class_key", "", ColumnKind::Text, onlyData},
            {"objects", "", ColumnKind::Count, onlyData},
            {"bytes", "", ColumnKind::Bytes, onlyData},
            {"base_objects", "", ColumnKind::Count, onlyData},
            {"base_bytes", "", ColumnKind::Bytes, onlyData}};
}

std::vector<Cell> differenceCells(const ClassDifference& row)
{
    std::vector<Cell> cells; // one by one: see objectFigureCells()
    cells.emplace_back(row.sizeDelta());
    cells.emplace_back(row.addedSize);
    cells.emplace_back(row.removedSize);
    cells.emplace_back(row.countDelta());
    cells.emplace_back(row.addedCount);
    cells.emplace_back(row.removedCount);
    cells.emplace_back(row.name);
    cells.emplace_back(row.key);
    cells.emplace_back(row.newerCount);
    cells.emplace_back(row.newerSize);
    cells.emplace_back(row.baseCount);
    cells.emplace_back(row.baseSize);
    return cells;
}

bool isDescending(DifferenceOrder order)
{
    return order != DifferenceOrder::Name;
}

ReportSection classTable(const ShownComparison& shown, const std::vector<std::uint32_t>& order, std::size_t top)
{
    ReportSection section{"classes", "Classes that differ", ReportSection::Layout::Table, differenceColumns(shown.isById()),
                          {},        "Nothing differs."};
    for (std::size_t i = 0; i < std::min(top, order.size()); ++i)
        section.rows.push_back({differenceCells(shown.rows[order[i]]), 0, {}});
    if (order.size() > top) {
        std::int64_t bytes = 0;
        for (std::size_t i = top; i < order.size(); ++i)
            bytes += shown.rows[order[i]].sizeDelta();
        section.rows.push_back({{}, 0, "… " + formatCount(order.size() - top) + " more, " + formatBytesDelta(bytes)});
    }
    return section;
}

/// All rows together.
ReportSection totalSection(const ShownComparison& shown, const std::vector<std::uint32_t>& order)
{
    ClassDifference sum;
    for (const ClassDifference& row : shown.rows)
        sum.add(row);
    const bool isById = shown.isById();
    ReportSection section{"total", {}, ReportSection::Layout::Record, {}, {ReportRow()}, {}};
    const auto add = [&section](const char* key, const char* title, ColumnKind kind, Cell cell,
                                ColumnAudience audience = ColumnAudience::All) {
        section.columns.push_back({key, title, kind, audience});
        section.rows.front().cells.push_back(std::move(cell));
    };
    const auto text = [](std::uint64_t bytes, std::uint64_t objects) {
        return formatBytes(bytes) + ", " + formatCount(objects) + (objects == 1 ? " object" : " objects");
    };
    add("new_text", isById ? "New in all" : "New", ColumnKind::Text, text(sum.addedSize, sum.addedCount), onlyText);
    add("deleted_text", isById ? "Deleted in all" : "Base", ColumnKind::Text, text(sum.removedSize, sum.removedCount),
        onlyText);
    add("delta_text", "Delta", ColumnKind::Text,
        formatBytesDelta(sum.sizeDelta()) + ", " + formatCountDelta(sum.countDelta()) + " objects", onlyText);
    add("classes", "Classes that differ", ColumnKind::Count, static_cast<std::uint64_t>(order.size()), onlyData);
    add("size_delta", "", ColumnKind::BytesDelta, sum.sizeDelta(), onlyData);
    add("new_bytes", "", ColumnKind::Bytes, sum.addedSize, onlyData);
    add("deleted_bytes", "", ColumnKind::Bytes, sum.removedSize, onlyData);
    add("count_delta", "", ColumnKind::CountDelta, sum.countDelta(), onlyData);
    add("new_objects", "", ColumnKind::Count, sum.addedCount, onlyData);
    add("deleted_objects", "", ColumnKind::Count, sum.removedCount, onlyData);
    return section;
}

/// Objects of the rows of a class's name.
ReportSection objectTable(const ShownComparison& shown, const std::vector<std::uint32_t>& order, const DiffOptions& options)
{
    const bool isById = shown.isById();
    ReportSection section{"objects",
                          isById ? "Objects of " + options.className + ": + new, − deleted"
                                 : "Objects of " + options.className + ": + in the new side, − in the base",
                          ReportSection::Layout::Table,
                          {{"change", "", ColumnKind::Text, onlyData}},
                          {},
                          "No class of this exact name differs."};
    append(section.columns, objectFigureColumns());
    append(section.columns, {{"object", "Object", ColumnKind::Text, onlyText},
                             {"id", "", ColumnKind::Count, onlyData},
                             {"name", "", ColumnKind::Text, onlyData}});
    std::size_t left = 0;
    for (const std::uint32_t row : order) {
        if (shown.rows[row].name != options.className)
            continue;
        const std::vector<ComparedObject> objects = shown.objectsOf(row, options.order, isDescending(options.order));
        for (const ComparedObject& one : objects) {
            if (section.rows.size() == options.top) {
                ++left;
                continue;
            }
            const Heap& heap = shown.heapOf(one.side);
            const bool isNew = one.side == ComparedSide::Newer;
            std::vector<Cell> cells;
            cells.emplace_back(std::string(isNew ? "new" : "deleted"));
            append(cells, objectFigureCells(heap, one.object, heap.distance[one.object.value]));
            cells.emplace_back((isNew ? "+ " : "− ") + objectLabel(heap.graph, one.object));
            cells.emplace_back(std::uint64_t{heap.graph.nodes.id[one.object.value]});
            cells.emplace_back(objectName(heap.graph, one.object));
            section.rows.push_back({std::move(cells), 0, {}});
        }
    }
    if (left > 0)
        section.rows.push_back({{}, 0, "… " + formatCount(left) + " more"});
    return section;
}

Report makeDiff(const ShownComparison& shown, const DiffOptions& options)
{
    const std::vector<std::uint32_t> order = shown.listedRows(options.order, isDescending(options.order));
    Report report{"diff", {}, {}};
    report.sections.push_back(matchingSection(shown, options));
    report.sections.push_back(remarkSection(shown, options));
    report.sections.push_back(totalSection(shown, order));
    report.sections.push_back(classTable(shown, order, options.top));
    if (!options.className.empty())
        report.sections.push_back(objectTable(shown, order, options));
    report.csvSection = report.sections.size() - 1;
    return report;
}

} // namespace

Report diffReport(std::shared_ptr<const Profile> newer, std::shared_ptr<const Profile> base, const DiffOptions& options,
                  Progress& progress)
{
    auto matched = std::make_shared<const ProfileComparison>(compareProfiles(*newer, *base, options.by, progress));
    const std::optional<IdRange> ids = idRangeOf(*newer, options.range);
    return makeDiff(showProfiles(std::move(newer), std::move(base), std::move(matched), ids), options);
}

Report diffReport(std::shared_ptr<const Profile> profile, const DiffOptions& options)
{
    const std::optional<IdRange> ids = idRangeOf(*profile, options.range);
    const std::optional<IdRange> baseIds = idRangeOf(*profile, options.baseRange);
    return makeDiff(showRanges(std::move(profile), ids, baseIds), options);
}

} // namespace heapline
