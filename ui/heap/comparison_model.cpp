// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/comparison_model.h"

#include "core/heap/object_lists.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <utility>

namespace heapline {

namespace {

bool hasSameRows(const ShownComparison& a, const ShownComparison& b)
{
    return a.newer == b.newer && a.base == b.base && a.matched == b.matched;
}

LazyTreeModel::Key objectKey(const ComparedObject& one)
{
    return one.object.value | (one.side == ComparedSide::Base ? ComparisonModel::baseBit : 0);
}

std::vector<LazyTreeModel::Key> comparedKeys(const std::vector<ComparedObject>& objects)
{
    std::vector<LazyTreeModel::Key> keys(objects.size());
    std::ranges::transform(objects, keys.begin(), objectKey);
    return keys;
}

} // namespace

ComparisonModel::ComparisonModel(QObject* parent) : LazyTreeModel(std::make_unique<Node>(), parent)
{
    sort(static_cast<int>(ComparisonColumn::SizeDelta), Qt::DescendingOrder);
}

void ComparisonModel::setComparison(std::shared_ptr<const ShownComparison> comparison)
{
    if (comparison == m_shown)
        return;
    const bool wasById = isById();
    const bool isNarrowed = m_shown && comparison && hasSameRows(*m_shown, *comparison);
    m_shown = std::move(comparison);
    if (!isNarrowed || m_shown->isOfRanges()) // rows of ranges have a name only where they have an object
        matchNames();
    if (!m_shown)
        clear();
    else if (isNarrowed)
        relist();
    else
        reset();
    if (!m_shown)
        m_totals = {};
    if (wasById != isById())
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, comparisonColumnCount - 1);
}

void ComparisonModel::setMatcher(const TextMatcher& matcher)
{
    if (matcher == m_matcher)
        return;
    m_matcher = matcher;
    matchNames();
    if (m_shown)
        relist();
}

void ComparisonModel::matchNames()
{
    m_matching.clear();
    if (!m_shown || !m_matcher.isActive())
        return;
    m_matching.reserve(m_shown->rows.size());
    for (const ClassDifference& row : m_shown->rows)
        m_matching.push_back(m_matcher.matches(fromFile(row.name, 1000)));
}

std::optional<std::size_t> ComparisonModel::differenceAt(const QModelIndex& index) const
{
    if (!index.isValid() || nodeAt(index).depth != 1)
        return std::nullopt;
    return static_cast<std::size_t>(nodeAt(index).key);
}

std::optional<ComparedObject> ComparisonModel::objectAt(const QModelIndex& index) const
{
    return index.isValid() ? objectOf(nodeAt(index)) : std::nullopt;
}

ComparedSide ComparisonModel::sideOf(const Node& node)
{
    return (node.key & baseBit) != 0 ? ComparedSide::Base : ComparedSide::Newer;
}

std::optional<ComparedObject> ComparisonModel::objectOf(const Node& node) const
{
    if (node.depth < 2 || node.key == placeholder)
        return std::nullopt;
    const ComparedSide side = sideOf(node);
    const auto row = static_cast<std::uint32_t>(node.key);
    return ComparedObject{side, node.depth == 2 ? NodeOrdinal(row) : m_shown->heapOf(side).graph.target(EdgeIndex(row))};
}

bool ComparisonModel::isAlreadyAbove(const Node& node) const
{
    const std::optional<ComparedObject> object = objectOf(node);
    for (const Node* above = node.parent; object && above; above = above->parent) {
        if (objectOf(*above) == object)
            return true;
    }
    return false;
}

std::optional<LazyTreeModel::Key> ComparisonModel::keyOf(ClassId id) const
{
    if (!m_shown)
        return {};
    const auto at = std::ranges::find(m_shown->rows, id, &ClassDifference::newerClass);
    const auto row = static_cast<std::size_t>(at - m_shown->rows.begin());
    if (at == m_shown->rows.end() || !m_shown->isListed(row))
        return {};
    return row;
}

