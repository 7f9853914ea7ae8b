// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_overlay.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace heapline {

namespace {

constexpr double gripWidth = 9;
constexpr double pointerDistance = 14; ///< between the pointer and the card
constexpr double cardMargin = 7;

void paintGrip(QPainter& painter, double x, const QRect& lane, const TimelineColors& colors)
{
    const QRectF grip(x - gripWidth / 2, lane.top() + 0.5, gripWidth, lane.height() - 1);
    painter.setPen(QPen(colors.edge, 1));
    painter.setBrush(colors.base);
    painter.drawRoundedRect(grip, 2.5, 2.5);
    painter.setPen(QPen(colors.edge, 1));
    for (const double offset : {-1.5, 1.5})
        painter.drawLine(QPointF(x + offset, grip.top() + 3.5), QPointF(x + offset, grip.bottom() - 3.5));
}

void paintEdge(QPainter& painter, double x, const TimelineLayout& layout, const TimelineColors& colors)
{
    const QRectF line(std::round(x) - 1, layout.bars.top(), 2, layout.bars.height());
    painter.fillRect(line, colors.edge);
}

} // namespace

std::optional<SelectionPixels> selectionPixels(const AxisRange& selection, const AxisRange& view, const Timeline& timeline,
                                               const TimelineLayout& layout)
{
    const PixelScale scale = layout.scaleOf(view);
    const double left = layout.bars.left();
    const double right = left + layout.bars.width();
    const double half = timeline.axis == AxisKind::AllocationOrder ? 0.5 : 0;
    const bool takesOlder = !layout.older.isEmpty() && selection.begin <= timeline.extent().begin;
    if ((selection.end < view.begin && !takesOlder) || selection.begin > view.end)
        return {};
    SelectionPixels pixels;
    if (isBeforeRecording(timeline, selection)) {
        const double edge = layout.older.left();
        return SelectionPixels{edge, edge + layout.older.width(), !layout.older.isEmpty(), !layout.older.isEmpty()};
    }
    const double begin = takesOlder ? layout.older.left() : scale.xOf(static_cast<double>(selection.begin) - half);
    const double end = scale.xOf(static_cast<double>(selection.end) + half);
    pixels.beginInView = takesOlder || selection.begin >= view.begin;
    pixels.endInView = selection.end >= view.begin && selection.end <= view.end;
    pixels.begin = takesOlder ? begin : std::clamp(begin, left, right);
    pixels.end = std::clamp(end, left, right);
    return pixels;
}

QRectF selectedArea(const SelectionPixels& selection, const TimelineLayout& layout)
{
    return {selection.begin, static_cast<double>(layout.bars.top()), std::max(selection.end - selection.begin, 1.0),
            static_cast<double>(layout.bars.height())};
}

void paintLane(QPainter& painter, const TimelineLayout& layout, const TimelineColors& colors)
{
    painter.fillRect(layout.lane, mixed(colors.base, colors.text, 0.1));
    painter.fillRect(QRect(layout.lane.left(), layout.lane.bottom(), layout.lane.width(), 1), colors.frame);
}

void paintSelection(QPainter& painter, const SelectionPixels& selection, const QString& length, const TimelineLayout& layout,
                    const TimelineColors& colors)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF strip(selection.begin, layout.lane.top(), std::max(selection.end - selection.begin, 1.0),
                       layout.lane.height());
    painter.fillRect(strip, colors.accent);
    QFont font = painter.font();
    if (font.pixelSize() > 0)
        font.setPixelSize(std::min(font.pixelSize(), layout.lane.height() - 3));
    else
        font.setPointSizeF(font.pointSizeF() * 0.85);
    const QFontMetricsF metrics(font, painter.device());
    if (metrics.horizontalAdvance(length) + 2 * gripWidth + 4 < strip.width() && metrics.ascent() <= layout.lane.height()) {
        painter.setFont(font);
        painter.setPen(colors.onAccent);
        painter.drawText(strip, Qt::AlignCenter | Qt::TextSingleLine, length);
    }
    if (selection.beginInView) {
        paintEdge(painter, selection.begin, layout, colors);
        paintGrip(painter, selection.begin, layout.lane, colors);
    }
    if (selection.endInView) {
        paintEdge(painter, selection.end, layout, colors);
        paintGrip(painter, selection.end, layout.lane, colors);
    }
    painter.restore();
}

void paintCrosshair(QPainter& painter, double x, const TimelineLayout& layout, const TimelineColors& colors)
{
    painter.fillRect(QRectF(std::floor(x), layout.lane.top(), 1, layout.lane.height() + layout.bars.height()), colors.text);
}

void paintCursor(QPainter& painter, double x, const TimelineLayout& layout, const TimelineColors& colors)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = std::floor(x) + 0.5;
    painter.setPen(QPen(colors.text, 1, Qt::DashLine));
    painter.drawLine(QPointF(middle, layout.bars.top()), QPointF(middle, layout.bars.bottom() + 1));
    const double top = layout.lane.top() + 3;
    const double bottom = layout.lane.bottom() - 1;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.text);
    painter.drawPolygon(QPolygonF({QPointF(middle - 4.5, top), QPointF(middle + 4.5, top), QPointF(middle, bottom)}));
    painter.restore();
}

void paintFocusFrame(QPainter& painter, const TimelineLayout& layout, const TimelineColors& colors)
{
    const QRect area = layout.lane | layout.bars.adjusted(0, 0, 0, 1);
    painter.save();
    painter.setPen(QPen(colors.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(area).adjusted(-1, -1, 1, 0));
    painter.restore();
}

void paintHoverCard(QPainter& painter, const HoverText& text, const QPointF& pointer, const QSize& size,
                    const QPalette& palette)
{
    if (text.isEmpty())
        return;
    painter.save();
    QFont bold = painter.font();
    bold.setBold(true);
    const QFontMetricsF titleMetrics(bold, painter.device());
    const QFontMetricsF metrics(painter.font(), painter.device());
    double width = titleMetrics.horizontalAdvance(text.title);
    for (const QString& line : text.lines)
        width = std::max(width, metrics.horizontalAdvance(line));
    const double lineHeight = metrics.height();
    QRectF card(0, 0, std::ceil(width) + 2 * cardMargin,
                std::ceil(lineHeight * (1 + static_cast<double>(text.lines.size()))) + 2 * cardMargin - 4);
    const bool fitsRight = pointer.x() + pointerDistance + card.width() <= size.width();
    card.moveLeft(fitsRight ? pointer.x() + pointerDistance : pointer.x() - pointerDistance - card.width());
    card.moveTop(pointer.y() - card.height() / 2);
    card.moveLeft(std::max(1.0, std::min(card.left(), size.width() - card.width() - 1)));
    card.moveTop(std::max(1.0, std::min(card.top(), size.height() - card.height() - 1)));
    card.moveTopLeft(QPointF(std::floor(card.left()) + 0.5, std::floor(card.top()) + 0.5));
    const QColor ground = palette.color(QPalette::ToolTipBase);
    const QColor ink = palette.color(QPalette::ToolTipText);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(mixed(ground, ink, 0.5), 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(card, 3, 3);
    painter.setPen(ink);
    QRectF row(card.left() + cardMargin, card.top() + cardMargin - 2, card.width() - 2 * cardMargin, lineHeight);
    painter.setFont(bold);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text.title);
    bold.setBold(false);
    painter.setFont(bold);
    for (const QString& line : text.lines) {
        row.translate(0, lineHeight);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, line);
    }
    painter.restore();
}

} // namespace heapline
