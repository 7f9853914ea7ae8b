// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/summary_model.h"

#include "core/heap/engine_classes.h"
#include "ui/heap/group_text.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

namespace heapline {

namespace {

/// Rows with more objects than this are narrowed to a selection off the UI thread, however few are in it.
constexpr std::uint64_t mostLookedAtAtOnce = 1'000'000;

std::span<const std::uint8_t> maskOf(const RangeFigures& figures)
{
    return figures.passes ? std::span(*figures.passes) : std::span<const std::uint8_t>();
}

std::vector<LazyTreeModel::Key> objectKeys(const std::vector<NodeOrdinal>& objects)
{
    std::vector<LazyTreeModel::Key> keys;
    keys.reserve(objects.size());
    for (const NodeOrdinal object : objects)
        keys.push_back(summaryKey(SummaryKind::Object, object.value));
    return keys;
}

} // namespace

SummaryModel::SummaryModel(std::shared_ptr<const Profile> profile, QObject* parent)
    : HeapTreeModel(std::move(profile), parent)
    , m_isEngine(engineClasses(heap().classes))
{
    sort(static_cast<int>(HeapColumn::RetainedSize), Qt::DescendingOrder);
}

void SummaryModel::setFigures(std::shared_ptr<const RangeFigures> figures)
{
    show(std::move(figures), nullptr);
}

void SummaryModel::setGroups(std::shared_ptr<const GroupFigures> groups)
{
    std::shared_ptr<const RangeFigures> shown = groups ? groups->shown : nullptr;
    show(std::move(shown), std::move(groups));
}

void SummaryModel::show(std::shared_ptr<const RangeFigures> figures, std::shared_ptr<const GroupFigures> groups)
{
    if (figures == m_figures && groups == m_groups)
        return;
    const bool isFirst = !m_figures;
    m_figures = std::move(figures);
    m_groups = std::move(groups);
    matchNames();
    if (!m_figures)
        clear();
    else if (isFirst)
        reset();
    else
        relist();
}

void SummaryModel::setFolding(bool on)
{
    if (std::exchange(m_isFolding, on) != on)
        relist();
}

void SummaryModel::setEngineFigures(std::shared_ptr<const GroupFigures> figures)
{
    m_engineFigures = std::move(figures);
    if (const QModelIndex row = find({summaryKey(SummaryKind::EngineClasses)}); row.isValid()) {
        const QModelIndex cell = row.siblingAtColumn(static_cast<int>(HeapColumn::RetainedSize));
        Q_EMIT dataChanged(cell, cell);
    }
}

void SummaryModel::setMatcher(const TextMatcher& matcher)
{
    if (matcher == m_matcher)
        return;
    m_matcher = matcher;
    m_matching.clear();
    matchNames();
    relist();
}

/// Finds out once for each text, and for each grouping, which names match.
void SummaryModel::matchNames()
{
    const auto grouping = m_groups ? m_groups->grouping : nullptr;
    if (!m_matcher.isActive() || (!m_matching.empty() && m_matched == grouping))
        return;
    m_matched = grouping;
    m_matching.clear();
    if (grouping) {
        for (const ObjectGroup& group : grouping->about)
            m_matching.push_back(m_matcher.matches(groupTitle(group)) || m_matcher.matches(fromFile(group.place, 1000)));
    } else {
        for (const std::string& name : heap().classes.name)
            m_matching.push_back(m_matcher.matches(fromFile(name, 1000)));
    }
}

std::optional<ClassId> SummaryModel::classAt(const QModelIndex& index) const
{
    if (!index.isValid() || summaryKindOf(nodeAt(index).key) != SummaryKind::Class)
        return std::nullopt;
    return ClassId(summaryRowOf(nodeAt(index).key));
}

const ObjectGroup* SummaryModel::groupAt(const QModelIndex& index) const
{
    return index.isValid() && m_groups && summaryKindOf(nodeAt(index).key) == SummaryKind::Group ? &aboutGroup(nodeAt(index))
                                                                                                 : nullptr;
}

bool SummaryModel::isReference(const QModelIndex& index) const
{
    return index.isValid() && nodeAt(index).key != placeholder && summaryKindOf(nodeAt(index).key) == SummaryKind::Edge;
}

bool SummaryModel::isSum(const QModelIndex& index) const
{
    return index.isValid() && isSum(nodeAt(index));
}

bool SummaryModel::isSum(const Node& node)
{
    switch (summaryKindOf(node.key)) {
    case SummaryKind::Class:
    case SummaryKind::Group:
    case SummaryKind::EngineClasses: return true;
    case SummaryKind::Edge:
    case SummaryKind::Object: break;
    }
    return false;
}

std::vector<std::uint8_t> SummaryModel::objectsOf(const QModelIndex& index) const
{
    std::vector<std::uint8_t> passes(heap().graph.nodeCount());
    const auto mark = [&passes](std::span<const NodeOrdinal> objects) {
        for (const NodeOrdinal object : objects)
            passes[object.value] = 1;
    };
    const Key key = nodeAt(index).key;
    switch (summaryKindOf(key)) {
    case SummaryKind::Class: mark(heap().classes.membersOf(ClassId(summaryRowOf(key)))); break;
    case SummaryKind::Group: mark(m_groups->grouping->groups.membersOf(GroupId(summaryRowOf(key)))); break;
    case SummaryKind::EngineClasses:
        for (std::uint32_t id = 0; id < m_isEngine.size(); ++id) {
            if (m_isEngine[id])
                mark(heap().classes.membersOf(ClassId(id)));
        }
        break;
    case SummaryKind::Edge:
    case SummaryKind::Object: break;
    }
    return passes;
}

LazyTreeModel::Path SummaryModel::pathTo(ClassId id) const
{
    if (m_groups)
        return {};
    const Key key = summaryKey(SummaryKind::Class, id.value);
    return folds() && m_isEngine[id.value] ? Path{summaryKey(SummaryKind::EngineClasses), key} : Path{key};
}

LazyTreeModel::Path SummaryModel::pathTo(NodeOrdinal object) const
{
    Path path = pathTo(heap().classOf[object.value]);
    if (m_groups) {
        const GroupId group = m_groups->grouping->groups.groupOf[object.value];
        if (!group.isValid())
            return {};
        path = {summaryKey(SummaryKind::Group, group.value)};
    }
    path.push_back(summaryKey(SummaryKind::Object, object.value));
    return path;
}

LazyTreeModel::Path SummaryModel::pathTo(FrameId frame) const
{
    if (!m_groups)
        return {};
    const auto& about = m_groups->grouping->about;
    const auto found = std::ranges::find(about, frame, &ObjectGroup::frame);
    if (!frame.isValid() || found == about.end())
        return {};
    return {summaryKey(SummaryKind::Group, static_cast<std::uint32_t>(found - about.begin()))};
}

std::optional<NodeOrdinal> SummaryModel::objectOf(const Node& node) const
{
    if (node.depth < 2 || node.key == placeholder || isSum(node))
        return std::nullopt;
    const std::uint32_t row = summaryRowOf(node.key);
    return summaryKindOf(node.key) == SummaryKind::Object ? NodeOrdinal(row) : heap().graph.target(EdgeIndex(row));
}

const ObjectGroup& SummaryModel::aboutGroup(const Node& node) const
{
    return m_groups->grouping->about[summaryRowOf(node.key)];
}

bool SummaryModel::folds() const
{
    return m_isFolding && !m_groups && !m_matcher.isActive();
}

LazyTreeModel::Listing SummaryModel::list(Node& node)
{
    if (node.depth == 0)
        return listFirstLevel();
    switch (summaryKindOf(node.key)) {
    case SummaryKind::EngineClasses: {
        Entries entries = classEntries(true);
        sortEntries(entries, sortColumn(), isDescending());
        return keysOf(entries);
    }
    case SummaryKind::Class:
    case SummaryKind::Group: return listObjects(node);
    case SummaryKind::Object:
    case SummaryKind::Edge: break;
    }
    const std::optional<NodeOrdinal> object = objectOf(node);
    return object && !isAlreadyAbove(node) ? listEdges(*object) : Listing();
}

LazyTreeModel::Listing SummaryModel::listFirstLevel()
{
    m_totals = {};
    m_totals.areGroups = m_groups != nullptr;
    m_foldedClasses = 0;
    Entries entries = m_groups ? groupEntries() : classEntries(false);
    for (const SummaryEntry& entry : entries) {
        ++m_totals.rows;
        m_totals.objects += entry.figures.count;
        m_totals.bytes += entry.figures.shallowSize;
    }
    m_totals.allRows = m_groups ? m_groups->rows.size() : m_figures->classRows.size();
    if (folds())
        m_foldedClasses =
            std::erase_if(entries, [this](const SummaryEntry& entry) { return m_isEngine[summaryRowOf(entry.key)] != 0; });
    sortEntries(entries, sortColumn(), isDescending());
    // In any order the engine's own stands last: nobody looks for a leak there.
    if (m_foldedClasses > 0)
        entries.push_back({summaryKey(SummaryKind::EngineClasses), {}, {}, false});
    return keysOf(entries);
}

LazyTreeModel::Listing SummaryModel::keysOf(const Entries& entries) const
{
    std::vector<Key> keys;
    keys.reserve(entries.size());
    for (const SummaryEntry& entry : entries)
        keys.push_back(entry.key);
    return {std::move(keys), {}};
}

SummaryModel::Entries SummaryModel::classEntries(bool onlyEngine)
{
    Entries entries;
    for (const ClassRow& row : m_figures->classRows) {
        if ((m_matcher.isActive() && !m_matching[row.id.value]) || (onlyEngine && !m_isEngine[row.id.value]))
            continue;
        entries.push_back(
            {summaryKey(SummaryKind::Class, row.id.value), figuresOf(row.id), heap().classes.name[row.id.value], false});
    }
    return entries;
}

SummaryModel::Entries SummaryModel::groupEntries()
{
    Entries entries;
    const bool isByTime = m_groups->grouping->by == ObjectGroupBy::Age;
    for (const GroupRow& row : m_groups->rows) {
        if (m_matcher.isActive() && !m_matching[row.id.value])
            continue;
        entries.push_back({summaryKey(SummaryKind::Group, row.id.value), figuresOf(row.id),
                           m_groups->grouping->about[row.id.value].name, isByTime});
    }
    return entries;
}

/// Objects of a class or group.
LazyTreeModel::Listing SummaryModel::listObjects(const Node& node) const
{
    // The job owns the profile and the figures, so it may outlive this model.
    const std::uint32_t id = summaryRowOf(node.key);
    const auto make = [profile = profile(), figures = m_figures, groups = m_groups, id, order = objectOrder(sortedBy()),
                       descending = isDescending()] {
        const Heap& heap = *profile->heap;
        return objectKeys(groups ? sortedGroup(heap, groups->grouping->groups, GroupId(id), figures->ids, order, descending,
                                               maskOf(*figures))
                                 : sortedMembers(heap, ClassId(id), figures->ids, order, descending, maskOf(*figures)));
    };
    const SummaryFigures row = figuresOf(node);
    if (row.count > mostSortedAtOnce || row.inAll > mostLookedAtAtOnce)
        return {{}, make};
    return {make(), {}};
}

const ClassRow* SummaryModel::rowOf(ClassId id) const
{
    const auto at = std::ranges::lower_bound(m_figures->classRows, id, {}, &ClassRow::id);
    return at != m_figures->classRows.end() && at->id == id ? &*at : nullptr;
}

SummaryFigures SummaryModel::figuresOf(ClassId id) const
{
    const std::uint64_t inAll = heap().classes.membersOf(id).size();
    const ClassRow* row = rowOf(id);
    return row ? SummaryFigures{row->count, inAll, row->shallowSize, row->retainedSize, row->distance}
               : SummaryFigures{0, inAll, 0, 0, 0};
}

SummaryFigures SummaryModel::figuresOf(GroupId id) const
{
    const std::uint64_t inAll = m_groups->grouping->groups.membersOf(id).size();
    const GroupRow* row = findGroupRow(m_groups->rows, id);
    return row ? SummaryFigures{row->count, inAll, row->shallowSize, row->retainedSize, row->distance}
               : SummaryFigures{0, inAll, 0, 0, 0};
}

SummaryFigures SummaryModel::engineFigures() const
{
    SummaryFigures sum{0, 0, 0, std::nullopt, std::numeric_limits<std::int32_t>::max()};
    for (std::uint32_t id = 0; id < m_isEngine.size(); ++id)
        sum.inAll += m_isEngine[id] ? heap().classes.membersOf(ClassId(id)).size() : 0;
    for (const ClassRow& row : m_figures->classRows) {
        if (!m_isEngine[row.id.value])
            continue;
        sum.count += row.count;
        sum.shallowSize += row.shallowSize;
        sum.distance = std::min(sum.distance, row.distance);
    }
    if (m_engineFigures) {
        sum.retainedSize = m_engineFigures->rows.empty() ? 0 : m_engineFigures->rows.front().retainedSize;
    }
    return sum;
}

SummaryFigures SummaryModel::figuresOf(const Node& node) const
{
    switch (summaryKindOf(node.key)) {
    case SummaryKind::Class: return figuresOf(ClassId(summaryRowOf(node.key)));
    case SummaryKind::Group: return figuresOf(GroupId(summaryRowOf(node.key)));
    case SummaryKind::EngineClasses: return engineFigures();
    case SummaryKind::Edge:
    case SummaryKind::Object: break;
    }
    return {};
}

bool SummaryModel::isSelected(NodeOrdinal object) const
{
    return heap().shallowSize[object.value] > 0
           && (!m_figures->ids || m_figures->ids->contains(heap().graph.nodes.id[object.value]))
           && (!m_figures->passes || (*m_figures->passes)[object.value]);
}

std::uint64_t SummaryModel::rangeBytes() const
{
    return m_figures->isPart() ? m_figures->bytes : 0;
}

bool SummaryModel::mayHaveChildren(const Node& node) const
{
    if (node.depth == 0 || isSum(node))
        return true;
    const std::optional<NodeOrdinal> object = objectOf(node);
    return object && hasEdges(heap(), *object) && !isAlreadyAbove(node);
}

} // namespace heapline
