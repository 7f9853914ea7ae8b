// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_format.h"
#include "core/heap/ignored_retainers.h"
#include "core/heap/root_paths.h"
#include "core/report/object_columns.h"
#include "core/report/paths_report.h"

#include <memory>

namespace heapline {

Report rootPathsReport(const Profile& profile, const RootPathsOptions& options)
{
    const Heap& heap = *profile.heap;
    const HeapGraph& graph = heap.graph;
    Progress progress;
    std::unique_ptr<const IgnoredRetainers> ignored;
    if (!options.ignored.empty())
        ignored = std::make_unique<const IgnoredRetainers>(heap, options.ignored, progress);
    const Column<std::int32_t>& distance = ignored ? ignored->distance() : heap.distance;
    ReportSection section{"paths",
                          "How " + shortObjectLabel(graph, options.object) + " is reached from the roots",
                          ReportSection::Layout::Table,
                          {{"path", "Path", ColumnKind::Count}},
                          {},
                          ignored ? "All ways to it go through objects that are ignored."
                                  : "No way leads from the roots to it: only weak references or rings do."};
    append(section.columns, objectFigureColumns());
    section.columns.push_back({"step_text", "Reference :: object", ColumnKind::Text, ColumnAudience::TextOnly});
    section.columns.push_back({"step", "", ColumnKind::Count, ColumnAudience::DataOnly});
    append(section.columns, referenceDataColumns());

    RootPaths paths(heap, distance, options.object);
    std::size_t found = 0;
    for (; found < options.count; ++found) {
        const std::optional<RootPath> path = paths.next(progress);
        if (!path)
            break;
        for (std::size_t step = 0; step < path->size(); ++step) {
            const auto& [object, edge] = (*path)[step];
            ReportRow& row = section.rows.emplace_back();
            row.cells.emplace_back(static_cast<std::uint64_t>(found + 1));
            append(row.cells, objectFigureCells(heap, object, distance[object.value]));
            std::string text = objectLabel(graph, object);
            row.cells.emplace_back(edge.isValid() ? referenceLabel(graph, edge).append(" :: ").append(text)
                                                  : text.append(" (root)"));
            row.cells.emplace_back(static_cast<std::uint64_t>(step));
            append(row.cells, referenceDataCells(heap, edge, object));
        }
    }
    if (found > 0 && found < options.count) {
        ReportRow& rest = section.rows.emplace_back();
        rest.remark = paths.state() == RootPaths::State::GivenUp
                          ? "There may be more paths, but finding the next one would take too long."
                          : "There are no more paths.";
    }
    return {"paths", {std::move(section)}, 0};
}

} // namespace heapline
