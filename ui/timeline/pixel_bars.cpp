// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/pixel_bars.h"

#include "ui/timeline/tick_bars.h"
#include "ui/timeline/timeline_colors.h"

#include <algorithm>
#include <cmath>

namespace heapline {

namespace {

constexpr int narrowestBar = 2;   ///< logical pixels
constexpr int lowestBar = 2;      ///< device pixels of a bar that is not empty
constexpr int stripeDistance = 3; ///< logical pixels between the stripes of what is not there any more

/// Draws parts of bars in device pixels, so that edges are sharp.
class BarPainter {
public:
    BarPainter(QPainter& painter, const BarCanvas& canvas)
        : m_painter(painter)
        , m_sizes(canvas.sizes)
        , m_bottom(static_cast<int>(std::lround((canvas.area.top() + canvas.area.height()) * canvas.pixelRatio)))
        , m_height(canvas.area.height() * canvas.pixelRatio)
        , m_line(static_cast<int>(std::ceil(canvas.pixelRatio)))
    {
        painter.save();
        painter.scale(1 / canvas.pixelRatio, 1 / canvas.pixelRatio);
    }
    BarPainter(const BarPainter&) = delete;
    BarPainter& operator=(const BarPainter&) = delete;
    ~BarPainter() { m_painter.restore(); }

    /// @param cap colour of the line on top; invalid: none
    void draw(const PixelBar& bar, std::uint64_t value, const QColor& fill, const QColor& cap = QColor())
    {
        if (value == 0)
            return;
        const int height = heightOf(value);
        m_painter.fillRect(bar.left, m_bottom - height, bar.width, height, fill);
        if (cap.isValid())
            drawTop(bar, value, cap);
    }
    /// The line on top of a part that is not empty.
    void drawTop(const PixelBar& bar, std::uint64_t value, const QColor& color)
    {
        const int height = heightOf(value);
        m_painter.fillRect(bar.left, m_bottom - height, bar.width, std::min(m_line, height), color);
    }

    /// Lays stripes of the ground over bars: filling each with a pattern takes ten times as long. Also a bar two pixels wide shows them.
    void stripe(int left, int width, const QColor& ground)
    {
        const int step = stripeDistance * m_line;
        for (int y = m_bottom - step; y > m_bottom - m_height - step; y -= step)
            m_painter.fillRect(left, y + m_line, width, step - m_line, ground);
    }

private:
    int heightOf(std::uint64_t value) const
    {
        return std::max(lowestBar, static_cast<int>(std::lround(m_sizes.fraction(value) * m_height)));
    }

    QPainter& m_painter;
    const SizeScale& m_sizes;
    int m_bottom;
    double m_height;
    int m_line;
};

bool hasBehind(const PixelBar& bar)
{
    return bar.values.behind > bar.values.solid;
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

void paintBehind(QPainter& painter, const std::vector<PixelBar>& bars, const BarCanvas& canvas, const QPalette& palette)
{
    if (std::ranges::none_of(bars, hasBehind))
        return;
    const TimelineColors colors(palette);
    const QColor color = canvas.isWashed ? colors.washedGone : colors.gone;
    painter.save();
    painter.setClipRect(canvas.area); // the uppermost stripe may reach beyond
    {
        BarPainter parts(painter, canvas);
        for (const PixelBar& bar : bars) {
            if (hasBehind(bar))
                parts.draw(bar, bar.values.behind, color);
        }
        const int left = static_cast<int>(std::floor(canvas.area.left() * canvas.pixelRatio));
        const int width = static_cast<int>(std::ceil(canvas.area.width() * canvas.pixelRatio)) + 1;
        parts.stripe(left, width, canvas.isWashed ? colors.washedBase : colors.base);
    }
    painter.restore();
}

void paintSolid(QPainter& painter, const std::vector<PixelBar>& bars, const BarCanvas& canvas, const QPalette& palette)
{
    const TimelineColors colors(palette);
    const QColor edge = canvas.isWashed ? colors.washedGone : colors.goneEdge;
    BarPainter parts(painter, canvas);
    for (const PixelBar& bar : bars) {
        if (hasBehind(bar))
            parts.drawTop(bar, bar.values.behind, edge);
    }
    for (const PixelBar& bar : bars)
        parts.draw(bar, bar.values.solid, canvas.isWashed ? colors.washedBar : colors.accent);
    for (const PixelBar& bar : bars)
        parts.draw(bar, std::min(bar.marked, bar.values.solid), canvas.isWashed ? colors.washedMarked : colors.marked,
                   canvas.isWashed ? colors.washedBase : colors.base);
}

} // namespace heapline
