// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_format.h"
#include "core/heap/ignored_retainers.h"
#include "core/heap/object_lists.h"
#include "core/report/object_columns.h"
#include "core/report/paths_report.h"

#include <algorithm>
#include <memory>

namespace heapline {

namespace {

/// What keeps one object alive, and where it stands.
struct RetainerLevel {
    NodeOrdinal object;
    std::vector<Retainer> rows;
};

class RetainersTable {
public:
    RetainersTable(const Heap& heap, const RetainersOptions& options, const IgnoredRetainers* ignored,
                   ReportSection& section)
        : m_heap(heap)
        , m_options(options)
        , m_ignored(ignored)
        , m_section(section)
    {
    }

    void write()
    {
        listLevels();
        for (std::size_t level = 0; level < m_levels.size(); ++level) {
            if (!m_levels[level].rows.empty())
                addRow(level, m_levels[level].rows.front());
        }
        for (std::size_t level = m_levels.size(); level-- > 0;) { // the others of each, from the innermost outwards
            const std::vector<Retainer>& rows = m_levels[level].rows;
            const std::size_t shown = std::min(rows.size(), m_options.top);
            for (std::size_t row = 1; row < shown; ++row)
                addRow(level, rows[row]);
            if (shown < rows.size())
                m_section.rows.push_back(
                    {{}, static_cast<std::uint32_t>(level), "… " + formatCount(rows.size() - shown) + " more"});
        }
    }

private:
    /// The retainers of the object, of the first of these, and so on.
    void listLevels()
    {
        NodeOrdinal object = m_options.object;
        while (m_levels.size() < m_options.depth) {
            m_levels.push_back(
                {object, sortedRetainers(m_heap, object, ObjectOrder::Distance, false, {m_ignored, m_options.withWeak})});
            if (m_levels.back().rows.empty())
                break;
            const Retainer& first = m_levels.back().rows.front();
            const std::int64_t distance = retainerDistance(m_heap, first, m_ignored);
            if (distance <= 1 || distance >= unreachableRetainerDistance || isAbove(first.from, m_levels.size())
                || isWeak(first.edge))
                break;
            object = first.from;
        }
    }

    /// Whether an object has a row, or is the one that is asked about, above the rows of a level's objects.
    bool isAbove(NodeOrdinal object, std::size_t levels) const
    {
        return std::any_of(m_levels.begin(), m_levels.begin() + static_cast<std::ptrdiff_t>(levels),
                           [object](const RetainerLevel& level) { return level.object == object; });
    }

    bool isWeak(EdgeIndex edge) const { return m_heap.graph.kind(edge) == EdgeKind::Weak; }

    void addRow(std::size_t level, const Retainer& row)
    {
        const HeapGraph& graph = m_heap.graph;
        const std::int64_t distance = retainerDistance(m_heap, row, m_ignored);
        const bool isIgnored = m_ignored && m_ignored->contains(row.from);
        const bool isReached = distance < unreachableRetainerDistance || !m_heap.knowsReferences();
        const bool isLoop = isAbove(row.from, level + 1);
        std::string text = referenceLabel(graph, row.edge) + " in " + objectLabel(graph, row.from);
        text += isLoop ? " (already above)" : "";
        text += isWeak(row.edge) ? " (weak)" : isIgnored ? " (ignored)" : isReached ? "" : " (unreachable)";
        ReportRow line;
        line.indent = static_cast<std::uint32_t>(level);
        line.cells = objectFigureCells(m_heap, row.from, distance);
        line.cells.emplace_back(std::move(text));
        line.cells.emplace_back(static_cast<std::uint64_t>(level + 1));
        append(line.cells, referenceDataCells(m_heap, row.edge, row.from));
        for (const bool flag : {isReached, isIgnored, isLoop})
            line.cells.emplace_back(flag);
        m_section.rows.push_back(std::move(line));
    }

    const Heap& m_heap;
    const RetainersOptions& m_options;
    const IgnoredRetainers* m_ignored;
    ReportSection& m_section;
    std::vector<RetainerLevel> m_levels;
};

} // namespace

Report retainersReport(const Profile& profile, const RetainersOptions& options)
{
    const Heap& heap = *profile.heap;
    Progress progress;
    std::unique_ptr<const IgnoredRetainers> ignored;
    if (!options.ignored.empty())
        ignored = std::make_unique<const IgnoredRetainers>(heap, options.ignored, progress);
    ReportSection section{"retainers",
                          "What keeps " + shortObjectLabel(heap.graph, options.object) + " alive"
                              + (heap.knowsReferences() ? "" : ", as far as the file goes"),
                          ReportSection::Layout::Table,
                          objectFigureColumns(),
                          {},
                          heap.knowsReferences() ? "No reference of another object leads to it, apart from weak ones."
                                                 : "No reference to it stands in the part of the file that was read."};
    section.columns.push_back({"retainer", "Retainer", ColumnKind::Text, ColumnAudience::TextOnly});
    section.columns.push_back({"level", "", ColumnKind::Count, ColumnAudience::DataOnly});
    append(section.columns, referenceDataColumns());
    append(section.columns, {{"reached", "", ColumnKind::Flag, ColumnAudience::DataOnly},
                             {"ignored", "", ColumnKind::Flag, ColumnAudience::DataOnly},
                             {"already_above", "", ColumnKind::Flag, ColumnAudience::DataOnly}});
    RetainersTable(heap, options, ignored.get(), section).write();
    return {"retainers", {std::move(section)}, 0};
}

} // namespace heapline
