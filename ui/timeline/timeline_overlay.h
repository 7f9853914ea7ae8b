// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/range.h"
#include "ui/timeline/timeline_colors.h"
#include "ui/timeline/timeline_hover.h"
#include "ui/timeline/timeline_layout.h"

#include <QPainter>
#include <QString>

#include <optional>

namespace heapline {

/// A selection in pixels, clipped to what is in view.
struct SelectionPixels {
    double begin = 0;
    double end = 0;
    bool beginInView = false; ///< whether the edge itself is in view, so that it has a grip
    bool endInView = false;

    bool operator==(const SelectionPixels&) const = default;
};

/// Where a selection lies; nothing when none of it is in view. One that takes in the older objects begins at their block.
/// A selection of samples reaches half a number beyond its ends, as the samples do.
std::optional<SelectionPixels> selectionPixels(const AxisRange& selection, const AxisRange& view, const Timeline& timeline,
                                               const TimelineLayout& layout);

/// What of the widget is inside of a selection: its bars, and the older objects if they belong to it.
QRectF selectedArea(const SelectionPixels& selection, const TimelineLayout& layout);

/// The lane under the ruler, and in it the selection with its grips and its length in words.
void paintLane(QPainter& painter, const TimelineLayout& layout, const TimelineColors& colors);
void paintSelection(QPainter& painter, const SelectionPixels& selection, const QString& length, const TimelineLayout& layout,
                    const TimelineColors& colors);

/// The vertical line under the pointer.
void paintCrosshair(QPainter& painter, double x, const TimelineLayout& layout, const TimelineColors& colors);

/// The place from which the arrow keys select: a dashed line with a mark in the lane.
void paintCursor(QPainter& painter, double x, const TimelineLayout& layout, const TimelineColors& colors);

void paintFocusFrame(QPainter& painter, const TimelineLayout& layout, const TimelineColors& colors);

/// The card beside the pointer; keeps within @p size.
void paintHoverCard(QPainter& painter, const HoverText& text, const QPointF& pointer, const QSize& size,
                    const QPalette& palette);

} // namespace heapline
