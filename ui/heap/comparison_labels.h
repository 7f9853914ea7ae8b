// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/range.h"
#include "ui/heap/comparison_model.h"

#include <QString>

#include <optional>

namespace heapline {

class Document;

/// A range of a timeline in words: "1.000 s – 2.000 s", "the whole recording" without one.
QString comparedRangeText(const std::optional<AxisRange>& range);

/// How objects were matched and why, in a line, and what else is to be known; of ranges, which one is which.
/// @param document whose comparison it is
QString matchingText(const ShownComparison& shown, Document& document);
/// The same with all evidence, for a tool tip.
QString matchingToolTip(const ShownComparison& shown, Document& document);

/// The line under the comparison: "12 of 96 classes differ · +1,345 objects · +232 kB (new 248 kB, deleted 15.8 kB)".
QString comparisonTotalsText(const ComparisonModel::Totals& totals, bool isById);

/// Whether a document has objects to compare, or may have when it is loaded.
bool canBeCompared(const Document& document);

} // namespace heapline
