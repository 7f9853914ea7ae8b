// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_format.h"
#include "core/heap/name_totals.h"
#include "core/report/function_columns.h"
#include "core/report/report.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace heapline {

namespace {

/// "3 strings match" and what the search could not tell.
std::string matchText(std::size_t count, const char* one, const char* many, std::size_t undecided)
{
    std::string text = formatCount(count) + ' ' + (count == 1 ? one : many);
    if (undecided > 0)
        text += "; " + formatCount(undecided) + " left out, which would take too long";
    return text;
}

void addRest(ReportSection& section, std::size_t rows, std::size_t top)
{
    if (rows > top)
        section.rows.push_back({{}, 0, "… " + formatCount(rows - top) + " more"});
}

ReportSection stringSection(const Heap& heap, const SearchOptions& options, const Progress& progress)
{
    const StringTable& strings = heap.graph.strings;
    const TextMatches matches = searchStrings(strings, options.pattern, progress);
    std::vector<NameTotals> rows = totalsByName(heap, matches.isMatch, progress);
    std::ranges::stable_sort(rows, std::greater(), [](const NameTotals& row) {
        return std::tuple(row.shallowSize, row.retainedSize, row.objects, row.references);
    });
    ReportSection section{"strings",
                          matchText(matches.count, "string matches", "strings match", matches.undecided)
                              + "; objects and references of that name",
                          ReportSection::Layout::Table,
                          {{"shallow_bytes", "Shallow", ColumnKind::Bytes},
                           {"shallow_percent", "Shallow %", ColumnKind::Percent},
                           {"retained_bytes", "Retained", ColumnKind::Bytes},
                           {"objects", "Objects", ColumnKind::Count},
                           {"references", "References", ColumnKind::Count},
                           {"string", "String", ColumnKind::Text}},
                          {},
                          "No string of the heap matches."};
    for (std::size_t i = 0; i < std::min(options.top, rows.size()); ++i) {
        const NameTotals& row = rows[i];
        section.rows.push_back({{row.shallowSize, Share{row.shallowSize, heap.totalSize}, row.retainedSize, row.objects,
                                 row.references, std::string(strings[row.name])},
                                0,
                                {}});
    }
    addRest(section, rows.size(), options.top);
    return section;
}

ReportSection functionSection(const Stacks& stacks, const SearchOptions& options, const Progress& progress)
{
    const TextMatches matches = searchStrings(stacks.strings, options.pattern, progress);
    const auto isMatch = [&](FrameId frame) {
        return matches.isMatch[stacks.frames.functionName[frame.value].value] != 0
               || matches.isMatch[stacks.frames.url[frame.value].value] != 0;
    };
    StackWeights weights;
    computeWeights(stacks, {}, weights);
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
        if (profile.heap)
            report.sections.push_back(stringSection(*profile.heap, options, progress));
        if (profile.stacks)
            report.sections.push_back(functionSection(*profile.stacks, options, progress));
    } catch (const ErrorException& exception) {
        return exception.error();
    }
    return report;
}

} // namespace heapline
