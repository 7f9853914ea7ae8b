// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>

#include <functional>

namespace heapline {

class LazyTreeModel;

/// Something to be told of a row.
using RowTest = std::function<bool(const QModelIndex& row)>;

/// The next row that matches, in the order of the screen, from the one after @p from; after the last row comes the first. Makes rows
/// as far as it gets, but no more of a level than LazyTreeModel::mostRowsHeld. Invalid when no row matches. Does not recurse.
/// @param from   invalid: before the first row, or behind the last one
/// @param step   1, or -1 for the other direction
/// @param isOpen whether to look at the rows below one, too
QModelIndex nextMatch(LazyTreeModel& model, const QModelIndex& from, int step, const RowTest& isMatch,
                      const RowTest& isOpen);

} // namespace heapline
