// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/comparison_lists.h"

#include <QString>
#include <QVariant>

#include <cstdint>

namespace heapline {

/// Columns of a comparison.
enum class ComparisonColumn { Name, Added, Removed, CountDelta, AddedSize, RemovedSize, SizeDelta };
inline constexpr int comparisonColumnCount = 7;

bool isBytesColumn(ComparisonColumn column);
DifferenceOrder differenceOrder(ComparisonColumn column);

/// @param isById whether objects are matched, and not only classes or ranges: then only what differs is counted
QString comparisonColumnTitle(ComparisonColumn column, bool isById);
QString comparisonColumnToolTip(ComparisonColumn column, bool isById);

/// Differences as text: "+1,345", "+232 kB".
QString countDeltaText(std::int64_t count);
QString bytesDeltaText(std::int64_t bytes);

/// Cell with a figure of a comparison: a count or bytes, with a sign in the columns of deltas.
QVariant differenceCell(ComparisonColumn column, std::int64_t figure, int role);

} // namespace heapline
