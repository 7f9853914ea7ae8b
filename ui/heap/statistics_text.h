// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/statistic_parts.h"
#include "core/profile/profile.h"

#include <QColor>
#include <QPalette>
#include <QString>
#include <QStringList>

namespace heapline {

/// What a part of the heap is called, and what it holds.
QString partTitle(StatisticPart part);
QString partMeaning(StatisticPart part);

/// The colour of a part in the chart and its table, for light and dark themes. It says no more than the labels.
QColor partColor(StatisticPart part, const QPalette& palette);

/// "Strings: 1.2 MB, 23.4 %, 14,272 objects".
QString partSentence(StatisticPart part, const PartStatistics& statistics);

/// What there is to know about the figures themselves; empty when nothing is special.
QString figuresRemark(const PartStatistics& whole);

/// "Why is RSS bigger?", sentence by sentence.
QStringList memoryTexts(const Heap& heap);

} // namespace heapline
