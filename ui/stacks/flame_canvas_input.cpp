// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/flame_canvas.h"
#include "ui/stacks/flame_text.h"
#include "ui/widgets/text.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

namespace heapline {

namespace {

constexpr double wheelNotch = 120;
constexpr double zoomPerNotch = 1.25;
constexpr double panPerNotch = 0.1; ///< of the stretch that is shown
constexpr int restOfTurns = 600;    ///< milliseconds after which turns of the wheel are a new step

} // namespace

/// Whether this turn of the wheel, or press of a key, belongs to the step before it.
bool FlameCanvas::isRunOfTurns()
{
    const bool isRun = m_lastTurn.isValid() && m_lastTurn.elapsed() < restOfTurns;
    m_lastTurn.start();
    return isRun;
}

double FlameCanvas::unitAt(double x)
{
    const FlameStretch shown = stretch();
    return shown.begin + shown.length * x / std::max(1, viewport()->width());
}

std::optional<PlacedBox> FlameCanvas::boxAt(const QPointF& point)
{
    ensureLayout();
    if (!m_source || !viewport()->rect().contains(point.toPoint()))
        return {};
    const PlacedBox* box = m_layout.at(m_geometry.rowAt(static_cast<int>(std::floor(point.y()))),
                                       static_cast<int>(std::floor(point.x() * devicePixelRatioF())));
    return box ? std::optional(*box) : std::nullopt;
}

void FlameCanvas::updateHover(const QPointF& point)
{
    const std::optional<PlacedBox> hovered = boxAt(point);
    if (hovered == m_hovered)
        return;
    m_hovered = hovered;
    viewport()->setCursor(hovered ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->update();
}

void FlameCanvas::click(const PlacedBox& box)
{
    if (box.smaller != 0) {
        const std::span<const FlameBoxId> drawn =
            m_source->opened(box.box).first(m_source->childCount(box.box) - box.smaller);
        const FlameBox& parent = m_source->box(box.box);
        const std::uint64_t begin = drawn.empty() ? parent.begin : m_source->box(drawn.back()).end();
        const std::uint64_t end = parent.begin + m_source->childWeight(box.box);
        setStretch({static_cast<double>(begin), static_cast<double>(end - begin)}, true);
        return;
    }
    const FlameZoom zoom = zoomTo(*m_source, box.box);
    choose(box.box);
    setZoom(zoom, true);
}

void FlameCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) {
        event->ignore();
        return;
    }
    m_press = Press{event->position(), stretch(), m_scroll};
}

void FlameCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_press) {
        updateHover(event->position());
        return;
    }
    const QPointF moved = event->position() - m_press->at;
    if (!m_press->isPanning && moved.manhattanLength() < QApplication::startDragDistance())
        return;
    if (!m_source)
        return;
    const bool isFirst = !m_press->isPanning;
    m_press->isPanning = true;
    viewport()->setCursor(Qt::ClosedHandCursor);
    const FlameStretch& from = m_press->stretch;
    setStretch({from.begin - moved.x() * from.length / std::max(1, viewport()->width()), from.length}, isFirst);
    const int way = m_orientation == FlameOrientation::Icicle ? -1 : 1;
    ensureLayout();
    setScroll(std::clamp(m_press->scroll + way * static_cast<int>(moved.y()), 0, mostScroll()));
}

void FlameCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_press || (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton))
        return;
    const bool wasPanning = m_press->isPanning;
    m_press.reset();
    if (!wasPanning && event->button() == Qt::LeftButton) {
        if (const std::optional<PlacedBox> box = boxAt(event->position()))
            click(*box);
    }
    m_hovered.reset();
    updateHover(event->position());
}

void FlameCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    mousePressEvent(event); // two quick clicks are two clicks: the second is on what the first has brought there
}

void FlameCanvas::wheelEvent(QWheelEvent* event)
{
    ensureLayout();
    if (!m_source) {
        event->ignore();
        return;
    }
    const QPoint turned = event->angleDelta();
    const bool isSideways = std::abs(turned.x()) > std::abs(turned.y());
    const bool isShift = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool isZoom = event->modifiers().testFlag(Qt::ControlModifier) || mostScroll() == 0;
    if (isShift || isSideways) {
        const int way = isSideways ? turned.x() : turned.y();
        pan(-way / wheelNotch * panPerNotch * m_zoomed.stretch.length, !isRunOfTurns());
    } else if (isZoom) {
        if (turned.y() != 0)
            zoomBy(std::pow(zoomPerNotch, -turned.y() / wheelNotch), unitAt(event->position().x()), !isRunOfTurns());
    } else {
        QAbstractScrollArea::wheelEvent(event);
    }
    event->accept();
    updateHover(event->position());
}

void FlameCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    ensureLayout();
    if (!m_source)
        return;
    FlameBoxId box = m_selected;
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Mouse) {
        const std::optional<PlacedBox> placed = boxAt(viewport()->mapFromGlobal(at));
        if (!placed || placed->smaller != 0)
            return;
        box = placed->box;
        if (box != m_selected)
            choose(box);
    } else if (box != noFlameBox) {
        const QRectF place = placeOf(box);
        at = viewport()->mapToGlobal(place.isEmpty() ? viewport()->rect().center() : place.center().toPoint());
    }
    if (box == noFlameBox || !m_source->box(box).frame.isValid())
        return;
    event->accept();
    Q_EMIT contextMenuRequested(m_source->box(box).frame, m_source->box(box).node, leafPathOf(box), at);
}

bool FlameCanvas::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        showToolTip(help->pos(), help->globalPos());
        return true;
    }
    if (event->type() == QEvent::Leave && !m_press && m_hovered) {
        m_hovered.reset();
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void FlameCanvas::showToolTip(const QPoint& at, const QPoint& globalPos)
{
    const std::optional<PlacedBox> box = boxAt(at);
    if (!box) {
        QToolTip::hideText();
        return;
    }
    const qreal ratio = devicePixelRatioF();
    const QRect area(static_cast<int>(box->left / ratio), m_geometry.topOf(box->row),
                     std::max(1, static_cast<int>(box->width() / ratio)), m_geometry.rowHeight);
    const QStringList lines = box->smaller != 0 ? smallerCard(*m_source, *box) : boxCard(*m_source, box->box, m_zoomed.box);
    QToolTip::showText(globalPos, plainToolTip(lines), viewport(), area);
}

void FlameCanvas::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void FlameCanvas::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace heapline
