// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_painter.h"

#include "core/base/text_format.h"
#include "ui/timeline/axis_ruler.h"
#include "ui/timeline/tick_bars.h"
#include "ui/timeline/timeline_colors.h"

#include <QPainter>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace heapline {

namespace {

constexpr double labelGap = 16;      ///< pixels between labels of the ruler
constexpr int narrowestBar = 2;      ///< logical pixels
constexpr int lowestBar = 2;         ///< device pixels of a bar that is not empty
constexpr int hatchDistance = 7;     ///< pixels between hatch lines
constexpr double linesPerMark = 1.5; ///< text lines that a size label takes with its distance

/// A round size without the digits that formatBytes() keeps for others: "1 MB", not "1.00 MB".
QString roundSizeText(std::uint64_t bytes)
{
    QString text = QString::fromStdString(formatBytes(bytes));
    static const QRegularExpression zeros(QStringLiteral("\\.0+(?= )"));
    return text.remove(zeros);
}

} // namespace

bool TimelinePainter::prepare(const TimelineScene& scene)
{
    if (scene == m_scene && !m_plain.isNull())
        return false;
    m_scene = scene;
    m_layout = layoutTimeline(m_timeline, scene.size, QFontMetrics(scene.font));
    findBars();
    m_plain = paintPicture(false);
    m_washed = paintPicture(true);
    return true;
}

void TimelinePainter::findBars()
{
    m_bars.clear();
    if (m_layout.bars.isEmpty())
        return;
    const double ratio = m_scene.pixelRatio;
    const int left = static_cast<int>(std::lround(m_layout.bars.left() * ratio));
    const int right = static_cast<int>(std::lround((m_layout.bars.left() + m_layout.bars.width()) * ratio));
    const PixelScale scale = m_layout.scaleOf(m_scene.view);
    const int narrowest = static_cast<int>(std::ceil(narrowestBar * ratio));
    if (!ticksAreApart(m_timeline, scale)) {
        barsPerColumn(m_timeline, m_scene.view, right - left, m_columns);
        for (const Bar& bar : m_columns) {
            if (bar.bytes > 0)
                m_bars.push_back({std::min(left + bar.column, right - narrowest), narrowest, bar.bytes,
                                  m_scene.marked.bytesOf(bar.firstTick, bar.lastTick)});
        }
        return;
    }
    for (const TickBar& bar : tickBars(m_timeline, m_scene.view)) {
        if (bar.bytes == 0)
            continue;
        const int begin =
            static_cast<int>(std::lround(std::clamp(scale.xOf(bar.begin) * ratio, double(left), double(right))));
        const int end = static_cast<int>(std::lround(std::clamp(scale.xOf(bar.end) * ratio, double(left), double(right))));
        const int space = end - begin >= 2 * narrowest ? static_cast<int>(std::lround(ratio)) : 0; // keeps neighbours apart
        const int width = std::max(end - begin - space, narrowest);
        m_bars.push_back({std::clamp(end - space - width, left, std::max(left, right - width)), width, bar.bytes,
                          m_scene.marked.bytesOf(bar.firstTick, bar.lastTick)});
    }
}

QPixmap TimelinePainter::paintPicture(bool washed) const
{
    const QSize pixels = (QSizeF(m_scene.size) * m_scene.pixelRatio).toSize().expandedTo(QSize(1, 1));
    QPixmap picture(pixels);
    picture.setDevicePixelRatio(m_scene.pixelRatio);
    picture.fill(m_scene.palette.color(QPalette::Window));
    QPainter painter(&picture);
    painter.setFont(m_scene.font);
    const TimelineColors colors(m_scene.palette);
    painter.fillRect(m_layout.bars, washed ? colors.washedBase : colors.base);
    std::uint64_t smallest = 0;
    std::uint64_t largest = 0;
    for (const PixelBar& bar : m_bars) {
        smallest = smallest == 0 ? bar.bytes : std::min(smallest, bar.bytes);
        largest = std::max(largest, bar.bytes);
    }
    const SizeScale sizes(m_scene.scale, smallest, largest);
    if (washed)
        paintHatch(painter, m_layout.bars);
    paintGrid(painter, sizes);
    paintBars(painter, sizes, washed);
    paintOlder(painter, washed);
    paintRuler(painter);
    painter.fillRect(QRect(m_layout.bars.left(), m_layout.bars.top() + m_layout.bars.height(), m_layout.bars.width(), 1),
                     colors.frame);
    return picture;
}

void TimelinePainter::paintHatch(QPainter& painter, const QRect& rect) const
{
    painter.save();
    painter.setClipRect(rect);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(TimelineColors(m_scene.palette).hatch, 1));
    // Lines lie on one lattice for the whole widget, so that neighbouring parts fit together.
    const int first = (rect.left() - rect.height()) / hatchDistance * hatchDistance;
    for (int x = first - (rect.bottom() % hatchDistance); x < rect.right() + 1; x += hatchDistance)
        painter.drawLine(QPointF(x, rect.bottom() + 1), QPointF(x + rect.height() + 1, rect.top()));
    painter.restore();
}