LazyTreeModel::Path ComparisonModel::pathTo(NodeOrdinal object) const
{
    const std::optional<Key> row =
        m_shown ? keyOf(m_shown->heapOf(ComparedSide::Newer).classOf[object.value]) : std::nullopt;
    if (!row)
        return {};
    return {*row, object.value};
}

LazyTreeModel::Listing ComparisonModel::list(Node& node)
{
    if (node.depth == 0)
        return listClasses();
    if (node.depth == 1)
        return listObjects(static_cast<std::size_t>(node.key));
    const std::optional<ComparedObject> object = objectOf(node);
    if (!object || isAlreadyAbove(node))
        return {};
    const Key side = node.key & baseBit;
    // The job owns the comparison, so it may outlive this model.
    // References have no figures here, so they stand by name.
    const bool descending = sortedBy() == DifferenceOrder::Name && isDescending();
    const auto make = [shown = m_shown, one = *object, side, descending] {
        std::vector<Key> keys;
        for (const EdgeIndex edge : sortedEdges(shown->heapOf(one.side), one.object, ObjectOrder::Name, descending))
            keys.push_back(edge.value | side);
        return keys;
    };
    if (edgeCount(m_shown->heapOf(object->side), object->object) > mostSortedAtOnce)
        return {{}, make};
    return {make(), {}};
}

LazyTreeModel::Listing ComparisonModel::listClasses()
{
    const auto matches = [this](std::size_t row) { return m_matching.empty() || m_matching[row] != 0; };
    m_totals = {};
    for (std::size_t row = 0; row < m_shown->rows.size(); ++row) {
        if (matches(row)) // also where nothing differs: the sums of either side are those of all of its objects
            m_totals.sum.add(m_shown->rows[row]);
    }
    std::vector<Key> keys;
    for (const std::uint32_t row : m_shown->listedRows(sortedBy(), isDescending())) {
        ++m_totals.allClasses;
        if (matches(row))
            keys.push_back(row);
    }
    m_totals.classes = keys.size();
    return {std::move(keys), {}};
}

LazyTreeModel::Listing ComparisonModel::listObjects(std::size_t row) const
{
    const auto make = [shown = m_shown, row, order = sortedBy(), descending = isDescending()] {
        return comparedKeys(shown->objectsOf(row, order, descending));
    };
    if (m_shown->objectCount(row) > mostSortedAtOnce)
        return {{}, make};
    return {make(), {}};
}

bool ComparisonModel::mayHaveChildren(const Node& node) const
{
    if (node.depth <= 1)
        return true;
    const std::optional<ComparedObject> object = objectOf(node);
    return object && hasEdges(m_shown->heapOf(object->side), object->object) && !isAlreadyAbove(node);
}

