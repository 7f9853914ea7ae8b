// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/copy_rows.h"

#include "ui/widgets/roles.h"

#include <QAbstractItemModel>
#include <QStringList>

#include <algorithm>
#include <limits>

namespace heapline {

namespace {

int depthOf(const QModelIndex& index)
{
    int depth = 0;
    for (QModelIndex at = index.parent(); at.isValid(); at = at.parent())
        ++depth;
    return depth;
}

QString plain(const QVariant& copied, const QVariant& shown)
{
    QString text = copied.isValid() ? copied.toString() : shown.toString();
    return text.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
}

} // namespace

QString rowsAsTsv(const QAbstractItemModel& model, const QModelIndexList& rows, const QList<int>& columns)
{
    QStringList line;
    for (const int column : columns)
        line += plain(model.headerData(column, Qt::Horizontal, CopyRole), model.headerData(column, Qt::Horizontal));
    QString text = line.join(QLatin1Char('\t')) + QLatin1Char('\n');

    int shallowest = std::numeric_limits<int>::max();
    for (const QModelIndex& row : rows)
        shallowest = std::min(shallowest, depthOf(row));
    for (const QModelIndex& row : rows) {
        line.clear();
        for (const int column : columns) {
            const QModelIndex cell = row.siblingAtColumn(column);
            const QString indent(column == 0 ? (depthOf(row) - shallowest) * 2 : 0, QLatin1Char(' '));
            line += indent + plain(cell.data(CopyRole), cell.data());
        }
        text += line.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    return text;
}

} // namespace heapline
