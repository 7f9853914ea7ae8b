// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"
#include "core/stacks/bottom_up.h"
#include "core/stacks/stacks.h"

#include <vector>

namespace heapline {

/// The columns that every table of functions has, for the measures that @p weights holds.
std::vector<ReportColumn> functionColumns(const StackWeights& weights);

/// The cells of a function for these columns.
std::vector<Cell> functionCells(const Stacks& stacks, const StackWeights& weights, FrameId frame,
                                const MeasureValues& values);

/// Values of one node of the call tree.
MeasureValues valuesOf(const StackWeights& weights, CallNodeId node);

/// Value of the measure that summaries are sorted by.
std::uint64_t selfBytes(const MeasureValues& values);
std::uint64_t totalBytes(const MeasureValues& values);

} // namespace heapline
