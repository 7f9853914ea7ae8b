// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/bar_measure.h"
#include "ui/timeline/marked_bars.h"
#include "ui/timeline/size_scale.h"
#include "ui/timeline/timeline_layout.h"

#include <QPainter>
#include <QPalette>

#include <vector>

namespace heapline {

/// A bar in device pixels.
struct PixelBar {
    int left = 0;
    int width = 0;
    BarValues values;
    std::uint64_t marked = 0;
};

/// Finds the bars of a view: one for each tick where ticks stand apart, else one for each pixel column. Those of height 0 are left out.
class PixelBars {
public:
    explicit PixelBars(const Timeline& timeline) : m_timeline(timeline) {}

    /// O(columns * log ticks)
    const std::vector<PixelBar>& find(const TimelineLayout& layout, const AxisRange& view, qreal pixelRatio,
                                      BarMeasure measure, const MarkedBars& marked);
    const std::vector<PixelBar>& bars() const { return m_bars; }

    /// The scale on which all of them fit.
    SizeScale scale(SizeScale::Kind kind) const;

private:
    void add(int left, int width, std::size_t firstTick, std::size_t lastTick, BarMeasure measure, const MarkedBars& marked);

    const Timeline& m_timeline;
    std::vector<PixelBar> m_bars;
    std::vector<Bar> m_columns; ///< kept to spare allocations
};

/// Where and how bars are drawn.
struct BarCanvas {
    QRect area; ///< where bars stand, in logical pixels
    qreal pixelRatio = 1;
    SizeScale sizes;
    bool isWashed = false; ///< whether they lie outside of a selection
};

// Draw the parts of bars. What there was is pale and striped across, with a line on top; what is still there is solid before it; what is marked
// is nearer to the colour of text, with a line on top: each part can be told without its colour.

/// Draws what there was. To be called on the plain ground, before anything else stands in the area: the stripes go over all of it.
void paintBehind(QPainter& painter, const std::vector<PixelBar>& bars, const BarCanvas& canvas, const QPalette& palette);
void paintSolid(QPainter& painter, const std::vector<PixelBar>& bars, const BarCanvas& canvas, const QPalette& palette);

} // namespace heapline
