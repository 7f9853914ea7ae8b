// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QModelIndex>
#include <QString>

class QAbstractItemModel;

namespace heapline {

/// Rows as a table with tabs, with a header line: CopyRole where a cell has it, else its display text. Rows below others are
/// indented by two spaces a level in their first column.
/// @param rows one index for each row, in the order in which they shall stand
/// @param columns in the order in which they shall stand
QString rowsAsTsv(const QAbstractItemModel& model, const QModelIndexList& rows, const QList<int>& columns);

} // namespace heapline
