// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/pixel_bars.h"
#include "ui/timeline/timeline_layout.h"

#include <QFont>
#include <QPalette>
#include <QPixmap>

namespace heapline {

/// Everything that the picture of the bars depends on. When none of it changes, the picture need not be painted again.
struct TimelineScene {
    QSize size; ///< logical pixels
    qreal pixelRatio = 1;
    AxisRange view;
    SizeScale::Kind scale = SizeScale::Kind::Linear;
    BarMeasure measure = BarMeasure::Bytes;
    QPalette palette;
    QFont font;
    MarkedBars marked;

    bool operator==(const TimelineScene&) const = default;
};

/// The picture of a timeline, kept: ruler, size grid, bars and the block of older objects. It is painted twice, plain and
/// as what is outside of a selection looks (washed and hatched), so that a selection that moves costs two copies of pixels.
class TimelinePainter {
public:
    explicit TimelinePainter(const Timeline& timeline) : m_timeline(timeline), m_bars(timeline) {}

    /// Paints the pictures if the scene differs from the last one. @return whether it did
    bool prepare(const TimelineScene& scene);

    const TimelineLayout& layout() const { return m_layout; }
    const QPixmap& plain() const { return m_plain; }
    /// Painted when it is first asked for: while nothing is selected, zooming does without it.
    const QPixmap& washed();

private:
    QPixmap paintPicture(bool washed) const;
    void paintOlder(QPainter& painter, bool washed) const;
    void paintRuler(QPainter& painter) const;
    void paintGrid(QPainter& painter, const SizeScale& sizes) const;
    void paintHatch(QPainter& painter, const QRect& rect) const;

    const Timeline& m_timeline;
    TimelineScene m_scene;
    TimelineLayout m_layout;
    PixelBars m_bars;
    QPixmap m_plain;
    QPixmap m_washed;
};

} // namespace heapline
