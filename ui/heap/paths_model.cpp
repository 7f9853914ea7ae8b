// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/paths_model.h"

#include "core/heap/ignored_retainers.h"
#include "ui/widgets/cells.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

#include <numeric>

namespace heapline {

PathsModel::PathsModel(std::shared_ptr<const Profile> profile, QObject* parent) : HeapTreeModel(std::move(profile), parent)
{
    reset();
}

void PathsModel::start(std::shared_ptr<const IgnoredRetainers> ignored)
{
    m_ignored = std::move(ignored);
    m_paths.clear();
    reset();
}

void PathsModel::addPath(RootPath path)
{
    m_paths.push_back(std::move(path));
    relist();
}

LazyTreeModel::Listing PathsModel::list(Node& node)
{
    const std::size_t rows = node.depth == 0 ? m_paths.size() : node.depth == 1 ? pathOf(node).size() : 0;
    std::vector<Key> keys(rows);
    std::iota(keys.begin(), keys.end(), Key(0));
    return {keys, {}};
}

bool PathsModel::mayHaveChildren(const Node& node) const
{
    return node.depth < 2 && !m_paths.empty();
}

const RootPath& PathsModel::pathOf(const Node& node) const
{
    return m_paths[node.depth == 1 ? node.key : node.parent->key];
}

std::optional<NodeOrdinal> PathsModel::objectOf(const Node& node) const
{
    if (node.depth < 2)
        return std::nullopt;
    return pathOf(node)[node.key].object;
}

QVariant PathsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Node& node = nodeAt(index);
    const auto column = static_cast<HeapColumn>(index.column());
    if (node.depth == 1)
        return column == HeapColumn::Name ? pathData(pathOf(node), node.key, role) : QVariant();
    const PathStep& step = pathOf(node)[node.key];
    if (column == HeapColumn::Distance && m_ignored)
        return distanceCell(role, m_ignored->distance()[step.object.value]);
    if (column != HeapColumn::Name)
        return objectFigure(column, step.object, 0, role);
    return stepData(step, node.key + 1 == pathOf(node).size(), role);
}

QVariant PathsModel::pathData(const RootPath& path, std::size_t number, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case SortRole: {
        const std::size_t references = path.size() - 1;
        const QString length = references == 1 ? tr("1 reference") : tr("%1 references").arg(countText(references));
        return number == 0 ? tr("Shortest path · %1").arg(length) : tr("Path %1 · %2").arg(number + 1).arg(length);
    }
    case Qt::ToolTipRole: return plainToolTip({tr("From the root, first row, to the selected object, last row.")});
    default: return {};
    }
}

QVariant PathsModel::stepData(const PathStep& step, bool isTarget, int role) const
{
    const HeapGraph& graph = heap().graph;
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
    case TextSpansRole: {
        StyledText text = step.edge.isValid() ? edgeText(graph, step.edge) : objectText(graph, step.object);
        if (!step.edge.isValid())
            markRoot(text);
        if (isTarget)
            markSelected(text);
        return styledCell(text, role);
    }
    case Qt::ToolTipRole: {
        QStringList lines = objectToolTipLines(graph, step.object);
        lines.prepend(step.edge.isValid() ? edgeKindText(graph, step.edge)
                                          : tr("Root: held by the engine or the host, not by another object"));
        return plainToolTip(lines);
    }
    default: return {};
    }
}

QVariant PathsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section == static_cast<int>(HeapColumn::Name) && orientation == Qt::Horizontal) {
        if (role == Qt::DisplayRole)
            return tr("Reference :: object");
        if (role == Qt::ToolTipRole)
            return plainToolTip({tr(
                "From a root to the selected object: each row is a reference of the object above it, and the object that "
                "it leads to.")});
    }
    return HeapTreeModel::headerData(section, orientation, role);
}

} // namespace heapline