void TimelinePainter::paintOlder(QPainter& painter, bool washed) const
{
    if (m_layout.older.isEmpty())
        return;
    const TimelineColors colors(m_scene.palette);
    const QRect block = m_layout.older;
    painter.fillRect(block, washed ? colors.washedBase : mixed(colors.base, colors.accent, 0.25));
    paintHatch(painter, block);
    const QFontMetrics metrics(m_scene.font);
    const int lines = std::min(static_cast<int>(m_layout.olderLines.size()), (block.height() - 4) / metrics.height());
    if (lines > 0) {
        int width = 0;
        for (int line = 0; line < lines; ++line)
            width = std::max(width, metrics.horizontalAdvance(m_layout.olderLines[line]));
        // Text stands on a plain ground: hatching through letters is hard to read.
        QRect ground(0, 0, width + 8, lines * metrics.height() + 4);
        ground.moveCenter(block.center());
        painter.fillRect(ground.intersected(block), washed ? colors.washedBase : colors.base);
        painter.setPen(colors.text);
        for (int line = 0; line < lines; ++line) {
            const QRect row(ground.left(), ground.top() + 2 + line * metrics.height(), ground.width(), metrics.height());
            painter.drawText(row, Qt::AlignCenter, m_layout.olderLines[line]);
        }
    }
    painter.fillRect(QRect(block.left(), block.top() + block.height(), block.width(), 1), colors.frame);
}

void TimelinePainter::paintRuler(QPainter& painter) const
{
    const TimelineColors colors(m_scene.palette);
    const QFontMetrics metrics(m_scene.font);
    const auto textWidth = [&metrics](const QString& text) { return static_cast<double>(metrics.horizontalAdvance(text)); };
    const QRect ruler = m_layout.ruler;
    if (m_timeline.tickCount() == 0)
        return;
    const std::vector<RulerMark> marks =
        rulerMarks(m_layout.scaleOf(m_scene.view), m_timeline.axis, m_timeline.extent(), textWidth, labelGap);
    for (const RulerMark& mark : marks) {
        const int x = std::min(static_cast<int>(std::floor(mark.x)), ruler.left() + ruler.width() - 1);
        painter.fillRect(QRect(x, ruler.bottom() - 3, 1, 4), colors.frame);
        const QRectF place(mark.labelLeft, ruler.top(), mark.labelWidth + 1, ruler.height() - 4);
        painter.setPen(colors.label);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, mark.label);
    }
}

void TimelinePainter::paintGrid(QPainter& painter, const SizeScale& sizes) const
{
    const TimelineColors colors(m_scene.palette);
    const QFontMetrics metrics(m_scene.font);
    const QRect area = m_layout.bars;
    const int most = std::clamp(static_cast<int>(area.height() / (linesPerMark * metrics.height())), 1, 6);
    int lowestFree = area.bottom() + metrics.height();
    for (const std::uint64_t size : sizes.marks(most)) {
        const int y = area.top() + area.height() - static_cast<int>(std::lround(sizes.fraction(size) * area.height()));
        painter.fillRect(QRect(area.left(), y, area.width(), 1), colors.grid);
        QRect label(m_layout.sizes.left() + 5, y - metrics.height() / 2, m_layout.sizes.width() - 5, metrics.height());
        if (m_layout.sizes.isEmpty() || label.bottom() > lowestFree)
            continue;
        painter.fillRect(QRect(m_layout.sizes.left(), y, 3, 1), colors.frame);
        painter.setPen(colors.label);
        painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter, roundSizeText(size));
        lowestFree = label.top();
    }
}

void TimelinePainter::paintBars(QPainter& painter, const SizeScale& sizes, bool washed) const
{
    const TimelineColors colors(m_scene.palette);
    const QColor color = washed ? colors.washedBar : colors.accent;
    const double ratio = m_scene.pixelRatio;
    const int bottom = static_cast<int>(std::lround((m_layout.bars.top() + m_layout.bars.height()) * ratio));
    const double height = m_layout.bars.height() * ratio;
    painter.save();
    painter.scale(1 / ratio, 1 / ratio); // device pixels, so that edges are sharp
    for (const PixelBar& bar : m_bars) {
        const int top = std::max(lowestBar, static_cast<int>(std::lround(sizes.fraction(bar.bytes) * height)));
        painter.fillRect(bar.left, bottom - top, bar.width, top, color);
    }
    painter.restore();
    paintMarked(painter, sizes, washed);
}

/// The marked part of each bar, from its foot upwards: nearer to the colour of text, with a line on top that tells it without colour.
void TimelinePainter::paintMarked(QPainter& painter, const SizeScale& sizes, bool washed) const
{
    const TimelineColors colors(m_scene.palette);
    const double ratio = m_scene.pixelRatio;
    const int bottom = static_cast<int>(std::lround((m_layout.bars.top() + m_layout.bars.height()) * ratio));
    const double height = m_layout.bars.height() * ratio;
    const int line = static_cast<int>(std::ceil(ratio));
    painter.save();
    painter.scale(1 / ratio, 1 / ratio);
    for (const PixelBar& bar : m_bars) {
        if (bar.marked == 0)
            continue;
        const int top = std::max(lowestBar, static_cast<int>(std::lround(sizes.fraction(bar.marked) * height)));
        painter.fillRect(bar.left, bottom - top, bar.width, top, washed ? colors.washedMarked : colors.marked);
        painter.fillRect(bar.left, bottom - top, bar.width, std::min(line, top), washed ? colors.washedBase : colors.base);
    }
    painter.restore();
}

} // namespace heapline
