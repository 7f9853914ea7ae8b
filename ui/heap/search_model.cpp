// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/search_model.h"

#include "core/base/utf16.h"
#include "ui/heap/search_text.h"
#include "ui/widgets/cells.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <compare>
#include <string_view>
#include <utility>
#include <vector>

namespace heapline {

namespace {

constexpr std::size_t mostGroupsSortedAtOnce = 5'000; // fewer than objects: names of all of them may have to be compared

/// What a group is known by among those of its kind, in which it stands in ascending order.
std::uint32_t idOfGroup(const HitGroup& group)
{
    return group.property.isValid() ? group.property.value : group.classId.value;
}

std::string_view nameOfGroup(const Heap& heap, const HitGroup& group)
{
    return group.property.isValid() ? heap.graph.strings[group.property]
                                    : std::string_view(heap.classes.name[group.classId.value]);
}

/// Order of two groups by a column, ascending.
std::strong_ordering compareGroups(const Heap& heap, const HitGroup& a, const HitGroup& b, HeapColumn column)
{
    switch (column) {
    case HeapColumn::Name: return compareUtf16(nameOfGroup(heap, a), nameOfGroup(heap, b));
    case HeapColumn::Count: return a.totals.count <=> b.totals.count;
    case HeapColumn::Distance: return a.totals.distance <=> b.totals.distance;
    case HeapColumn::ShallowSize: return a.totals.shallowSize <=> b.totals.shallowSize;
    case HeapColumn::RetainedSize: return a.totals.retainedSize <=> b.totals.retainedSize;
    }
    return std::strong_ordering::equal;
}

/// Ties: the larger retained size first, then names ascending, then as they stand.
std::vector<LazyTreeModel::Key> sortedGroups(const Heap& heap, std::span<const HitGroup> groups, HeapColumn column,
                                             bool descending)
{
    std::vector<const HitGroup*> rows;
    rows.reserve(groups.size());
    for (const HitGroup& group : groups)
        rows.push_back(&group);
    std::ranges::stable_sort(rows, [&](const HitGroup* a, const HitGroup* b) {
        std::strong_ordering order = compareGroups(heap, *a, *b, column);
        if (order != 0)
            return descending ? order > 0 : order < 0;
        order = compareGroups(heap, *b, *a, HeapColumn::RetainedSize);
        return (order != 0 ? order : compareGroups(heap, *a, *b, HeapColumn::Name)) < 0;
    });
    std::vector<LazyTreeModel::Key> keys;
    keys.reserve(rows.size());
    for (const HitGroup* group : rows)
        keys.push_back(idOfGroup(*group));
    return keys;
}

} // namespace

SearchModel::SearchModel(std::shared_ptr<const Profile> profile, QObject* parent) : HeapTreeModel(std::move(profile), parent)
{
    sort(static_cast<int>(HeapColumn::RetainedSize), Qt::DescendingOrder);
}

void SearchModel::setResult(std::shared_ptr<const SearchResult> result)
{
    if (result == m_result)
        return;
    // What matches looks otherwise even where rows stay, so all of them are made anew.
    m_result = std::move(result);
    if (!m_result) {
        clear();
        return;
    }
    const SearchRequest& request = m_result->request;
    m_matcher = TextMatcher(request.text, request.isExpression, request.caseSensitive);
    reset();
}

HitKind SearchModel::kindOf(const Node& node)
{
    const Node* top = &node;
    while (top->depth > 1)
        top = top->parent;
    return static_cast<HitKind>(top->key);
}

SearchModel::Row SearchModel::rowKind(const Node& node) const
{
    if (node.depth == 1)
        return Row::Section;
    const std::uint32_t objectDepth = kindOf(node) == HitKind::Id ? 2 : 3;
    return node.depth < objectDepth ? Row::Group : node.depth == objectDepth ? Row::Object : Row::Edge;
}

const HitSection& SearchModel::sectionOf(const Node& node) const
{
    return *std::ranges::find(m_result->hits.sections, kindOf(node), &HitSection::kind);
}

const HitGroup& SearchModel::groupOf(const Node& node) const
{
    const Node* at = &node;
    while (at->depth > 2)
        at = at->parent;
    const auto groups = m_result->hits.groupsOf(sectionOf(node));
    return *std::ranges::lower_bound(groups, static_cast<std::uint32_t>(at->key), {}, idOfGroup);
}

std::optional<NodeOrdinal> SearchModel::objectOf(const Node& node) const
{
    if (node.depth == 0 || node.key == placeholder)
        return std::nullopt;
    const auto row = static_cast<std::uint32_t>(node.key);
    switch (rowKind(node)) {
    case Row::Section:
    case Row::Group: return std::nullopt;
    case Row::Object: return NodeOrdinal(row);
    case Row::Edge: return heap().graph.target(EdgeIndex(row));
    }
    return std::nullopt;
}

std::optional<ClassId> SearchModel::classAt(const QModelIndex& index) const
{
    if (!index.isValid() || nodeAt(index).key == placeholder || rowKind(nodeAt(index)) != Row::Group)
        return std::nullopt;
    const ClassId id = groupOf(nodeAt(index)).classId;
    return id.isValid() ? std::optional(id) : std::nullopt;
}

LazyTreeModel::Listing SearchModel::list(Node& node)
{
    if (node.depth == 0) {
        std::vector<Key> keys;
        for (const HitSection& section : m_result->hits.sections)
            keys.push_back(static_cast<Key>(section.kind));
        return {std::move(keys), {}};
    }
    switch (rowKind(node)) {
    case Row::Section: {
        const HitSection& section = sectionOf(node);
        return section.kind == HitKind::Id ? listObjects(m_result->hits.groupsOf(section).front()) : listGroups(section);
    }
    case Row::Group: return listObjects(groupOf(node));
    case Row::Object:
    case Row::Edge: break;
    }
    const std::optional<NodeOrdinal> object = objectOf(node);
    return object && !isAlreadyAbove(node) ? listEdges(*object) : Listing();
}

LazyTreeModel::Listing SearchModel::listGroups(const HitSection& section) const
{
    // The job owns the profile and the result, so it may outlive this model.
    const auto make = [profile = profile(), result = m_result, section, column = sortedBy(), descending = isDescending()] {
        return sortedGroups(*profile->heap, result->hits.groupsOf(section), column, descending);
    };
    if (section.lastGroup - section.firstGroup > mostGroupsSortedAtOnce)
        return {{}, make};
    return {make(), {}};
}

LazyTreeModel::Listing SearchModel::listObjects(const HitGroup& group) const
{
    const auto make = [profile = profile(), result = m_result, group, order = objectOrder(sortedBy()),
                       descending = isDescending()] {
        std::vector<Key> keys;
        keys.reserve(group.last - group.first);
        for (const NodeOrdinal object : sortedObjects(*profile->heap, result->hits.objectsOf(group), order, descending))
            keys.push_back(object.value);
        return keys;
    };
    if (group.last - group.first > mostSortedAtOnce)
        return {{}, make};
    return {make(), {}};
}

bool SearchModel::mayHaveChildren(const Node& node) const
{
    if (node.depth == 0)
        return true;
    const Row row = rowKind(node);
    if (row == Row::Section || (row == Row::Group && node.key != placeholder))
        return true;
    const std::optional<NodeOrdinal> object = objectOf(node);
    return object && hasEdges(heap(), *object) && !isAlreadyAbove(node);
}

StyledText SearchModel::groupText(const HitGroup& group) const
{
    StyledText text{fromFile(nameOfGroup(heap(), group)), {}};
    if (group.kind == HitKind::String || group.kind == HitKind::Name)
        return text; // it is not the class that matches
    const TextMatcher::Match match = m_matcher.find(text.text);
    if (match.length > 0)
        text.spans.append({match.start, match.length, TextSpan::Style::Match});
    return text;
}

StyledText SearchModel::textOf(const Node& node) const
{
    switch (rowKind(node)) {
    case Row::Section: return {hitKindTitle(kindOf(node), m_result->request.place), {}};
    case Row::Group: return groupText(groupOf(node));
    case Row::Object: {
        StyledText text = objectText(heap().graph, *objectOf(node));
        const HitKind kind = kindOf(node);
        const TextMatcher::Match match =
            kind == HitKind::String || kind == HitKind::Name ? m_matcher.find(text.text) : TextMatcher::Match();
        if (match.length > 0)
            text.spans.append({match.start, match.length, TextSpan::Style::Match});
        return text;
    }
    case Row::Edge: break;
    }
    StyledText text = edgeText(heap().graph, EdgeIndex(static_cast<std::uint32_t>(node.key)));
    if (isAlreadyAbove(node))
        markAlreadyAbove(text);
    return text;
}

QVariant SearchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section != static_cast<int>(HeapColumn::Name))
        return HeapTreeModel::headerData(section, orientation, role);
    switch (role) {
    case Qt::DisplayRole:
    case CopyRole: return tr("Found");
    case Qt::ToolTipRole:
        return plainToolTip({tr("How objects were found; below that their classes, or the properties, and the objects.")});
    default: return HeapTreeModel::headerData(section, orientation, role);
    }
}

