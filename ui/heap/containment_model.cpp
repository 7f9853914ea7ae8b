// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/containment_model.h"

#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

#include <algorithm>

namespace heapline {

ContainmentModel::ContainmentModel(std::shared_ptr<const Profile> profile, QObject* parent)
    : SubtreeModel(std::move(profile), parent)
{
    sort(static_cast<int>(HeapColumn::RetainedSize), Qt::DescendingOrder);
}

std::optional<NodeOrdinal> ContainmentModel::objectOf(const Node& node) const
{
    if (node.depth == 0)
        return heap().graph.root;
    if (node.key == placeholder)
        return std::nullopt;
    return heap().graph.target(EdgeIndex(static_cast<std::uint32_t>(node.key)));
}

LazyTreeModel::Listing ContainmentModel::list(Node& node)
{
    const std::optional<NodeOrdinal> object = objectOf(node);
    if (!object || isAlreadyAbove(node))
        return {};
    const bool isByShown = sortColumn() >= shownBytesColumn;
    if (!isPart() || (!isByShown && !isOnlyShown()))
        return listEdges(*object);
    // Ties among what holds as much of the range are in the default order.
    const auto make = [shown = figures(), parent = *object, isByShown, onlyShown = isOnlyShown(),
                       byCount = sortColumn() == shownCountColumn, descending = isDescending(),
                       order = objectOrder(sortedBy())] {
        const Heap& all = *shown->profile->heap;
        const SubtreeSums& sums = *shown->sums;
        std::vector<EdgeIndex> edges =
            sortedEdges(all, parent, isByShown ? ObjectOrder::RetainedSize : order, isByShown || descending);
        if (onlyShown)
            std::erase_if(edges, [&](EdgeIndex edge) { return sums.count(all.graph.target(edge)) == 0; });
        if (isByShown) {
            const auto figureOf = [&](EdgeIndex edge) {
                const NodeOrdinal target = all.graph.target(edge);
                return byCount ? sums.count(target) : sums.bytes(target);
            };
            if (descending)
                std::ranges::stable_sort(edges, std::greater(), figureOf);
            else
                std::ranges::stable_sort(edges, std::less(), figureOf);
        }
        std::vector<Key> keys;
        keys.reserve(edges.size());
        for (const EdgeIndex edge : edges)
            keys.push_back(edge.value);
        return keys;
    };
    if (edgeCount(heap(), *object) > mostSortedAtOnce)
        return {{}, make};
    return {make(), {}};
}

bool ContainmentModel::mayHaveChildren(const Node& node) const
{
    const std::optional<NodeOrdinal> object = objectOf(node);
    return object && hasEdges(heap(), *object) && !isAlreadyAbove(node);
}

QVariant ContainmentModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Node& node = nodeAt(index);
    if (node.key == placeholder)
        return placeholderData(index.column(), role);
    if (index.column() != static_cast<int>(HeapColumn::Name))
        return rowFigure(index.column(), *objectOf(node), role);
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
    case TextSpansRole: {
        StyledText text = edgeText(heap().graph, EdgeIndex(static_cast<std::uint32_t>(node.key)));
        if (isAlreadyAbove(node))
            markAlreadyAbove(text);
        return styledCell(text, role);
    }
    case Qt::FontRole: return nameFont(*objectOf(node));
    case Qt::ToolTipRole: return plainToolTip(edgeToolTipLines(node));
    default: return {};
    }
}

QVariant ContainmentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section == static_cast<int>(HeapColumn::Name) && orientation == Qt::Horizontal) {
        if (role == Qt::DisplayRole)
            return tr("Object");
        if (role == Qt::ToolTipRole)
            return plainToolTip({tr("What the root of the heap refers to: global objects, and the engine’s own roots below "
                                    "(GC roots). A row opens into what its object refers to.")});
    }
    return SubtreeModel::headerData(section, orientation, role);
}

} // namespace heapline
