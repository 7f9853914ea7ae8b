// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/tick_figures.h"

#include <algorithm>
#include <cstdint>

namespace heapline {

/// What the heights of the bars stand for.
enum class BarMeasure {
    Bytes,  ///< still alive, before what was allocated where live events tell it; or of samples
    Objects ///< still alive, before all that were given an id; Time axes only
};

/// A bar in its two parts, both from its foot upwards.
struct BarValues {
    std::uint64_t solid = 0;  ///< what is still there
    std::uint64_t behind = 0; ///< all that there was; 0 where that is not known

    std::uint64_t top() const { return std::max(solid, behind); }
    bool operator==(const BarValues&) const = default;
};

inline BarValues barValues(const TickFigures& figures, BarMeasure measure)
{
    if (measure == BarMeasure::Objects)
        return {figures.idsAlive, figures.idsGiven};
    return {figures.bytes, figures.live ? figures.live->allocatedBytes : 0};
}

} // namespace heapline
