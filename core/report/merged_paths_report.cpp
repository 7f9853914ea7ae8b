// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_format.h"
#include "core/heap/ignored_retainers.h"
#include "core/heap/users_objects.h"
#include "core/report/object_columns.h"
#include "core/report/paths_report.h"

#include <algorithm>
#include <memory>

namespace heapline {

namespace {

/// Levels that rows with everything in them are opened at most.
constexpr std::size_t deepestLevel = 200;
constexpr std::size_t mostLevelsLookedAt = 40; // for the sentence, as in the window

std::string placeLabel(const Heap& heap, const MergedPlace& place)
{
    if (!place.object.isValid())
        return formatCount(place.count) + ' ' + heap.classes.name[place.classId.value];
    return shortObjectLabel(heap.graph, place.object);
}

std::string ownerLabel(const Heap& heap, const MergedFinding& finding)
{
    const NodeOrdinal owner = finding.owner.object;
    if (finding.function.isNamed() && finding.function.object.isValid())
        return "the scope of " + shortObjectLabel(heap.graph, finding.function.object);
    if (owner.isValid() && isScope(heap.graph, owner)) // such as that of a script
        return "the scope @" + std::to_string(heap.graph.nodes.id[owner.value]);
    return placeLabel(heap, finding.owner);
}

std::string rowText(const Heap& heap, const MergedRow& row)
{
    switch (row.kind) {
    case MergedRow::Kind::Start: return "Held by a root";
    case MergedRow::Kind::Unreached: return "Not reached from the roots";
    case MergedRow::Kind::Reference: break;
    }
    return (row.reference.empty() ? "\"\"" : row.reference) + " in "
           + (row.holders.size() == 1 ? objectLabel(heap.graph, row.holders.front().object)
                                      : heap.classes.name[row.holderClass.value]);
}

std::string_view kindName(MergedRow::Kind kind)
{
    switch (kind) {
    case MergedRow::Kind::Reference: return "reference";
    case MergedRow::Kind::Start: return "root";
    case MergedRow::Kind::Unreached: return "unreached";
    }
    return {};
}

std::vector<NodeOrdinal> objectsOf(const Profile& profile, const MergedPathsOptions& options)
{
    if (options.target.object.isValid())
        return {options.target.object};
    const std::optional<IdRange> ids = idRangeOf(profile, options.range);
    std::vector<NodeOrdinal> objects;
    for (const ClassId id : options.target.classes) {
        for (const NodeOrdinal member : profile.heap->classes.membersOf(id)) {
            if (!ids || ids->contains(profile.heap->graph.nodes.id[member.value]))
                objects.push_back(member);
        }
    }
    return objects;
}

/// A row that is to be written, and what is below it.
struct Waiting {
    MergedRow row;
    std::uint64_t above = 0; ///< objects that go through the row above
    std::size_t level = 0;
    std::size_t left = 0; ///< instead of a row: how many have been left out
};

class MergedTable {
public:
    MergedTable(const Heap& heap, const PathTree& tree, std::span<const std::int32_t> distance,
                const MergedPathsOptions& options, std::uint64_t total, ReportSection& section)
        : m_heap(heap)
        , m_tree(tree)
        , m_distance(distance)
        , m_options(options)
        , m_total(total)
        , m_section(section)
    {
    }

    void write(const std::vector<MergedHolder>& objects)
    {
        open(objects, m_total, 0);
        while (!m_waiting.empty()) {
            const Waiting next = std::move(m_waiting.back());
            m_waiting.pop_back();
            if (next.left > 0) {
                m_section.rows.push_back(
                    {{}, static_cast<std::uint32_t>(next.level), "… " + formatCount(next.left) + " more"});
                continue;
            }
            addRow(next.row, next.level);
            const bool isOnlyWay = next.row.count == m_total;
            if (next.row.kind == MergedRow::Kind::Reference && next.level + 1 < (isOnlyWay ? deepestLevel : m_options.depth)
                && goesOn(next.row))
                open(next.row.holders, next.row.count, next.level + 1);
        }
    }

private:
    bool goesOn(const MergedRow& row) const
    {
        return std::ranges::any_of(
            row.holders, [this](const MergedHolder& holder) { return m_tree.lastEdge[holder.object.value].isValid(); });
    }

    void open(const std::vector<MergedHolder>& holders, std::uint64_t above, std::size_t level)
    {
        std::vector<MergedRow> rows = mergeNextStep(m_heap, m_tree, m_distance, holders);
        const std::size_t shown = std::min(rows.size(), m_options.top);
        if (shown < rows.size())
            m_waiting.push_back({{}, above, level, rows.size() - shown});
        for (std::size_t row = shown; row-- > 0;)
            m_waiting.push_back({std::move(rows[row]), above, level, 0});
    }

