// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/statistics_chart.h"

#include "ui/heap/statistics_text.h"
#include "ui/widgets/text.h"

#include <QFocusEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace heapline {

namespace {

constexpr double ringShare = 0.60;  ///< radius of the hole, of the ring's
constexpr double wholeOuter = 0.55; ///< of the ring within it
constexpr double wholeInner = 0.44;
constexpr double leastRadius = 40;
constexpr int margin = 10;
constexpr int labelGap = 22; ///< between the ring and its labels

} // namespace

StatisticsChart::StatisticsChart(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Chart of the heap by parts"));
}

void StatisticsChart::setFigures(std::shared_ptr<const StatisticsFigures> figures)
{
    m_figures = std::move(figures);
    layOut();
    update();
}

void StatisticsChart::setCurrent(const std::optional<StatisticPart>& part)
{
    if (m_current == part)
        return;
    m_current = part;
    setAccessibleDescription(part && m_figures ? partSentence(*part, m_figures->shown) : QString());
    update();
    Q_EMIT currentChanged();
}

QSize StatisticsChart::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, fontMetrics().height() * 12};
}

QSize StatisticsChart::minimumSizeHint() const
{
    // A ring that can be read, with the longest label on either side.
    const int label = fontMetrics().horizontalAdvance(partTitle(StatisticPart::OtherNative)) + labelGap + margin;
    return {2 * (label + static_cast<int>(leastRadius)), fontMetrics().height() * 10};
}

QPointF StatisticsChart::onRing(double share, double radius) const
{
    const double angle = 2 * std::numbers::pi * share;
    return m_center + QPointF(std::sin(angle), -std::cos(angle)) * radius;
}

void StatisticsChart::layOut()
{
    m_slices.clear();
    m_center = QRectF(rect()).center();
    double widest = 0;
    if (m_figures && m_figures->shown.total.bytes > 0) {
        const PartStatistics& shown = m_figures->shown;
        double begin = 0;
        for (std::size_t i = 0; i < statisticPartCount; ++i) {
            const auto part = static_cast<StatisticPart>(i);
            if (shown.of(part).bytes == 0)
                continue;
            Slice slice{part, begin, static_cast<double>(shown.of(part).bytes) / static_cast<double>(shown.total.bytes),
                        partTitle(part),
                        QStringLiteral("%1, %2").arg(bytesText(shown.of(part).bytes),
                                                     percentText(shown.of(part).bytes, shown.total.bytes))};
            begin += slice.length;
            slice.isRight = slice.begin + slice.length / 2 < 0.5;
            widest = std::max({widest, static_cast<double>(fontMetrics().horizontalAdvance(slice.name)),
                               static_cast<double>(fontMetrics().horizontalAdvance(slice.figures))});
            m_slices.push_back(slice);
        }
    }
    m_radius = std::max(leastRadius, std::min(height() / 2.0 - margin, width() / 2.0 - margin - labelGap - widest));
    placeLabels(true);
    placeLabels(false);
}

/// Puts the labels of one side beside their slices, and apart from one another, without crossing lines.
void StatisticsChart::placeLabels(bool right)
{
    std::vector<Slice*> slices;
    for (Slice& slice : m_slices) {
        if (slice.isRight == right)
            slices.push_back(&slice);
    }
    const auto middleOf = [this](const Slice* slice) { return onRing(slice->begin + slice->length / 2, m_radius).y(); };
    std::ranges::stable_sort(slices, {}, middleOf);
    const double lineHeight = fontMetrics().height();
    const double labelHeight = 2 * lineHeight;
    const double step =
        std::min(labelHeight + 4, (height() - 2.0) / std::max<double>(1, static_cast<double>(slices.size())));
    double top = 0;
    for (Slice* slice : slices) {
        top = std::max(top, middleOf(slice) - labelHeight / 2);
        const double textWidth =
            std::max(fontMetrics().horizontalAdvance(slice->name), fontMetrics().horizontalAdvance(slice->figures)) + 2;
        const double x = right ? m_center.x() + m_radius + labelGap : m_center.x() - m_radius - labelGap - textWidth;
        slice->label = QRectF(x, top, textWidth, labelHeight);
        top += step;
    }
    // What went below the edge pushes the labels above it up.
    double bottom = height();
    for (std::size_t i = slices.size(); i-- > 0;) {
        slices[i]->label.moveTop(std::min(slices[i]->label.top(), bottom - labelHeight));
        bottom = slices[i]->label.top() + labelHeight - step;
    }
}

std::optional<StatisticPart> StatisticsChart::partAt(QPointF point) const
{
    for (const Slice& slice : m_slices) {
        if (slice.label.contains(point))
            return slice.part;
    }
    const QPointF from = point - m_center;
    const double distance = std::hypot(from.x(), from.y());
    if (distance > m_radius || distance < m_radius * ringShare)
        return {};
    double share = std::atan2(from.x(), -from.y()) / (2 * std::numbers::pi);
    share = share < 0 ? share + 1 : share;
    for (const Slice& slice : m_slices) {
        if (share >= slice.begin && share < slice.begin + slice.length)
            return slice.part;
    }
    return {};
}

