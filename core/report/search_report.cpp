// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_format.h"
#include "core/base/text_search.h"
#include "core/heap/object_names.h"
#include "core/report/function_columns.h"
#include "core/report/object_columns.h"
#include "core/report/report.h"

#include <algorithm>
#include <functional>
#include <span>
#include <tuple>

namespace heapline {

namespace {

/// "3 objects" and what the search could not tell.
std::string matchText(std::size_t count, const char* one, const char* many, std::size_t undecided)
{
    std::string text = formatCount(count) + ' ' + (count == 1 ? one : many);
    if (undecided > 0)
        text += "; " + formatCount(undecided) + " texts left out, which would take too long";
    return text;
}

void addRest(ReportSection& section, std::size_t rows, std::size_t top)
{
    if (rows > top)
        section.rows.push_back({{}, 0, "… " + formatCount(rows - top) + " more"});
}

/// What the objects of a group have in common, in a word.
const char* kindText(HitKind kind)
{
    switch (kind) {
    case HitKind::Id: return "id";
    case HitKind::Class: return "class";
    case HitKind::Property: return "property";
    case HitKind::Value: return "value of property";
    case HitKind::String: return "string";
    case HitKind::Name: return "name";
    }
    return "";
}

/// How a group is called: by the property, or by the class of its objects; one object by itself.
std::string groupText(const Heap& heap, const ObjectHits& hits, const HitGroup& group)
{
    if (group.property.isValid())
        return std::string(heap.graph.strings[group.property]);
    if (group.kind == HitKind::Id)
        return objectLabel(heap.graph, hits.objectsOf(group).front());
    return heap.classes.name[group.classId.value];
}

std::vector<Cell> totalsCells(const Heap& heap, const HitTotals& totals)
{
    std::vector<Cell> cells; // one by one, see objectFigureCells()
    cells.emplace_back(totals.count);
    cells.emplace_back(totals.shallowSize);
    cells.emplace_back(Share{totals.shallowSize, heap.totalSize});
    cells.emplace_back(totals.retainedSize);
    return cells;
}

std::vector<ReportColumn> totalsColumns()
{
    return {{"objects", "Objects", ColumnKind::Count},
            {"shallow_bytes", "Shallow", ColumnKind::Bytes},
            {"shallow_percent", "Shallow %", ColumnKind::Percent},
            {"retained_bytes", "Retained", ColumnKind::Bytes}};
}

/// Everything that was found, each object once.
ReportSection totalsSection(const Heap& heap, const ObjectHits& hits)
{
    ReportSection section{"found",
                          matchText(hits.totals.count, "object found", "objects found", hits.undecided),
                          ReportSection::Layout::Record,
                          totalsColumns(),
                          {},
                          "Nothing was found."};
    section.rows.push_back({totalsCells(heap, hits.totals), 0, {}});
    return section;
}

/// The groups of each kind, by shallow size.
ReportSection groupsSection(const Heap& heap, const ObjectHits& hits, std::size_t top)
{
    ReportSection section{"groups", "What they were found by", ReportSection::Layout::Table, totalsColumns(),
                          {},       "No object was found."};
    append(section.columns, {{"references", "References", ColumnKind::Count},
                             {"by", "Found by", ColumnKind::Text},
                             {"what", "What", ColumnKind::Text}});
    for (const HitSection& one : hits.sections) {
        const auto groups = hits.groupsOf(one);
        std::vector<HitGroup> rows(groups.begin(), groups.end());
        std::ranges::stable_sort(rows, std::greater(), [](const HitGroup& group) {
            return std::tuple(group.totals.shallowSize, group.totals.retainedSize, group.totals.count);
        });
        for (std::size_t i = 0; i < std::min(top, rows.size()); ++i) {
            std::vector<Cell> cells = totalsCells(heap, rows[i].totals);
            cells.push_back(rows[i].property.isValid() ? Cell(rows[i].references) : Cell());
            cells.emplace_back(std::string(kindText(rows[i].kind)));
            cells.emplace_back(groupText(heap, hits, rows[i]));
            section.rows.push_back({std::move(cells), 0, {}});
        }
        addRest(section, rows.size(), top);
    }
    return section;
}

/// The objects, each once, by retained size.
ReportSection objectsSection(const Heap& heap, const ObjectHits& hits, std::size_t top)
{
    std::vector<NodeOrdinal> objects(hits.objects.begin(), hits.objects.end());
    std::ranges::sort(objects);
    objects.erase(std::unique(objects.begin(), objects.end()), objects.end());
    const std::size_t shown = std::min(top, objects.size());
    std::ranges::partial_sort(
        objects, objects.begin() + static_cast<std::ptrdiff_t>(shown), {}, [&heap](NodeOrdinal object) {
            return std::tuple(~heap.retainedSize[object.value], ~heap.shallowSize[object.value], object);
        });
    ReportSection section{"objects", "The objects that were found", ReportSection::Layout::Table, objectFigureColumns(),
                          {},        "No object was found."};
    append(section.columns, {{"label", "Object", ColumnKind::Text, ColumnAudience::TextOnly},
                             {"id", "", ColumnKind::Count, ColumnAudience::DataOnly},
                             {"object", "", ColumnKind::Text, ColumnAudience::DataOnly},
                             {"type", "", ColumnKind::Text, ColumnAudience::DataOnly},
                             {"class", "Class", ColumnKind::Text}});
    for (const NodeOrdinal object : std::span(objects).first(shown)) {
        std::vector<Cell> cells = objectFigureCells(heap, object, heap.distance[object.value]);
        cells.emplace_back(objectLabel(heap.graph, object));
        cells.emplace_back(heap.graph.nodes.id[object.value]);
        cells.emplace_back(objectTitle(heap.graph, object));
        cells.emplace_back(std::string(heap.graph.typeName(object)));
        cells.emplace_back(heap.classes.name[heap.classOf[object.value].value]);
        section.rows.push_back({std::move(cells), 0, {}});
    }
    addRest(section, objects.size(), top);
    return section;
}

ReportSection functionSection(const Profile& profile, const SearchOptions& options, const Progress& progress)
{
    const Stacks& stacks = *profile.stacks;
    const TextMatches matches = searchStrings(stacks.strings, options.pattern, progress);
    const auto isMatch = [&](FrameId frame) {
        return matches.isMatch[stacks.frames.functionName[frame.value].value] != 0
               || matches.isMatch[stacks.frames.url[frame.value].value] != 0;
    };
    StackWeights weights;
    computeWeights(stacks, idRangeOf(profile, options.range), weights);
    std::vector<BottomUpRow> rows = bottomUpRoots(stacks, weights);
    std::erase_if(rows, [&](const BottomUpRow& row) { return !isMatch(row.frame); });
    std::ranges::stable_sort(rows, std::greater(), [](const BottomUpRow& row) {
        return std::tuple(selfBytes(row.values), totalBytes(row.values));
    });
    ReportSection section{
        "functions",
        matchText(rows.size(), "function matches, by name or URL", "functions match, by name or URL", matches.undecided),
        ReportSection::Layout::Table,
        functionColumns(weights),
        {},
        "No function matches, by name or URL."};
    for (std::size_t i = 0; i < std::min(options.top, rows.size()); ++i)
        section.rows.push_back({functionCells(stacks, weights, rows[i].frame, rows[i].values), 0, {}});
    addRest(section, rows.size(), options.top);
    return section;
}

} // namespace

Result<Report> searchReport(const Profile& profile, const SearchOptions& options, const Progress& progress)
{
    Report report{"search", {}, {}};
    try {
        if (profile.heap) {
            const ObjectQuery query{options.pattern, options.place, idRangeOf(profile, options.range), {}};
            const ObjectHits hits = searchObjects(*profile.heap, profile.heapIndexes, query, progress);
            report.sections.push_back(totalsSection(*profile.heap, hits));
            report.sections.push_back(groupsSection(*profile.heap, hits, options.top));
            if (options.withObjects)
                report.sections.push_back(objectsSection(*profile.heap, hits, options.top));
        }
        if (profile.stacks && options.place == SearchPlace::Everything && !options.withObjects)
            report.sections.push_back(functionSection(profile, options, progress));
        if (options.withObjects)
            report.csvSection = report.sections.size() - 1;
    } catch (const ErrorException& exception) {
        return exception.error();
    }
    return report;
}

} // namespace heapline
