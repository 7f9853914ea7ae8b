// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_painter.h"

#include "core/base/text_format.h"
#include "ui/timeline/axis_ruler.h"
#include "ui/timeline/timeline_colors.h"

#include <QCoreApplication>
#include <QPainter>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace heapline {

namespace {

struct PainterTexts {
    Q_DECLARE_TR_FUNCTIONS(heapline::Timeline)
};

constexpr double labelGap = 16;      ///< pixels between labels of the ruler
constexpr int hatchDistance = 7;     ///< pixels between hatch lines
constexpr double linesPerMark = 1.5; ///< text lines that a size label takes with its distance

/// A round size without the digits that formatBytes() keeps for others: "1 MB", not "1.00 MB".
QString roundSizeText(std::uint64_t bytes)
{
    QString text = QString::fromStdString(formatBytes(bytes));
    static const QRegularExpression zeros(QStringLiteral("\\.0+(?= )"));
    return text.remove(zeros);
}

/// A round count, short enough for the labels of the grid: "2,000", "1.5 M".
QString roundCountText(std::uint64_t count)
{
    constexpr std::uint64_t million = 1'000'000;
    return count < million ? QString::fromStdString(formatCount(count))
                           : QStringLiteral("%1 M").arg(static_cast<double>(count) / static_cast<double>(million));
}

} // namespace

bool TimelinePainter::prepare(const TimelineScene& scene)
{
    if (scene == m_scene && !m_plain.isNull())
        return false;
    m_scene = scene;
    m_layout = layoutTimeline(m_timeline, scene.size, QFontMetrics(scene.font));
    m_bars.find(m_layout, scene.view, scene.pixelRatio, scene.measure, scene.marked);
    m_plain = paintPicture(false);
    m_washed = QPixmap();
    return true;
}

const QPixmap& TimelinePainter::washed()
{
    if (m_washed.isNull())
        m_washed = paintPicture(true);
    return m_washed;
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
    const SizeScale sizes = m_bars.scale(m_scene.scale);
    const BarCanvas canvas{m_layout.bars, m_scene.pixelRatio, sizes, washed};
    paintBehind(painter, m_bars.bars(), canvas, m_scene.palette);
    if (washed)
        paintHatch(painter, m_layout.bars);
    paintGrid(painter, sizes);
    paintSolid(painter, m_bars.bars(), canvas, m_scene.palette);
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
        painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter,
                         m_scene.measure == BarMeasure::Bytes ? roundSizeText(size) : roundCountText(size));
        lowestFree = label.top();
    }
    if (!m_layout.sizes.isEmpty() && m_timeline.tickCount() > 0) {
        const QRect title(m_layout.sizes.left() + 5, m_layout.ruler.top(), m_layout.sizes.width() - 5,
                          m_layout.ruler.height() - 4);
        painter.setPen(colors.label);
        painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         m_scene.measure == BarMeasure::Bytes ? PainterTexts::tr("Bytes", "above the labels of an axis")
                                                              : PainterTexts::tr("Objects", "above the labels of an axis"));
    }
}

} // namespace heapline
