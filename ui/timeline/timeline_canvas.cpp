// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_canvas.h"

#include "ui/timeline/axis_text.h"
#include "ui/timeline/timeline_actions.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace heapline {

namespace {

constexpr int restOfKeys = 350;    ///< milliseconds after which key strokes are one change
constexpr int scrollInterval = 16; ///< milliseconds
constexpr double zoomStep = 1.5;
constexpr double marginAround = 0.04; ///< of a selection, when zoomed to

} // namespace

TimelineCanvas::TimelineCanvas(const Timeline& timeline, QWidget* parent)
    : QWidget(parent)
    , m_timeline(timeline)
    , m_painter(timeline)
    , m_full(heapline::fullView(timeline))
    , m_view(m_full)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Timeline"));
    m_cursor = limits().recorded;
    m_commitTimer.setSingleShot(true);
    m_commitTimer.setInterval(restOfKeys);
    connect(&m_commitTimer, &QTimer::timeout, this, [this] { Q_EMIT rangeCommitted(m_selection); });
    m_scrollTimer.setInterval(scrollInterval);
    connect(&m_scrollTimer, &QTimer::timeout, this, &TimelineCanvas::scrollWhileDragging);
    m_actions = new TimelineActions(*this);
    addActions(m_actions->all());
    updateLayout();
}

TimelineCanvas::~TimelineCanvas() = default;

QSize TimelineCanvas::sizeHint() const
{
    return {640, lowestTimelineHeight(fontMetrics()) + 70};
}

QSize TimelineCanvas::minimumSizeHint() const
{
    return {120, lowestTimelineHeight(fontMetrics())};
}

void TimelineCanvas::setView(const AxisRange& view)
{
    const AxisRange inside = viewWithin(view, m_full);
    if (inside == m_view)
        return;
    m_view = inside;
    update();
    Q_EMIT viewChanged();
    Q_EMIT stateChanged();
}

void TimelineCanvas::reveal(const AxisRange& range)
{
    if (range.begin >= m_view.begin && range.end <= m_view.end)
        return;
    const double viewLength = static_cast<double>(m_view.end) - static_cast<double>(m_view.begin);
    const double length = static_cast<double>(range.end) - static_cast<double>(range.begin);
    if (length > viewLength)
        setView({std::min(m_view.begin, range.begin), std::max(m_view.end, range.end)});
    else
        keepInView(range.begin < m_view.begin ? range.begin : range.end);
}

void TimelineCanvas::setMarked(const MarkedBars& marked)
{
    m_marked = marked;
    update();
}

void TimelineCanvas::zoomIn()
{
    const std::int64_t middle =
        m_selection ? m_selection->begin / 2 + m_selection->end / 2 : m_view.begin / 2 + m_view.end / 2;
    setView(zoomedView(m_view, m_full, m_timeline.axis, 1 / zoomStep, std::clamp(middle, m_view.begin, m_view.end)));
}

void TimelineCanvas::zoomOut()
{
    setView(zoomedView(m_view, m_full, m_timeline.axis, zoomStep, m_view.begin / 2 + m_view.end / 2));
}

void TimelineCanvas::zoomToSelection()
{
    if (!m_selection || isOlderSelected())
        return;
    const double begin = static_cast<double>(m_selection->begin);
    const double length = static_cast<double>(m_selection->end) - begin;
    const double wanted = std::max(length * (1 + 2 * marginAround), shortestView(m_timeline.axis, m_full));
    const double from = begin + length / 2 - wanted / 2;
    setView({static_cast<std::int64_t>(from), static_cast<std::int64_t>(from + wanted)});
}

void TimelineCanvas::showAll()
{
    setView(m_full);
}

void TimelineCanvas::pan(double viewLengths)
{
    setView(pannedView(m_view, m_full, viewLengths * (static_cast<double>(m_view.end) - static_cast<double>(m_view.begin))));
}

void TimelineCanvas::setLogarithmic(bool on)
{
    const SizeScale::Kind kind = on ? SizeScale::Kind::Logarithmic : SizeScale::Kind::Linear;
    if (kind == m_scaleKind)
        return;
    m_scaleKind = kind;
    update();
    Q_EMIT stateChanged();
}

void TimelineCanvas::setMeasure(BarMeasure measure)
{
    if (measure == m_measure || m_timeline.axis != AxisKind::Time)
        return;
    m_measure = measure;
    update();
    Q_EMIT measureChanged();
    Q_EMIT stateChanged();
}

void TimelineCanvas::keepInView(std::int64_t position)
{
    if (position < m_view.begin)
        setView(pannedView(m_view, m_full, static_cast<double>(position) - static_cast<double>(m_view.begin)));
    else if (position > m_view.end)
        setView(pannedView(m_view, m_full, static_cast<double>(position) - static_cast<double>(m_view.end)));
}

void TimelineCanvas::updateLayout()
{
    m_layout = layoutTimeline(m_timeline, size(), QFontMetrics(font(), this));
}

void TimelineCanvas::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    updateLayout();
}

void TimelineCanvas::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        updateLayout();
        updateGeometry();
    }
    update();
}

void TimelineCanvas::paintEvent(QPaintEvent*)
{
    if (size().isEmpty())
        return;
    m_painter.prepare({size(), devicePixelRatioF(), m_view, m_scaleKind, m_measure, palette(), font(), m_marked});
    const TimelineColors colors(palette());
    const std::optional<SelectionPixels> selected = pixels();
    const bool isTime = m_timeline.axis == AxisKind::Time;
    QPainter painter(this);
    if (!m_selection) {
        painter.drawPixmap(0, 0, m_painter.plain());
    } else {
        painter.drawPixmap(0, 0, m_painter.washed());
        if (selected) {
            painter.setClipRect(selectedArea(*selected, m_layout));
            painter.drawPixmap(0, 0, m_painter.plain());
            painter.setClipping(false);
        }
    }
    paintLane(painter, m_layout, colors);
    if (selected)
        paintSelection(painter, *selected,
                       isTime && !isOlderSelected() ? lengthText(*m_selection, m_timeline.axis) : QString(), m_layout,
                       colors);
    if (m_timeline.tickCount() == 0)
        return;
    if (hasFocus()) {
        if (!m_selection && m_cursor >= m_view.begin && m_cursor <= m_view.end)
            paintCursor(painter, scale().xOf(static_cast<double>(m_cursor)), m_layout, colors);
        paintFocusFrame(painter, m_layout, colors);
    }
    if (!m_pointer || m_drag)
        return;
    if (m_layout.older.contains(m_pointer->toPoint())) {
        paintHoverCard(painter, olderObjectsText(m_timeline), *m_pointer, size(), palette());
    } else if (m_pointer->x() >= m_layout.bars.left() && m_pointer->x() < m_layout.bars.left() + m_layout.bars.width()) {
        paintCrosshair(painter, m_pointer->x(), m_layout, colors);
        paintHoverCard(painter, hoverText(m_timeline, scale(), m_pointer->x(), m_marked, m_measure), *m_pointer, size(),
                       palette());
    }
}

} // namespace heapline
