// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timeline_coordinates.h"

#include <QString>

#include <functional>
#include <vector>

namespace heapline {

/// A tick of the ruler above the bars, with its label.
struct RulerMark {
    std::int64_t position = 0;
    double x = 0;         ///< pixel of the tick
    QString label;        ///< empty where a label would touch its neighbour
    double labelLeft = 0; ///< pixel at which the label begins
    double labelWidth = 0;
};

/// Distance of ruler ticks that are at least @p least apart: 1-2-5 in seconds, and in minutes and hours what clocks count
/// by. Serial numbers: 1-2-5.
std::int64_t rulerStep(AxisKind axis, double least);

/// Label of a ruler tick, as short as the step allows: "2 s", "2.5 s", "1:05", "1:05.2", "1:02:05", "1,200".
/// @param largest the largest place of the ruler: it decides between seconds, minutes and hours
QString rulerLabel(std::int64_t position, std::int64_t step, std::int64_t largest, AxisKind axis);

/// Ticks and labels for a scale. The first and last place of the data (@p extent) get labels of their own when they are in
/// view. No two labels come nearer to each other than @p gap pixels, and none leaves the scale.
/// @param textWidth width of a label in pixels
std::vector<RulerMark> rulerMarks(const PixelScale& scale, AxisKind axis, const AxisRange& extent,
                                  const std::function<double(const QString&)>& textWidth, double gap);

} // namespace heapline
