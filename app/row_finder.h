// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>

class QAbstractItemModel;
class QString;

namespace heapline {

/// The first row that says a text: one that says exactly that in a column, else one that contains it. Upper levels are searched before
/// lower ones, and rows that are not there yet are fetched; gives up after some ten thousand rows. Invalid when there is none.
QModelIndex findRow(QAbstractItemModel& model, const QString& text);

} // namespace heapline
