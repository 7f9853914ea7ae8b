// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"

namespace heapline {

/// Takes the figures out of a report that depend on all references of a heap, for a file that does not hold all of them:
/// retained sizes, distances, dominators and what else Heap::knowsReferences() names; and shares of the heap if not all objects are known.
void dropFiguresOfReferences(Report& report);

} // namespace heapline
