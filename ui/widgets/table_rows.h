// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QList>
#include <QModelIndex>
#include <QString>

#include <optional>

namespace heapline {

/// What of a table is copied or saved.
struct TableRows {
    const QAbstractItemModel* model = nullptr;
    QList<int> columns = {};   ///< in the order in which they shall stand
    QModelIndexList rows = {}; ///< one index for each row, in the order in which they shall stand
    quint64 leftOut = 0;       ///< rows that would follow, but are too many
};

/// How far below the first level a row stands; 0 for the first level.
int levelOf(const QModelIndex& row);

/// Whether a cell holds a figure, as against a text.
bool isFigureCell(const QModelIndex& cell);

/// The number in a cell, if it holds a figure that is known.
std::optional<qulonglong> numberOf(const QModelIndex& cell);

/// A cell for people: as the table shows it, with its share where there is one: "3.4 MB (31.0 %)".
QString shownCell(const QModelIndex& cell);

/// A cell to work on with: CopyRole where it has one, such as bytes as a plain number, else its display text.
QString exactCell(const QModelIndex& cell);
QString exactHeader(const QAbstractItemModel& model, int column);

/// "… 1,234 more rows are left out"
QString leftOutText(quint64 rows);

} // namespace heapline
