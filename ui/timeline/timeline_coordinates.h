// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/range.h"
#include "core/timeline/timeline.h"

#include <cstdint>

namespace heapline {

/// How a view of the axis lies on pixels. All arithmetic is in double: places may be months of microseconds apart.
struct PixelScale {
    AxisRange view;   ///< what is shown, from the left to the right edge
    double left = 0;  ///< pixel of view.begin
    double width = 0; ///< pixels from view.begin to view.end

    double xOf(double position) const;
    /// The place at a pixel, also beside the view; view.begin when there is no width.
    std::int64_t positionAt(double x) const;
    double positionsPerPixel() const;
};

/// The view that shows a whole timeline. A Time axis from its first to its last tick; samples with one number of room at
/// both ends, since a sample is drawn around its number. Never of zero length.
AxisRange fullView(const Timeline& timeline);

/// The shortest view that zooming in leads to: a millisecond, or ten samples; never longer than @p full.
double shortestView(AxisKind axis, const AxisRange& full);

/// Makes a view @p factor times as long (above 1: zooms out) so that @p anchor stays at its pixel; stays within @p full.
AxisRange zoomedView(const AxisRange& view, const AxisRange& full, AxisKind axis, double factor, std::int64_t anchor);

/// Moves a view by @p delta, as far as @p full goes.
AxisRange pannedView(const AxisRange& view, const AxisRange& full, double delta);

/// Moves and if need be shortens a view so that it lies within @p full.
AxisRange viewWithin(const AxisRange& view, const AxisRange& full);

/// The largest of 1, 2 and 5 times a power of ten that is <= value; 1 below that.
std::int64_t niceStepBelow(double value);

/// Rounds a place to the power of ten that fits into a pixel, so that what is dragged reads as what it is.
std::int64_t roundedToPixel(std::int64_t position, double positionsPerPixel);

} // namespace heapline