void StatisticsChart::paintRing(QPainter& painter, const PartStatistics& statistics, double outer, double inner) const
{
    const QRectF outerBox(m_center.x() - outer, m_center.y() - outer, 2 * outer, 2 * outer);
    const QRectF innerBox(m_center.x() - inner, m_center.y() - inner, 2 * inner, 2 * inner);
    double begin = 0;
    for (std::size_t i = 0; i < statisticPartCount && statistics.total.bytes > 0; ++i) {
        const auto part = static_cast<StatisticPart>(i);
        const double length = static_cast<double>(statistics.of(part).bytes) / static_cast<double>(statistics.total.bytes);
        if (length <= 0)
            continue;
        QPainterPath slice;
        slice.arcMoveTo(outerBox, 90 - 360 * begin);
        slice.arcTo(outerBox, 90 - 360 * begin, -360 * length);
        slice.arcTo(innerBox, 90 - 360 * (begin + length), 360 * length);
        slice.closeSubpath();
        painter.setBrush(partColor(part, palette()));
        painter.drawPath(slice);
        begin += length;
    }
}

void StatisticsChart::paintLabel(QPainter& painter, const Slice& slice) const
{
    const double middle = slice.begin + slice.length / 2;
    const QPointF edge = onRing(middle, m_radius + 2);
    const double x = slice.isRight ? slice.label.left() - 5 : slice.label.right() + 5;
    const QPointF end(x, slice.label.center().y());
    const QPointF bend(slice.isRight ? x - 6 : x + 6, end.y());
    painter.setPen(QPen(palette().color(QPalette::Disabled, QPalette::WindowText), 1));
    painter.drawPolyline(QPolygonF({edge, bend, end}));

    const bool isCurrent = m_current == slice.part;
    painter.setPen(palette().color(QPalette::WindowText));
    QFont font = this->font();
    font.setUnderline(isCurrent); // no width of its own: labels stay where they are
    painter.setFont(font);
    const Qt::Alignment side = slice.isRight ? Qt::AlignLeft : Qt::AlignRight;
    const double half = slice.label.height() / 2;
    painter.drawText(slice.label.adjusted(0, 0, 0, -half), side | Qt::AlignVCenter, slice.name);
    painter.setFont(this->font());
    painter.drawText(slice.label.adjusted(0, half, 0, 0), side | Qt::AlignVCenter, slice.figures);
    if (isCurrent && hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(slice.label.adjusted(-3, -1, 3, 1), 3, 3);
    }
}

void StatisticsChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_slices.empty())
        return;
    painter.setPen(QPen(palette().color(QPalette::Window), 1.5));
    paintRing(painter, m_figures->shown, m_radius, m_radius * ringShare);
    if (m_figures->isPart)
        paintRing(painter, m_figures->whole, m_radius * wholeOuter, m_radius * wholeInner);
    for (const Slice& slice : m_slices) {
        if (m_current != slice.part)
            continue;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().color(QPalette::WindowText), 2));
        const QRectF box(m_center.x() - m_radius, m_center.y() - m_radius, 2 * m_radius, 2 * m_radius);
        painter.drawArc(box.adjusted(1, 1, -1, -1), static_cast<int>(std::lround((90 - 360 * slice.begin) * 16)),
                        static_cast<int>(std::lround(-360 * slice.length * 16)));
    }
    for (const Slice& slice : m_slices)
        paintLabel(painter, slice);

    const double inner = m_radius * (m_figures->isPart ? wholeInner : ringShare) * 0.95;
    const QString shown = bytesText(m_figures->shown.total.bytes);
    const QString both = tr("%1\nof %2").arg(shown, bytesText(m_figures->whole.total.bytes));
    const QRectF hole(m_center.x() - inner, m_center.y() - inner, 2 * inner, 2 * inner);
    const QString text = m_figures->isPart ? both : shown;
    painter.setPen(palette().color(QPalette::WindowText));
    if (fontMetrics().boundingRect(hole.toRect(), Qt::AlignCenter, text).width() <= hole.width())
        painter.drawText(hole, Qt::AlignCenter, text); // else the row Total says it
}

void StatisticsChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void StatisticsChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        layOut();
        updateGeometry();
    }
    update();
}

void StatisticsChart::step(int by)
{
    if (m_slices.empty())
        return;
    const auto at = std::ranges::find(m_slices, m_current, [](const Slice& slice) { return std::optional(slice.part); });
    const auto count = static_cast<int>(m_slices.size());
    const int from = at == m_slices.end() ? (by > 0 ? -1 : count) : static_cast<int>(at - m_slices.begin());
    setCurrent(m_slices[static_cast<std::size_t>((from + by + count) % count)].part);
}

void StatisticsChart::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Down: step(1); return;
    case Qt::Key_Left:
    case Qt::Key_Up: step(-1); return;
    case Qt::Key_Home:
    case Qt::Key_End:
        if (!m_slices.empty())
            setCurrent(event->key() == Qt::Key_Home ? m_slices.front().part : m_slices.back().part);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current)
            Q_EMIT partActivated(*m_current);
        return;
    default: QWidget::keyPressEvent(event);
    }
}

void StatisticsChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        setCurrent(partAt(event->position()));
}

void StatisticsChart::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const auto part = partAt(event->position()); part && event->button() == Qt::LeftButton)
        Q_EMIT partActivated(*part);
}

bool StatisticsChart::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto part = partAt(help->pos()); part && m_figures)
            QToolTip::showText(help->globalPos(),
                               plainToolTip({partSentence(*part, m_figures->shown), partMeaning(*part),
                                             tr("Enter or a double click shows its objects.")}),
                               this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace heapline
