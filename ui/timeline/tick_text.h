// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/tick_figures.h"

#include <QString>
#include <QStringList>

namespace heapline {

// What a stretch of ticks of a Time axis holds, in words.

/// "1.3 kB alive at the end (1,300 B)"
QString aliveText(std::uint64_t bytes);

/// Bytes and objects alive, of how many: one line each. Says so where nothing is left.
QStringList aliveLines(const TickFigures& figures);

/// "103 of 310 objects given an id still alive"; empty when none was given.
QString idsText(const TickFigures& figures);

/// What "given an id" means, in one short sentence.
QString idsExplanation();

} // namespace heapline
