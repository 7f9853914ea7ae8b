// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/pixel_bars.h"

#include "ui/timeline/tick_bars.h"
#include "ui/timeline/timeline_colors.h"

#include <QBrush>
#include <QPixmap>

#include <algorithm>
#include <cmath>

namespace heapline {

namespace {

constexpr int narrowestBar = 2;   ///< logical pixels
constexpr int lowestBar = 2;      ///< device pixels of a bar that is not empty
constexpr int stripeDistance = 3; ///< logical pixels between the stripes of what is not there any more

/// Stripes across, so that also a bar two pixels wide has them.
QBrush stripes(const QColor& stripe, const QColor& ground, int line)
{
    QPixmap pattern(1, stripeDistance * line);
    pattern.fill(ground);
    QPainter painter(&pattern);
    painter.fillRect(0, 0, 1, line, stripe);
    return QBrush(pattern);
}

} // namespace

const std::vector<PixelBar>& PixelBars::find(const TimelineLayout& layout, const AxisRange& view, qreal pixelRatio,
                                             BarMeasure measure, const MarkedBars& marked)
{
    m_bars.clear();
    if (layout.bars.isEmpty())
        return m_bars;
    const int left = static_cast<int>(std::lround(layout.bars.left() * pixelRatio));
    const int right = static_cast<int>(std::lround((layout.bars.left() + layout.bars.width()) * pixelRatio));
    const PixelScale scale = layout.scaleOf(view);
    const int narrowest = static_cast<int>(std::ceil(narrowestBar * pixelRatio));
    if (!ticksAreApart(m_timeline, scale)) {
        barsPerColumn(m_timeline, view, right - left, m_columns);
        for (const Bar& bar : m_columns)
            add(std::min(left + bar.column, right - narrowest), narrowest, bar.firstTick, bar.lastTick, measure, marked);
        return m_bars;
    }
    const auto pixel = [&](double position) {
        return static_cast<int>(std::lround(std::clamp(scale.xOf(position) * pixelRatio, double(left), double(right))));
    };
    for (const TickBar& bar : tickBars(m_timeline, view)) {
        const int begin = pixel(bar.begin);
        const int end = pixel(bar.end);
        const int space =
            end - begin >= 2 * narrowest ? static_cast<int>(std::lround(pixelRatio)) : 0; // keeps neighbours apart
        const int width = std::max(end - begin - space, narrowest);
        add(std::clamp(end - space - width, left, std::max(left, right - width)), width, bar.firstTick, bar.lastTick,
            measure, marked);
    }
    return m_bars;
}

void PixelBars::add(int left, int width, std::size_t firstTick, std::size_t lastTick, BarMeasure measure,
                    const MarkedBars& marked)
{
    const BarValues values = barValues(figuresOf(m_timeline, {firstTick, lastTick}), measure);
    if (values.top() > 0)
        m_bars.push_back({left, width, values, marked.of(firstTick, lastTick, measure)});
}

SizeScale PixelBars::scale(SizeScale::Kind kind) const
{
    std::uint64_t smallest = 0;
    std::uint64_t largest = 0;
    for (const PixelBar& bar : m_bars) {
        const std::uint64_t low = bar.values.solid > 0 ? bar.values.solid : bar.values.behind;
        smallest = smallest == 0 ? low : std::min(smallest, low);
        largest = std::max(largest, bar.values.top());
    }
    return {kind, smallest, largest};
}

void paintPixelBars(QPainter& painter, const std::vector<PixelBar>& bars, const SizeScale& sizes, const QRect& area,
                    qreal pixelRatio, const QPalette& palette, bool washed)
{
    const TimelineColors colors(palette);
    const int bottom = static_cast<int>(std::lround((area.top() + area.height()) * pixelRatio));
    const double height = area.height() * pixelRatio;
    const int line = static_cast<int>(std::ceil(pixelRatio));
    const QColor ground = washed ? colors.washedBase : colors.base;
    const QBrush pale = stripes(washed ? colors.washedGone : colors.gone, ground, line);
    const auto draw = [&](const PixelBar& bar, std::uint64_t value, const QBrush& fill, const QColor& cap) {
        if (value == 0)
            return;
        const int top = std::max(lowestBar, static_cast<int>(std::lround(sizes.fraction(value) * height)));
        painter.fillRect(bar.left, bottom - top, bar.width, top, fill);
        if (cap.isValid())
            painter.fillRect(bar.left, bottom - top, bar.width, std::min(line, top), cap);
    };
    painter.save();
    painter.scale(1 / pixelRatio, 1 / pixelRatio); // device pixels, so that edges are sharp
    for (const PixelBar& bar : bars) {
        if (bar.values.behind > bar.values.solid)
            draw(bar, bar.values.behind, pale, washed ? colors.washedGone : colors.goneEdge);
    }
    for (const PixelBar& bar : bars)
        draw(bar, bar.values.solid, washed ? colors.washedBar : colors.accent, QColor());
    for (const PixelBar& bar : bars)
        draw(bar, std::min(bar.marked, bar.values.solid), washed ? colors.washedMarked : colors.marked, ground);
    painter.restore();
}

} // namespace heapline
