// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/object_lists.h"

#include <QString>

namespace heapline {

/// Columns of the object views.
enum class HeapColumn {
    Name,  ///< class, object or edge
    Count, ///< objects of a class
    Distance,
    ShallowSize,
    RetainedSize
};
inline constexpr int heapColumnCount = 5;

/// Columns that only the Summary has, while a range or a filter narrows it; behind those of HeapColumn.
enum class SummaryColumn {
    InAll = heapColumnCount, ///< objects of the row in the whole file
    OfRange                  ///< shallow size in percent of the selection
};
inline constexpr int summaryColumnCount = heapColumnCount + 2;

bool isNumber(HeapColumn column);

/// Order of objects, edges and retainers by a column; Count, which they do not have, orders by retained size.
ObjectOrder objectOrder(HeapColumn column);

QString heapColumnTitle(HeapColumn column);
QString heapColumnToolTip(HeapColumn column);
QString summaryColumnTitle(SummaryColumn column);
QString summaryColumnToolTip(SummaryColumn column);

} // namespace heapline
