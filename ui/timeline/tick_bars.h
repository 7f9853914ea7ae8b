// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/timeline.h"
#include "ui/timeline/timeline_coordinates.h"

#include <optional>
#include <vector>

namespace heapline {

/// One bar as drawn: a stretch of the axis with what came into being there.
struct TickBar {
    double begin = 0; ///< place on the axis
    double end = 0;
    std::uint64_t bytes = 0;
    std::uint64_t count = 0;
    std::size_t firstTick = 0; ///< ticks [firstTick, lastTick)
    std::size_t lastTick = 0;
};

/// Whether the ticks of a view stand far enough apart to be drawn one by one, over the stretch that they stand for.
bool ticksAreApart(const Timeline& timeline, const PixelScale& scale);

/// The bars of a view, one for each place with ticks. A tick of a Time axis reaches from the tick before to itself, a
/// sample of an AllocationOrder axis half a number to both sides. Ticks before firstRecordedTick() are left out. O(log
/// ticks + bars).
std::vector<TickBar> tickBars(const Timeline& timeline, const AxisRange& view);

/// What stands under a pixel: the ticks of its column, or else the tick whose stretch covers it. Nothing beside the data,
/// nor where no sample is near.
std::optional<TickBar> barAt(const Timeline& timeline, const PixelScale& scale, double x);

} // namespace heapline
