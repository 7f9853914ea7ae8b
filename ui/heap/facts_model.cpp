// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/facts_model.h"

#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

#include <QFont>
#include <QGuiApplication>
#include <QPalette>

namespace heapline {

void FactsModel::setRows(const QList<FactRow>& rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

void FactsModel::appendRow(const FactRow& row)
{
    const auto at = static_cast<int>(m_rows.size());
    beginInsertRows({}, at, at);
    m_rows.append(row);
    endInsertRows();
}

int FactsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FactsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant FactsModel::data(const QModelIndex& index, int role) const
{
    const FactRow& row = m_rows[index.row()];
    const bool isValue = index.column() == static_cast<int>(Column::Value);
    const bool isLink = isValue && row.link.kind != FactLink::Kind::None;
    switch (role) {
    case Qt::DisplayRole: return isValue ? row.value : row.title;
    case CopyRole: return isValue ? (row.exact.isEmpty() ? row.value : row.exact) : row.title;
    case Qt::ToolTipRole: return plainToolTip({isValue ? row.value : row.title, row.toolTip});
    case Qt::AccessibleTextRole:
        //: the text of a link, as a screen reader says it
        return isLink ? tr("%1, link").arg(row.value) : QVariant();
    case Qt::FontRole: {
        if (!isLink)
            return {};
        QFont font = QGuiApplication::font();
        font.setUnderline(true);
        return font;
    }
    case Qt::ForegroundRole: return isLink ? QVariant(QGuiApplication::palette().link()) : QVariant();
    default: return {};
    }
}

QVariant FactsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == static_cast<int>(Column::Fact) ? tr("Fact") : tr("Value");
}

} // namespace heapline
