// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/retainers_model.h"

#include "ui/widgets/cells.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

namespace heapline {

RetainersModel::RetainersModel(std::shared_ptr<const Profile> profile, QObject* parent)
    : HeapTreeModel(std::move(profile), parent)
{
    sort(static_cast<int>(HeapColumn::Distance), Qt::AscendingOrder);
}

void RetainersModel::setObject(std::optional<NodeOrdinal> object)
{
    m_object = object;
    if (m_object)
        reset();
    else
        clear();
}

void RetainersModel::setRules(std::shared_ptr<const IgnoredRetainers> ignored, bool withWeak)
{
    m_ignored = std::move(ignored);
    m_withWeak = withWeak;
    relist();
}

std::optional<NodeOrdinal> RetainersModel::objectOf(const Node& node) const
{
    if (node.depth == 0)
        return m_object;
    if (node.key == placeholder)
        return std::nullopt;
    return heap().graph.owner(EdgeIndex(static_cast<std::uint32_t>(node.key)));
}

LazyTreeModel::Listing RetainersModel::list(Node& node)
{
    const std::optional<NodeOrdinal> object = objectOf(node);
    if (!object || isAlreadyAbove(node))
        return {};
    const auto make = [profile = profile(), object = *object, order = objectOrder(sortedBy()), descending = isDescending(),
                       ignored = m_ignored, withWeak = m_withWeak] {
        std::vector<Key> keys;
        for (const Retainer& retainer :
             sortedRetainers(*profile->heap, object, order, descending, {ignored.get(), withWeak}))
            keys.push_back(retainer.edge.value);
        return keys;
    };
    if (retainerCount(heap(), *object, m_withWeak) > mostSortedAtOnce)
        return {{}, make};
    return {make(), {}};
}

bool RetainersModel::mayHaveChildren(const Node& node) const
{
    const std::optional<NodeOrdinal> object = objectOf(node);
    return object && hasRetainers(heap(), *object, m_withWeak) && !isAlreadyAbove(node);
}

QModelIndex RetainersModel::nextTowardsRoot(const QModelIndex& index)
{
    const Node& node = nodeAt(index);
    if (index.isValid() && node.key != placeholder) {
        const EdgeIndex edge(static_cast<std::uint32_t>(node.key));
        const std::int64_t distance = retainerDistance(heap(), {*objectOf(node), edge}, m_ignored.get());
        if (distance <= 1 || distance >= unreachableRetainerDistance || isWeak(node))
            return {};
    }
    if (rowCount(index) == 0)
        fetchMore(index);
    const QModelIndex first = this->index(0, 0, index);
    return first.isValid() && hasChildren(first) ? first : QModelIndex();
}

QVariant RetainersModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Node& node = nodeAt(index);
    if (node.key == placeholder)
        return placeholderData(index.column(), role);
    const NodeOrdinal from = *objectOf(node);
    const auto column = static_cast<HeapColumn>(index.column());
    if (column == HeapColumn::Distance)
        return distance(node, role);
    if (column != HeapColumn::Name)
        return objectFigure(column, from, 0, role);
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
    case TextSpansRole: {
        const EdgeIndex edge(static_cast<std::uint32_t>(node.key));
        StyledText text = retainerText(heap().graph, edge, from);
        if (isAlreadyAbove(node))
            markAlreadyAbove(text);
        if (isWeak(node))
            markWeak(text);
        else if (isUnreachable(node) && !isIgnored(from))
            markUnreachable(text);
        return styledCell(text, role);
    }
    case Qt::ToolTipRole: return plainToolTip(toolTipLines(node));
    default: return {};
    }
}

bool RetainersModel::isWeak(const Node& node) const
{
    return heap().graph.kind(EdgeIndex(static_cast<std::uint32_t>(node.key))) == EdgeKind::Weak;
}

bool RetainersModel::isUnreachable(const Node& node) const
{
    const EdgeIndex edge(static_cast<std::uint32_t>(node.key));
    return heap().knowsReferences()
           && retainerDistance(heap(), {*objectOf(node), edge}, m_ignored.get()) >= unreachableRetainerDistance;
}

bool RetainersModel::isIgnored(NodeOrdinal object) const
{
    return m_ignored && m_ignored->contains(object);
}

QVariant RetainersModel::distance(const Node& node, int role) const
{
    const NodeOrdinal from = *objectOf(node);
    if (isIgnored(from) && (role == Qt::DisplayRole || role == CopyRole))
        return tr("ignored");
    const EdgeIndex edge(static_cast<std::uint32_t>(node.key));
    return distanceOf(static_cast<std::int32_t>(retainerDistance(heap(), {from, edge}, m_ignored.get())), role);
}

QStringList RetainersModel::toolTipLines(const Node& node) const
{
    const NodeOrdinal from = *objectOf(node);
    const EdgeIndex edge(static_cast<std::uint32_t>(node.key));
    QStringList lines = objectToolTipLines(heap().graph, from);
    lines.prepend(edgeKindText(heap().graph, edge));
    if (isAlreadyAbove(node))
        lines += tr("This object stands in a row above already: the references go round in a circle.");
    if (isIgnored(from))
        lines += tr("Ignored: distances are counted as if this object kept nothing alive.");
    else if (isUnreachable(node))
        lines +=
            m_ignored
                ? tr("Unreachable: no way from the roots leads here but over ignored retainers, weak references or rings.")
                : tr("Unreachable: only weak references or rings lead here.");
    return lines;
}

QVariant RetainersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section == static_cast<int>(HeapColumn::Name) && orientation == Qt::Horizontal) {
        if (role == Qt::DisplayRole)
            return tr("Retainer");
        if (role == Qt::ToolTipRole)
            return plainToolTip(
                {tr("Which reference of which object keeps the object above it alive. Weak references do not.")});
    }
    return HeapTreeModel::headerData(section, orientation, role);
}

} // namespace heapline
