// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QStringList>

namespace heapline::test {

/// The rows that a model has made so far, one line each, two spaces deeper than the row above them: the cells' texts with " | "
/// between. A row that can be opened but has no rows yet ends in " +".
inline QString treeText(const QAbstractItemModel& model, const QList<int>& columns, const QModelIndex& parent = {},
                        int depth = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (const int column : columns)
            cells += model.index(row, column, parent).data().toString();
        const QModelIndex index = model.index(row, 0, parent);
        const bool isClosed = model.hasChildren(index) && model.rowCount(index) == 0;
        text += QString(depth * 2, QLatin1Char(' ')) + cells.join(QStringLiteral(" | "))
                + (isClosed ? QStringLiteral(" +\n") : QStringLiteral("\n")) + treeText(model, columns, index, depth + 1);
    }
    return text;
}

/// Opens the rows of these numbers, one below the other. @return the last one
inline QModelIndex open(QAbstractItemModel& model, const QList<int>& rows)
{
    QModelIndex index;
    for (const int row : rows) {
        index = model.index(row, 0, index);
        if (model.rowCount(index) == 0)
            model.fetchMore(index);
    }
    return index;
}

} // namespace heapline::test
