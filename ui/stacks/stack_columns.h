// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/bottom_up.h"
#include "core/stacks/stacks.h"

#include <QString>

namespace heapline {

/// Columns of the call-tree views.
enum class StackColumn {
    Function,
    Location,
    SelfLive,  ///< bytes of the function itself (bottom up: of the stacks that pass here)
    SelfError, ///< how far SelfLive may be off; sampling profiles only
    TotalLive, ///< bytes, self plus callees
    TotalError,
    TotalLiveCount,
    SelfLiveCount,
    TotalAllocated, ///< freed ones included
    SelfAllocated,
    TotalAllocatedCount,
    SelfAllocatedCount
};
inline constexpr int stackColumnCount = 12;

/// What a column of figures shows.
struct StackFigure {
    Measure measure;
    bool isTotal;

    bool isBytes() const { return measure == Measure::LiveBytes || measure == Measure::TotalBytes; }
    std::uint64_t of(const MeasureValues& values) const
    {
        return (isTotal ? values.total : values.self)[static_cast<std::size_t>(measure)];
    }
};

/// Whether a column has figures, and so a StackFigure.
bool isFigure(StackColumn column);
/// @pre isFigure(column)
StackFigure figureOf(StackColumn column);

/// @param isSampling whether sizes are those of a sampling profile, which does not tell live from freed
QString stackColumnTitle(StackColumn column, bool isSampling);
QString stackColumnToolTip(StackColumn column, bool isSampling, bool isBottomUp);

} // namespace heapline
