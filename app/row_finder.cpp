// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/row_finder.h"

#include <QAbstractItemModel>
#include <QString>

#include <deque>

namespace heapline {

namespace {

constexpr int maxRows = 20'000;

} // namespace

QModelIndex findRow(QAbstractItemModel& model, const QString& text)
{
    QModelIndex containing;
    std::deque<QModelIndex> levels = {QModelIndex()};
    for (int seen = 0; !levels.empty() && seen < maxRows;) {
        const QModelIndex parent = levels.front();
        levels.pop_front();
        if (model.rowCount(parent) == 0 && model.canFetchMore(parent))
            model.fetchMore(parent);
        for (int row = 0; row < model.rowCount(parent) && seen < maxRows; ++row, ++seen) {
            for (int column = 0; column < model.columnCount(parent); ++column) {
                const QString cell = model.index(row, column, parent).data().toString();
                if (cell == text)
                    return model.index(row, 0, parent);
                if (!containing.isValid() && cell.contains(text, Qt::CaseInsensitive))
                    containing = model.index(row, 0, parent);
            }
            const QModelIndex index = model.index(row, 0, parent);
            if (model.hasChildren(index))
                levels.push_back(index);
            if (row + 1 == model.rowCount(parent) && model.canFetchMore(parent))
                model.fetchMore(parent);
        }
        if (containing.isValid())
            return containing;
    }
    return containing;
}

} // namespace heapline
