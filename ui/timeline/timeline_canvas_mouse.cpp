// SPDX-License-Identifier: GPL-3.0-or-later
// How TimelineCanvas turns the pointer into selections and views.
#include "ui/timeline/timeline_canvas.h"

#include <QFocusEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace heapline {

namespace {

constexpr double gripReach = 5;    ///< pixels to both sides of an edge in which it can be taken
constexpr double dragDistance = 3; ///< pixels from which on a press is a drag
constexpr double wheelNotch = 120; ///< what Qt reports for one notch
constexpr double zoomPerNotch = 1.25;
constexpr double panPerNotch = 0.1; ///< of the view
constexpr double scrollShare = 0.4; ///< of the way past the edge, in each step of scrolling

} // namespace

TimelineCanvas::Zone TimelineCanvas::zoneAt(const QPointF& point) const
{
    const QRectF lane(m_layout.lane);
    const bool isInLane = point.y() >= lane.top() && point.y() < lane.bottom();
    const bool isInBars = point.y() >= lane.bottom() && point.x() >= m_layout.bars.left() - gripReach
                          && point.x() <= m_layout.bars.left() + m_layout.bars.width() + gripReach;
    const bool isInOlder = !m_layout.older.isEmpty() && QRectF(m_layout.older).contains(point);
    const std::optional<SelectionPixels> selected = pixels();
    if (selected && (isInLane || isInBars || isInOlder)) {
        const double toBegin = selected->beginInView ? std::abs(point.x() - selected->begin) : gripReach + 1;
        const double toEnd = selected->endInView ? std::abs(point.x() - selected->end) : gripReach + 1;
        // Where both grips are in reach, each is taken from its own side.
        if (std::min(toBegin, toEnd) <= gripReach) {
            const double middle = (selected->begin + selected->end) / 2;
            return toEnd > gripReach || (toBegin <= gripReach && point.x() < middle) ? Zone::BeginGrip : Zone::EndGrip;
        }
        if (isInLane && point.x() > selected->begin && point.x() < selected->end)
            return Zone::Strip;
    }
    if (isInOlder)
        return Zone::Older;
    return isInBars || isInLane || m_layout.ruler.contains(point.toPoint()) ? Zone::Bars : Zone::Elsewhere;
}

std::int64_t TimelineCanvas::placeAt(double x) const
{
    const AxisRange extent = m_timeline.extent();
    const double left = m_layout.bars.left();
    const double right = left + m_layout.bars.width();
    if (!m_layout.older.isEmpty() && m_view.begin == m_full.begin && x < left - 1)
        return extent.begin;
    if (x >= right - 1 && m_view.end == m_full.end)
        return extent.end;
    if (x < left + 1 && m_view.begin == m_full.begin)
        return limits().recorded;
    const double inside = std::clamp(x, left, right);
    return limits().contained(roundedToPixel(scale().positionAt(inside), scale().positionsPerPixel()));
}

void TimelineCanvas::mousePressEvent(QMouseEvent* event)
{
    if (m_press || m_timeline.tickCount() == 0) {
        event->accept();
        return;
    }
    if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton) {
        commitPending();
        m_press = Press{event->button(), event->position(), zoneAt(event->position()), m_view};
        updatePointer(event->position());
    } else {
        event->ignore();
    }
}

void TimelineCanvas::startDrag()
{
    using Kind = SelectionDrag::Kind;
    const Zone zone = m_press->zone;
    const Kind kind = zone == Zone::BeginGrip ? Kind::Begin
                      : zone == Zone::EndGrip ? Kind::End
                      : zone == Zone::Strip   ? Kind::Move
                                              : Kind::New;
    m_drag.emplace(kind, placeAt(m_press->at.x()), m_selection, limits());
    Q_EMIT stateChanged();
}

void TimelineCanvas::dragTo(double x)
{
    showSelection(m_drag->at(placeAt(x)));
    const double left = m_layout.bars.left();
    const bool isBeyond =
        (x < left && m_view.begin > m_full.begin) || (x > left + m_layout.bars.width() && m_view.end < m_full.end);
    if (isBeyond && !m_scrollTimer.isActive())
        m_scrollTimer.start();
    else if (!isBeyond)
        m_scrollTimer.stop();
}

