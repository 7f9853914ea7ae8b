// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heap/summary_model.h"

#include <QString>

namespace heapline {

/// The line under the Summary: "12 of 96 classes · 258,656 objects · 9.9 MB, 30.6 % of the heap".
QString summaryTotalsText(const SummaryModel::Totals& totals, std::uint64_t heapBytes);

} // namespace heapline
