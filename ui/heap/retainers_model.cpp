// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/retainers_model.h"

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
    const auto make = [profile = profile(), object = *object, order = objectOrder(sortedBy()), descending = isDescending()] {
        std::vector<Key> keys;
        for (const Retainer& retainer : sortedRetainers(*profile->heap, object, order, descending))
            keys.push_back(retainer.edge.value);
        return keys;
    };
    if (retainerCount(heap(), *object) > mostSortedAtOnce)
        return {{}, make};
    return {make(), {}};
}

bool RetainersModel::mayHaveChildren(const Node& node) const
{
    const std::optional<NodeOrdinal> object = objectOf(node);
    return object && hasRetainers(heap(), *object) && !isAlreadyAbove(node);
}

QModelIndex RetainersModel::nextTowardsRoot(const QModelIndex& index)
{
    if (const std::optional<NodeOrdinal> object = objectOf(nodeAt(index))) {
        const std::int32_t distance = heap().distance[object->value];
        if (index.isValid() && distance >= 0 && distance <= 1)
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
    const EdgeIndex edge(static_cast<std::uint32_t>(node.key));
    const auto column = static_cast<HeapColumn>(index.column());
    if (column != HeapColumn::Name)
        return objectFigure(column, from, 0, role);
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
    case TextSpansRole: {
        StyledText text = retainerText(heap().graph, edge, from);
        if (isAlreadyAbove(node))
            markAlreadyAbove(text);
        return styledCell(text, role);
    }
    case Qt::ToolTipRole: {
        QStringList lines = objectToolTipLines(heap().graph, from);
        lines.prepend(edgeKindText(heap().graph, edge));
        if (isAlreadyAbove(node))
            lines += tr("This object stands in a row above already: the references go round in a circle.");
        return plainToolTip(lines);
    }
    default: return {};
    }
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
