// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/timeline.h"
#include "ui/timeline/timeline_coordinates.h"

#include <QFontMetrics>
#include <QRect>
#include <QStringList>

namespace heapline {

/// Where the parts of the timeline lie in its widget, in logical pixels.
///
///     +--------+--------------------------------+--------+
///     |        | ruler with times               |        |
///     |        | lane: selection and its grips  |        |
///     | older  | bars                           | sizes  |
///     +--------+--------------------------------+--------+
struct TimelineLayout {
    QRect ruler;
    QRect lane;  ///< covers the columns of older and bars
    QRect older; ///< objects from before the recording; empty when there are none
    QRect bars;
    QRect sizes;            ///< labels of the size grid; empty when the widget is too narrow
    QStringList olderLines; ///< what the block of older objects says; empty when it is too narrow for text

    PixelScale scaleOf(const AxisRange& view) const
    {
        return {view, static_cast<double>(bars.left()), static_cast<double>(bars.width())};
    }
};

/// Whether there are objects that are older than the recording.
bool hasOlderObjects(const Timeline& timeline);

TimelineLayout layoutTimeline(const Timeline& timeline, const QSize& size, const QFontMetrics& metrics);

/// Height below which the bars are too low to be read.
int lowestTimelineHeight(const QFontMetrics& metrics);

} // namespace heapline