void TimelineCanvas::scrollWhileDragging()
{
    if (!m_drag || !m_pointer)
        return;
    const double left = m_layout.bars.left();
    const double right = left + m_layout.bars.width();
    const double beyond = m_pointer->x() < left ? m_pointer->x() - left : std::max(0.0, m_pointer->x() - right);
    setView(pannedView(m_view, m_full, beyond * scrollShare * scale().positionsPerPixel()));
    dragTo(m_pointer->x());
}

void TimelineCanvas::cancelDrag()
{
    const std::optional<AxisRange> before = m_drag->before();
    m_drag.reset();
    m_press.reset();
    m_scrollTimer.stop();
    showSelection(before);
    Q_EMIT stateChanged();
}

void TimelineCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    updatePointer(at);
    if (!m_press)
        return;
    if (m_press->button == Qt::MiddleButton) {
        const double moved = (m_press->at.x() - at.x()) * m_layout.scaleOf(m_press->view).positionsPerPixel();
        setView(pannedView(m_press->view, m_full, moved));
        return;
    }
    if (!m_drag && m_press->zone != Zone::Elsewhere && std::abs(at.x() - m_press->at.x()) >= dragDistance)
        startDrag();
    if (m_drag)
        dragTo(at.x());
}

void TimelineCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_press || event->button() != m_press->button)
        return;
    const Press press = *m_press;
    m_press.reset();
    m_scrollTimer.stop();
    if (m_drag) {
        m_drag.reset();
        Q_EMIT rangeCommitted(m_selection);
        Q_EMIT stateChanged();
    } else if (press.button == Qt::LeftButton && press.zone == Zone::Bars) {
        m_cursor = placeAt(press.at.x()); // a click selects nothing and clears nothing
    }
    updatePointer(event->position());
    update();
}

void TimelineCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (zoneAt(event->position()) == Zone::Older) {
        selectOlder();
        return;
    }
    mousePressEvent(event); // the second press may begin a drag, too
    const std::optional<SelectionPixels> selected = pixels();
    if (!selected || event->position().x() < selected->begin || event->position().x() > selected->end)
        return;
    const AxisRange before = m_view;
    zoomToSelection();
    if (m_view == before)
        showAll(); // a second double click leads back
    m_press.reset();
}

void TimelineCanvas::wheelEvent(QWheelEvent* event)
{
    if (m_timeline.tickCount() == 0 || m_layout.bars.width() <= 0) {
        event->ignore();
        return;
    }
    const QPoint turned = event->angleDelta();
    const bool pans = event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(turned.x()) > std::abs(turned.y());
    if (pans) {
        const int way = std::abs(turned.x()) > std::abs(turned.y()) ? turned.x() : turned.y();
        pan(-way / wheelNotch * panPerNotch);
    } else if (turned.y() != 0) {
        const std::int64_t anchor = std::clamp(scale().positionAt(event->position().x()), m_view.begin, m_view.end);
        setView(zoomedView(m_view, m_full, m_timeline.axis, std::pow(zoomPerNotch, -turned.y() / wheelNotch), anchor));
    }
    event->accept();
}

void TimelineCanvas::updatePointer(const QPointF& point)
{
    m_pointer = point;
    const Zone zone = m_drag ? Zone::Bars : zoneAt(point);
    if (m_drag)
        setCursor(m_drag->kind() == SelectionDrag::Kind::Move ? Qt::ClosedHandCursor : Qt::SizeHorCursor);
    else if (zone == Zone::BeginGrip || zone == Zone::EndGrip)
        setCursor(Qt::SizeHorCursor);
    else if (zone == Zone::Strip)
        setCursor(Qt::OpenHandCursor);
    else if (zone == Zone::Bars)
        setCursor(Qt::CrossCursor);
    else
        unsetCursor();
    update();
}

void TimelineCanvas::leaveEvent(QEvent*)
{
    if (!m_drag)
        m_pointer.reset();
    update();
}

void TimelineCanvas::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void TimelineCanvas::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    commitPending();
    update();
}

} // namespace heapline