QVariant SearchModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_result)
        return {};
    const Node& node = nodeAt(index);
    const auto column = static_cast<HeapColumn>(index.column());
    if (node.key == placeholder)
        return placeholderData(index.column(), role);
    if (column == HeapColumn::Name) {
        if (role == Qt::ToolTipRole)
            return toolTipOf(node);
        if (role == Qt::DisplayRole || role == SortRole || role == TextSpansRole)
            return styledCell(textOf(node), role);
        return {};
    }
    switch (rowKind(node)) {
    case Row::Section: return totalsData(sectionOf(node).totals, column, role);
    case Row::Group: return totalsData(groupOf(node).totals, column, role);
    case Row::Object:
    case Row::Edge: break;
    }
    return objectFigure(column, *objectOf(node), 0, role);
}

QVariant SearchModel::totalsData(const HitTotals& totals, HeapColumn column, int role) const
{
    switch (column) {
    case HeapColumn::Count:
        return role == Qt::ToolTipRole
                   ? plainToolTip({tr("%1 objects").arg(countText(totals.count)),
                                   tr("%1 each on average").arg(bytesText(totals.shallowSize / totals.count))})
                   : countCell(role, totals.count);
    case HeapColumn::Distance: return distanceOf(totals.distance, role);
    case HeapColumn::ShallowSize: return heapBytes(totals.shallowSize, 0, role);
    case HeapColumn::RetainedSize: return retainedBytes(totals.retainedSize, 0, role);
    case HeapColumn::Name: break;
    }
    return {};
}

QString SearchModel::toolTipOf(const Node& node) const
{
    switch (rowKind(node)) {
    case Row::Section: return plainToolTip({hitKindToolTip(kindOf(node), m_result->request.place)});
    case Row::Group: {
        const HitGroup& group = groupOf(node);
        QStringList lines{fromFile(nameOfGroup(heap(), group), 1000)};
        if (group.property.isValid())
            lines += tr("%1 references with this name").arg(countText(group.references));
        else
            lines += fromFile(places().fullText(group.classId));
        return plainToolTip(lines);
    }
    case Row::Object: return plainToolTip(objectToolTipLines(heap().graph, *objectOf(node)));
    case Row::Edge: break;
    }
    return plainToolTip(edgeToolTipLines(node));
}

} // namespace heapline
