// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/dominators_report.h"

#include "core/base/text_format.h"
#include "core/heap/dominator_lists.h"
#include "core/heap/object_names.h"
#include "core/heap/subtree_sums.h"
#include "core/report/object_columns.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace heapline {

namespace {

constexpr auto dataOnly = ColumnAudience::DataOnly;

/// A row: an object, or the objects of a class that one object dominates.
struct Row {
    NodeOrdinal object; ///< of a class: the object that dominates them
    std::optional<ClassId> classId;
    DominatedClass figures; ///< its id only for a class
};

using Level = std::vector<Row>;

/// Finds the rows level by level.
class RowSource {
public:
    RowSource(const Profile& profile, const DominatorsOptions& options)
        : m_heap(*profile.heap)
        , m_tree(profile.heapIndexes.dominatorTree(m_heap))
        , m_byClass(options.byClass)
    {
        if (const std::optional<IdRange> ids = idRangeOf(profile, options.range)) {
            m_sums.emplace().compute(m_heap, profile.heapIndexes.dominatorPreorder(m_heap), ids, {});
            m_listing = {DominatedOrder::ShownBytes, true, &*m_sums, true};
        }
    }

    bool isPart() const { return m_sums.has_value(); }

    Row rowOf(NodeOrdinal object) const
    {
        return {object,
                {},
                {ClassId(), 1, m_heap.shallowSize[object.value], m_heap.retainedSize[object.value],
                 m_heap.distance[object.value], m_sums ? m_sums->bytes(object) : 0, m_sums ? m_sums->count(object) : 0}};
    }

    Level below(const Row& row) const
    {
        Level level;
        if (m_byClass && !row.classId) {
            for (const DominatedClass& one : sortedDominatedClasses(m_heap, m_tree, row.object, m_listing))
                level.push_back({row.object, one.id, one});
            return level;
        }
        for (const NodeOrdinal child : sortedDominated(m_heap, m_tree, row.object, row.classId, m_listing))
            level.push_back(rowOf(child));
        return level;
    }

private:
    const Heap& m_heap;
    const DominatorTree& m_tree;
    bool m_byClass;
    std::optional<SubtreeSums> m_sums;
    DominatedListing m_listing;
};

std::vector<ReportColumn> columns(bool isPart)
{
    std::vector<ReportColumn> columns = {{"level", "", ColumnKind::Count, dataOnly},
                                         {"row_count", "", ColumnKind::Count, dataOnly}};
    if (isPart) {
        columns.push_back({"range_bytes", "In range", ColumnKind::Bytes});
        columns.push_back({"range_objects", "Objects", ColumnKind::Count});
    }
    const std::vector<ReportColumn> always = {{"retained_bytes", "Retained", ColumnKind::Bytes},
                                              {"retained_percent", "Retained %", ColumnKind::Percent},
                                              {"shallow_bytes", "Shallow", ColumnKind::Bytes},
                                              {"count", "Count", ColumnKind::Count},
                                              {"distance", "Distance", ColumnKind::Distance},
                                              {"object", "Object", ColumnKind::Text, ColumnAudience::TextOnly},
                                              {"name", "", ColumnKind::Text, dataOnly},
                                              {"class", "", ColumnKind::Text, dataOnly},
                                              {"id", "", ColumnKind::Count, dataOnly}};
    std::ranges::copy(always, std::back_inserter(columns));
    return columns;
}

/// @param level 1 for the first
std::vector<Cell> cells(const Heap& heap, const Row& row, std::size_t level, std::size_t below, bool isPart)
{
    const DominatedClass& figures = row.figures;
    std::vector<Cell> cells = {static_cast<std::uint64_t>(level), static_cast<std::uint64_t>(below)};
    if (isPart) {
        cells.emplace_back(figures.shownBytes);
        cells.emplace_back(figures.shownCount);
    }
    cells.insert(cells.end(), {figures.retainedSize, Share{figures.retainedSize, heap.totalSize}, figures.shallowSize,
                               figures.count, static_cast<std::int64_t>(figures.distance)});
    if (row.classId) {
        const std::string& name = heap.classes.name[row.classId->value];
        cells.insert(cells.end(), {name, Cell(), name, Cell()});
        return cells;
    }
    const std::uint64_t id = heap.graph.nodes.id[row.object.value];
    cells.insert(cells.end(), {objectLabel(heap.graph, row.object), objectName(heap.graph, row.object),
                               heap.classes.name[heap.classOf[row.object.value].value], id});
    return cells;
}

std::string restText(const Level& level, std::size_t top, bool isPart)
{
    std::uint64_t bytes = 0;
    for (std::size_t i = top; i < level.size(); ++i)
        bytes += isPart ? level[i].figures.shownBytes : level[i].figures.retainedSize;
    return "… " + formatCount(level.size() - top) + " more, " + formatBytes(bytes);
}

/// The dominators of an object, each below the one before.
ReportSection chainSection(const Heap& heap, const RowSource& source, NodeOrdinal object)
{
    ReportSection section{"dominators",
                          "Dominators of " + shortObjectLabel(heap.graph, object) + ", the root first",
                          ReportSection::Layout::Table,
                          columns(source.isPart()),
                          {},
                          "The object is the root: nothing dominates it."};
    std::vector<NodeOrdinal> chain = dominatorChain(heap, object);
    chain.pop_back();
    for (std::size_t i = 0; i < chain.size(); ++i)
        section.rows.push_back({cells(heap, source.rowOf(chain[i]), i + 1, 1, source.isPart()), 0, {}});
    return section;
}

ReportSection treeSection(const Heap& heap, const RowSource& source, const DominatorsOptions& options)
{
    ReportSection section{"rows",
                          options.byClass ? "Dominator tree, by class: what is alive through each object alone"
                                          : "Dominator tree: what is alive through each object alone",
                          ReportSection::Layout::Table,
                          columns(source.isPart()),
                          {},
                          source.isPart() ? "No object of this range is alive below it."
                                          : "Nothing is alive through it alone."};
    struct OpenLevel {
        Level rows;
        std::size_t next = 0;
    };
    std::vector<OpenLevel> open; // never deeper than options.depth
    if (options.object)
        open.push_back({{source.rowOf(*options.object)}, 0});
    else
        open.push_back({source.below(source.rowOf(heap.graph.root)), 0});
    while (!open.empty()) {
        OpenLevel& current = open.back();
        const auto indent = static_cast<std::uint32_t>(open.size() - 1);
        const std::size_t listed = std::min(options.top, current.rows.size());
        if (current.next == listed) {
            if (listed < current.rows.size())
                section.rows.push_back({{}, indent, restText(current.rows, options.top, source.isPart())});
            open.pop_back();
            continue;
        }
        const Row& row = current.rows[current.next++];
        Level below = source.below(row);
        section.rows.push_back({cells(heap, row, open.size(), below.size(), source.isPart()), indent, {}});
        if (open.size() < options.depth && !below.empty())
            open.push_back({std::move(below), 0});
    }
    return section;
}

} // namespace

Report dominatorsReport(const Profile& profile, const DominatorsOptions& options)
{
    const Heap& heap = *profile.heap;
    const RowSource source(profile, options);
    Report report{"dominators", {}, {}};
    if (options.object)
        report.sections.push_back(chainSection(heap, source, *options.object));
    else
        report.csvSection = 0;
    report.sections.push_back(treeSection(heap, source, options));
    return report;
}

} // namespace heapline
