// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/subtree_model.h"

#include "ui/widgets/cells.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

#include <QFont>

#include <utility>

namespace heapline {

void SubtreeModel::setFigures(std::shared_ptr<const DominatorFigures> figures)
{
    if (figures == m_figures)
        return;
    const bool isFirst = !m_figures;
    m_figures = std::move(figures);
    if (!m_figures)
        clear();
    else if (isFirst)
        reset();
    else
        relist();
}

void SubtreeModel::setOnlyShown(bool on)
{
    if (std::exchange(m_onlyShown, on) != on)
        relist();
}

void SubtreeModel::setMatching(std::shared_ptr<const std::vector<std::uint8_t>> classes)
{
    m_matching = std::move(classes);
    if (m_figures)
        relist();
}

QVariant SubtreeModel::nameFont(NodeOrdinal object) const
{
    if (!m_matching || !(*m_matching)[heap().classOf[object.value].value])
        return {};
    QFont bold;
    bold.setBold(true);
    return bold;
}

int SubtreeModel::columnCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : heapColumnCount + 2;
}

QVariant SubtreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < shownBytesColumn || section > shownCountColumn)
        return HeapTreeModel::headerData(section, orientation, role);
    const bool isBytes = section == shownBytesColumn;
    const QString title = isBytes ? tr("In range") : tr("Objects in range");
    switch (role) {
    case Qt::DisplayRole: return title;
    case CopyRole: return isBytes ? tr("%1 (bytes)").arg(title) : title;
    case Qt::ToolTipRole:
        return plainToolTip(
            {isBytes
                 ? tr("Shallow bytes of the objects in the selected range, stacks and filter that are alive through the "
                      "object of the row alone, itself among them; in percent of all of these objects.")
                 : tr("Number of the objects in the selected range, stacks and filter that are alive through the object of "
                      "the row alone, itself among them.")});
    case Qt::InitialSortOrderRole: return QVariant::fromValue<int>(Qt::DescendingOrder);
    case Qt::TextAlignmentRole: return QVariant::fromValue<int>(Qt::AlignRight | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant SubtreeModel::shownFigure(int column, std::uint64_t bytes, std::uint64_t count, int role) const
{
    if (!isPart())
        return {};
    const RangeFigures& all = *m_figures->objects;
    if (role == Qt::ToolTipRole)
        return plainToolTip({tr("%1 of %2 objects").arg(countText(count), countText(all.objectCount)), exactBytesText(bytes),
                             tr("%1 of the selection’s %2").arg(percentText(bytes, all.bytes), bytesText(all.bytes))});
    return column == shownBytesColumn ? bytesCell(role, bytes, all.bytes) : countCell(role, count);
}

QVariant SubtreeModel::rowFigure(int column, NodeOrdinal object, int role) const
{
    if (column < heapColumnCount)
        return objectFigure(static_cast<HeapColumn>(column), object, 0, role);
    return isPart() ? shownFigure(column, m_figures->sums->bytes(object), m_figures->sums->count(object), role) : QVariant();
}

} // namespace heapline
