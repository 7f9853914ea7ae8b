// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse and keys of a treemap.
#include "ui/heap/treemap_canvas.h"
#include "ui/heap/treemap_text.h"
#include "ui/widgets/text.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <cmath>

namespace heapline {

std::uint32_t TreemapCanvas::boxAt(const QPointF& point) const
{
    if (!m_scene || !viewport()->rect().contains(point.toPoint()))
        return TreemapBox::none;
    const qreal ratio = m_scene->pixelRatio;
    return m_scene->layout.at(static_cast<int>(std::floor(point.x() * ratio)),
                              static_cast<int>(std::floor(point.y() * ratio)));
}

void TreemapCanvas::setHovered(std::uint32_t row)
{
    if (std::exchange(m_hoveredRow, row) == row)
        return;
    viewport()->setCursor(row == TreemapBox::none ? Qt::ArrowCursor : Qt::PointingHandCursor);
    viewport()->update();
}

void TreemapCanvas::mousePressEvent(QMouseEvent* event)
{
    const std::uint32_t row = boxAt(event->position());
    if (row != TreemapBox::none && (event->button() == Qt::LeftButton || event->button() == Qt::RightButton))
        choose(row);
}

void TreemapCanvas::mouseMoveEvent(QMouseEvent* event)
{
    setHovered(boxAt(event->position()));
}

void TreemapCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    event->accept(); // what is below the canvas has nothing to do with it
}

void TreemapCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    const std::uint32_t row = boxAt(event->position());
    if (row == TreemapBox::none || event->button() != Qt::LeftButton)
        return;
    const TreemapBox box = m_scene->layout.boxes[row];
    choose(row);
    open(box);
}

void TreemapCanvas::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isZoomed())
        zoomOut();
    else
        QAbstractScrollArea::keyPressEvent(event);
}

/// While it is zoomed, Escape zooms out; else it is what it is in other views.
bool TreemapCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && isZoomed()) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

void TreemapCanvas::walk(TreemapWay way)
{
    if (!m_scene || m_scene->layout.boxes.empty())
        return;
    if (m_selectedRow != TreemapBox::none)
        choose(walkTreemap(m_scene->layout, m_selectedRow, way));
    else
        choose(m_aroundRow != TreemapBox::none ? m_aroundRow : walkTreemap(m_scene->layout, 0, TreemapWay::In));
}

bool TreemapCanvas::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        showToolTip(help->pos(), help->globalPos());
        return true;
    }
    if (event->type() == QEvent::Leave)
        setHovered(TreemapBox::none);
    return QAbstractScrollArea::viewportEvent(event);
}

void TreemapCanvas::showToolTip(const QPoint& at, const QPoint& globalPos)
{
    const std::uint32_t row = boxAt(at);
    if (row == TreemapBox::none) {
        QToolTip::hideText();
        return;
    }
    const TreemapBox& box = m_scene->layout.boxes[row];
    QStringList card = treemapCard(*m_scene, box);
    if (m_coloring == TreemapColoring::Package && box.kind != TreemapBox::Kind::Smaller)
        card += tr("Allocated by: %1").arg(colors().title(m_scene->heap(), colors().keyOf(m_scene->heap(), box.object)));
    QToolTip::showText(globalPos, plainToolTip(card), viewport(), placeOf(box).toRect());
}

void TreemapCanvas::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TreemapCanvas::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace heapline