int ComparisonModel::columnCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : comparisonColumnCount;
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= comparisonColumnCount)
        return {};
    const auto column = static_cast<ComparisonColumn>(section);
    const QString title = comparisonColumnTitle(column, isById());
    const bool isName = column == ComparisonColumn::Name;
    switch (role) {
    case Qt::DisplayRole: return title;
    case Qt::ToolTipRole: return plainToolTip({comparisonColumnToolTip(column, isById())});
    case CopyRole: return isBytesColumn(column) ? tr("%1 (bytes)").arg(title) : title;
    case Qt::InitialSortOrderRole: return QVariant::fromValue<int>(isName ? Qt::AscendingOrder : Qt::DescendingOrder);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue<int>((isName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant ComparisonModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_shown)
        return {};
    const Node& node = nodeAt(index);
    const auto column = static_cast<ComparisonColumn>(index.column());
    if (node.key == placeholder)
        return column == ComparisonColumn::Name && role == Qt::DisplayRole ? tr("Sorting…") : QVariant();
    if (column == ComparisonColumn::Name) {
        switch (role) {
        case Qt::DisplayRole:
        case SortRole: return textOf(node).text;
        case TextSpansRole: return QVariant::fromValue(textOf(node).spans);
        case Qt::ToolTipRole: return toolTipOf(node);
        default: return {};
        }
    }
    if (node.depth == 1) {
        const ClassDifference& row = m_shown->rows[node.key];
        return role == Qt::ToolTipRole ? figureToolTip(row)
                                       : differenceCell(column, differenceFigure(row, differenceOrder(column)), role);
    }
    const std::optional<ComparedObject> one = objectOf(node);
    const ComparisonColumn own =
        one->side == ComparedSide::Newer ? ComparisonColumn::AddedSize : ComparisonColumn::RemovedSize;
    if (node.depth > 2 || (column != own && column != ComparisonColumn::SizeDelta))
        return {};
    const auto bytes = static_cast<std::int64_t>(m_shown->heapOf(one->side).shallowSize[one->object.value]);
    const bool isLess = column == ComparisonColumn::SizeDelta && one->side == ComparedSide::Base;
    return differenceCell(column, isLess ? -bytes : bytes, role);
}

StyledText ComparisonModel::textOf(const Node& node) const
{
    if (node.depth == 1) {
        StyledText text{fromFile(m_shown->rows[node.key].name), {}};
        const TextMatcher::Match match = m_matcher.find(text.text);
        if (match.length > 0)
            text.spans.append({match.start, match.length, TextSpan::Style::Match});
        return text;
    }
    const ComparedSide side = sideOf(node);
    const HeapGraph& graph = m_shown->heapOf(side).graph;
    const auto row = static_cast<std::uint32_t>(node.key);
    if (node.depth > 2) {
        StyledText text = edgeText(graph, EdgeIndex(row));
        if (isAlreadyAbove(node))
            markAlreadyAbove(text);
        return text;
    }
    StyledText text = objectText(graph, NodeOrdinal(row));
    const QString sign = side == ComparedSide::Newer ? QStringLiteral("+ ") : QStringLiteral("− ");
    text.text.prepend(sign);
    for (TextSpan& span : text.spans)
        span.start += sign.size();
    return text;
}

QString ComparisonModel::toolTipOf(const Node& node) const
{
    if (node.depth == 1)
        return figureToolTip(m_shown->rows[node.key]);
    const ComparedObject one = *objectOf(node);
    QStringList lines = objectToolTipLines(m_shown->heapOf(one.side).graph, one.object);
    if (node.depth > 2)
        lines.prepend(edgeKindText(m_shown->heapOf(one.side).graph, EdgeIndex(static_cast<std::uint32_t>(node.key))));
    else if (m_shown->isById())
        lines +=
            one.side == ComparedSide::Newer ? tr("New: the base does not have it") : tr("Deleted: only the base has it");
    else
        lines += one.side == ComparedSide::Newer ? tr("Of the newer side") : tr("Of the base");
    return plainToolTip(lines);
}

/// All that is known of a class on both sides.
QString ComparisonModel::figureToolTip(const ClassDifference& row) const
{
    const auto side = [](const QString& text, std::uint64_t count, std::uint64_t bytes) {
        return text.arg(countText(count), exactBytesText(bytes));
    };
    QStringList lines{fromFile(row.name, 1000)};
    if (m_shown->isById()) {
        lines += side(tr("New: %1 objects, %2"), row.addedCount, row.addedSize);
        lines += side(tr("Deleted: %1 objects, %2"), row.removedCount, row.removedSize);
    }
    lines += side(tr("In all on the newer side: %1 objects, %2"), row.newerCount, row.newerSize);
    lines += side(tr("In all in the base: %1 objects, %2"), row.baseCount, row.baseSize);
    if (row.changedCount > 0)
        lines += tr("%1 objects that both have are of another size now: %2 in all")
                     .arg(countText(row.changedCount), bytesDeltaText(row.changedSize));
    return plainToolTip(lines);
}

} // namespace heapline
