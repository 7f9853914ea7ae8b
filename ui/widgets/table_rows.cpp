// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_rows.h"

#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>

namespace heapline {

namespace {

struct Table {
    Q_DECLARE_TR_FUNCTIONS(heapline::Table)
};

} // namespace

int levelOf(const QModelIndex& row)
{
    int level = 0;
    for (QModelIndex at = row.parent(); at.isValid(); at = at.parent())
        ++level;
    return level;
}

bool isFigureCell(const QModelIndex& cell)
{
    return (cell.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0;
}

std::optional<qulonglong> numberOf(const QModelIndex& cell)
{
    bool isNumber = false;
    const qulonglong number = cell.data(CopyRole).toString().toULongLong(&isNumber);
    return isNumber && isFigureCell(cell) ? std::optional(number) : std::nullopt;
}

QString shownCell(const QModelIndex& cell)
{
    const QString text = cell.data().toString();
    const QString share = cell.data(PercentRole).toString();
    return share.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, share);
}

QString exactCell(const QModelIndex& cell)
{
    const QVariant exact = cell.data(CopyRole);
    return exact.isValid() ? exact.toString() : cell.data().toString();
}

QString exactHeader(const QAbstractItemModel& model, int column)
{
    const QVariant exact = model.headerData(column, Qt::Horizontal, CopyRole);
    return exact.isValid() ? exact.toString() : model.headerData(column, Qt::Horizontal).toString();
}

QString leftOutText(quint64 rows)
{
    return Table::tr("… %1 more rows are left out").arg(countText(rows));
}

} // namespace heapline