    void addRow(const MergedRow& row, std::size_t level)
    {
        ReportRow line;
        line.indent = static_cast<std::uint32_t>(level);
        const bool isReference = row.kind == MergedRow::Kind::Reference;
        const bool isOne = isReference && row.holders.size() == 1;
        line.cells = {row.count,
                      Share{row.count, m_total},
                      isReference ? Cell(static_cast<std::uint64_t>(row.holders.size())) : Cell(),
                      row.bytes,
                      rowText(m_heap, row),
                      static_cast<std::uint64_t>(level + 1),
                      std::string(kindName(row.kind)),
                      isReference ? Cell(row.reference) : Cell(),
                      isReference ? Cell(m_heap.classes.name[row.holderClass.value]) : Cell(),
                      isOne ? Cell(std::uint64_t{m_heap.graph.nodes.id[row.holders.front().object.value]}) : Cell()};
        m_section.rows.push_back(std::move(line));
    }

    const Heap& m_heap;
    const PathTree& m_tree;
    std::span<const std::int32_t> m_distance;
    const MergedPathsOptions& m_options;
    std::uint64_t m_total;
    ReportSection& m_section;
    std::vector<Waiting> m_waiting; ///< the last one comes first
};

Cell idOf(const Heap& heap, const MergedPlace& place)
{
    return place.object.isValid() ? Cell(std::uint64_t{heap.graph.nodes.id[place.object.value]}) : Cell();
}

} // namespace

std::string findingSentence(const Heap& heap, const MergedFinding& finding, const std::string& subject)
{
    const std::string verb = finding.count == 1 ? " is " : " are ";
    switch (finding.kind) {
    case MergedRow::Kind::Start: return subject + verb + "held by a root directly";
    case MergedRow::Kind::Unreached: return subject + verb + "not reached from the roots";
    case MergedRow::Kind::Reference: break;
    }
    if (!finding.owner.isNamed())
        return subject + verb + "kept in " + placeLabel(heap, finding.container);
    return subject + verb + "kept through \"" + finding.reference + '"'
           + (finding.container.isNamed() ? " (" + placeLabel(heap, finding.container) + ')' : std::string()) + " in "
           + ownerLabel(heap, finding);
}

Report mergedPathsReport(const Profile& profile, const MergedPathsOptions& options)
{
    constexpr auto dataOnly = ColumnAudience::DataOnly;
    const Heap& heap = *profile.heap;
    Progress progress;
    std::unique_ptr<const IgnoredRetainers> ignored;
    if (!options.ignored.empty())
        ignored = std::make_unique<const IgnoredRetainers>(heap, options.ignored, progress);
    const PathTree& tree = ignored ? ignored->pathTree(heap) : profile.heapIndexes.pathTree(heap);
    const std::span<const std::int32_t> distance = ignored ? ignored->distance() : heap.distance;
    const std::vector<MergedHolder> objects = unmerged(heap, objectsOf(profile, options));

    const MergedFinding finding =
        findMainHolder(heap, mergeMainWay(heap, tree, distance, objects, mostLevelsLookedAt, progress));
    const bool isOne = options.target.object.isValid();
    const std::string subject = isOne ? shortObjectLabel(heap.graph, options.target.object)
                                      : formatCount(finding.count) + " of " + formatCount(finding.total) + ' '
                                            + heap.classes.name[options.target.classes.front().value];
    ReportSection summary{"finding",
                          {},
                          ReportSection::Layout::List,
                          {{"objects", "", ColumnKind::Count, dataOnly},
                           {"of_objects", "", ColumnKind::Count, dataOnly},
                           {"reference", "", ColumnKind::Text, dataOnly},
                           {"container_id", "", ColumnKind::Count, dataOnly},
                           {"owner_id", "", ColumnKind::Count, dataOnly},
                           {"function_id", "", ColumnKind::Count, dataOnly},
                           {"sentence", "What keeps them", ColumnKind::Text}},
                          {},
                          {}};
    if (!objects.empty())
        summary.rows.push_back(
            {{finding.count, finding.total, finding.reference, idOf(heap, finding.container), idOf(heap, finding.owner),
              idOf(heap, finding.function), findingSentence(heap, finding, subject) + '.'},
             0,
             {}});
    ReportSection table{"merged_paths",
                        "Ways to the roots, from the objects upwards",
                        ReportSection::Layout::Table,
                        {{"objects", "Objects", ColumnKind::Count},
                         {"objects_percent", "Objects %", ColumnKind::Percent},
                         {"holders", "Holders", ColumnKind::Count},
                         {"shallow_bytes", "Shallow", ColumnKind::Bytes},
                         {"held_over", "Held over", ColumnKind::Text, ColumnAudience::TextOnly},
                         {"level", "", ColumnKind::Count, dataOnly},
                         {"kind", "", ColumnKind::Text, dataOnly},
                         {"reference", "", ColumnKind::Text, dataOnly},
                         {"holder_class", "", ColumnKind::Text, dataOnly},
                         {"holder_id", "", ColumnKind::Count, dataOnly}},
                        {},
                        "No object of this class is in the range."};
    MergedTable(heap, tree, distance, options, objects.size(), table).write(objects);
    return {"paths", {std::move(summary), std::move(table)}, 1};
}

} // namespace heapline
