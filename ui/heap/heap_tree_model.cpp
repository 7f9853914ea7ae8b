// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/heap_tree_model.h"

#include "ui/widgets/cells.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

namespace heapline {

HeapTreeModel::HeapTreeModel(std::shared_ptr<const Profile> profile, QObject* parent, std::unique_ptr<Node> root)
    : LazyTreeModel(root ? std::move(root) : std::make_unique<Node>(), parent)
    , m_profile(std::move(profile))
{
}

std::optional<NodeOrdinal> HeapTreeModel::objectAt(const QModelIndex& index) const
{
    return index.isValid() ? objectOf(nodeAt(index)) : std::nullopt;
}

bool HeapTreeModel::isAlreadyAbove(const Node& node) const
{
    const std::optional<NodeOrdinal> object = objectOf(node);
    for (const Node* above = node.parent; object && above; above = above->parent) {
        if (objectOf(*above) == object)
            return true;
    }
    return false;
}

LazyTreeModel::Listing HeapTreeModel::listEdges(NodeOrdinal object) const
{
    // The job owns the profile, so it may outlive this model.
    const auto make = [held = m_profile, object, order = objectOrder(sortedBy()), descending = isDescending()] {
        std::vector<Key> keys;
        for (const EdgeIndex edge : sortedEdges(*held->heap, object, order, descending))
            keys.push_back(edge.value);
        return keys;
    };
    if (edgeCount(heap(), object) > mostSortedAtOnce)
        return {{}, make};
    return {make(), {}};
}

QStringList HeapTreeModel::edgeToolTipLines(const Node& node) const
{
    QStringList lines = objectToolTipLines(heap().graph, *objectOf(node));
    lines.prepend(edgeKindText(heap().graph, EdgeIndex(static_cast<std::uint32_t>(node.key))));
    if (isAlreadyAbove(node))
        lines += tr("This object stands in a row above already; open it there.");
    return lines;
}

int HeapTreeModel::columnCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : heapColumnCount;
}

QVariant HeapTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= heapColumnCount)
        return {};
    const auto column = static_cast<HeapColumn>(section);
    const bool isBytes = column == HeapColumn::ShallowSize || column == HeapColumn::RetainedSize;
    switch (role) {
    case Qt::DisplayRole: return heapColumnTitle(column);
    case Qt::ToolTipRole: return plainToolTip({heapColumnToolTip(column)});
    case CopyRole: return isBytes ? tr("%1 (bytes)").arg(heapColumnTitle(column)) : headerData(section, orientation);
    case Qt::InitialSortOrderRole:
        return QVariant::fromValue<int>(isBytes || column == HeapColumn::Count ? Qt::DescendingOrder : Qt::AscendingOrder);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue<int>((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant HeapTreeModel::heapBytes(std::uint64_t bytes, std::uint64_t rangeBytes, int role) const
{
    if (role != Qt::ToolTipRole)
        return bytesCell(role, bytes, heap().totalSize);
    QStringList lines{exactBytesText(bytes)};
    if (heap().totalSize != 0)
        lines += tr("%1 of the whole heap").arg(percentText(bytes, heap().totalSize));
    if (rangeBytes != 0)
        lines += tr("%1 of the selection’s %2").arg(percentText(bytes, rangeBytes), bytesText(rangeBytes));
    return plainToolTip(lines);
}

QVariant HeapTreeModel::retainedBytes(std::uint64_t bytes, std::uint64_t rangeBytes, int role) const
{
    return heap().knowsReferences() ? heapBytes(bytes, rangeBytes, role) : unknownCell(role);
}

QVariant HeapTreeModel::distanceOf(std::int32_t distance, int role) const
{
    return heap().knowsReferences() ? distanceCell(role, distance) : unknownCell(role);
}

const ClassPlaces& HeapTreeModel::places() const
{
    if (!m_places)
        m_places.emplace(*m_profile);
    return *m_places;
}

QVariant HeapTreeModel::objectFigure(HeapColumn column, NodeOrdinal object, std::uint64_t rangeBytes, int role) const
{
    switch (column) {
    case HeapColumn::Distance: return distanceOf(heap().distance[object.value], role);
    case HeapColumn::ShallowSize: return heapBytes(heap().shallowSize[object.value], rangeBytes, role);
    case HeapColumn::RetainedSize: return retainedBytes(heap().retainedSize[object.value], rangeBytes, role);
    case HeapColumn::Name:
    case HeapColumn::Count: break;
    }
    return {};
}

QVariant HeapTreeModel::styledCell(const StyledText& text, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case SortRole: return text.text;
    case TextSpansRole: return QVariant::fromValue(text.spans);
    default: return {};
    }
}

QVariant HeapTreeModel::placeholderData(int column, int role) const
{
    if (column != 0 || role != Qt::DisplayRole)
        return {};
    return tr("Sorting…");
}

} // namespace heapline
