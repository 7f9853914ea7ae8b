// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/path_picture.h"

#include "core/heap/object_names.h"
#include "ui/heap/object_text.h"
#include "ui/widgets/mixed_color.h"
#include "ui/widgets/text.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace heapline {

namespace {

constexpr int pictureNameLength = 60;
constexpr int arrowHead = 6;
constexpr int padding = 4;

/// Names of references one after the other: "table › […]".
QString referencesText(const HeapGraph& graph, const std::vector<EdgeIndex>& references)
{
    QStringList names;
    for (const EdgeIndex edge : references)
        names += referenceText(graph, edge).text;
    return names.join(QStringLiteral(" › "));
}

} // namespace

PathPicture::PathPicture(std::shared_ptr<const Profile> profile, QWidget* parent)
    : QScrollArea(parent)
    , m_profile(std::move(profile))
    , m_canvas(new QWidget)
{
    setWidget(m_canvas);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Picture of the paths"));
    m_canvas->setMouseTracking(true);
    m_canvas->setBackgroundRole(QPalette::Base);
    viewport()->setBackgroundRole(QPalette::Base);
    m_canvas->installEventFilter(this);
    measure();
}

void PathPicture::setPaths(std::span<const RootPath> paths)
{
    const NodeOrdinal before = m_current < 0 ? NodeOrdinal() : m_graph.boxes[static_cast<std::size_t>(m_current)].object;
    m_graph = layoutPathGraph(m_profile->heap->graph, paths);
    m_hovered = -1;
    m_current = -1;
    for (std::size_t i = 0; i < m_graph.boxes.size(); ++i) {
        const PathGraph::Box& box = m_graph.boxes[i];
        if (box.object == before || (box.isTarget && m_current < 0))
            m_current = static_cast<int>(i);
    }
    measure();
    if (m_current >= 0)
        setCurrent(m_current);
}

void PathPicture::measure()
{
    const QFontMetrics metrics = fontMetrics();
    m_sizes.boxWidth = 20 * metrics.averageCharWidth() + 2 * padding;
    m_sizes.boxHeight = 2 * metrics.height() + 2 * padding;
    m_sizes.gapX = 16 * metrics.averageCharWidth();
    m_sizes.gapY = metrics.height();
    m_sizes.margin = metrics.height() / 2;
    m_canvas->resize(m_graph.boxes.empty() ? QSize(0, 0) : pathGraphSize(m_graph, m_sizes));
    m_canvas->update();
}

void PathPicture::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        measure();
}

void PathPicture::focusInEvent(QFocusEvent* event)
{
    QScrollArea::focusInEvent(event);
    m_canvas->update();
}

void PathPicture::focusOutEvent(QFocusEvent* event)
{
    QScrollArea::focusOutEvent(event);
    m_canvas->update();
}

bool PathPicture::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) { // not the one of the list beside
            event->accept();
            return true;
        }
    }
    return QScrollArea::event(event);
}

void PathPicture::keyPressEvent(QKeyEvent* event)
{
    const auto walk = [&](QPoint step) {
        if (m_current >= 0)
            setCurrent(boxBeside(m_graph, m_current, step));
    };
    switch (event->key()) {
    case Qt::Key_Left: walk({-1, 0}); return;
    case Qt::Key_Right: walk({1, 0}); return;
    case Qt::Key_Up: walk({0, -1}); return;
    case Qt::Key_Down: walk({0, 1}); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            Q_EMIT objectChosen(m_graph.boxes[static_cast<std::size_t>(m_current)].object);
        return;
    default: QScrollArea::keyPressEvent(event);
    }
}

void PathPicture::setCurrent(int box)
{
    m_current = box;
    m_canvas->update();
    showCurrent();
    setAccessibleDescription(toolTipOf(box));
}

void PathPicture::showCurrent()
{
    const QRect rect = boxRect(m_graph.boxes[static_cast<std::size_t>(m_current)], m_sizes);
    ensureVisible(rect.center().x(), rect.center().y(), rect.width() / 2 + m_sizes.margin,
                  rect.height() / 2 + m_sizes.margin);
}

/// A picture gets its room after its first paths.
void PathPicture::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    if (m_current >= 0)
        showCurrent();
}

bool PathPicture::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_canvas)
        return QScrollArea::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::Paint: {
        QPainter painter(m_canvas);
        paint(painter);
        return true;
    }
    case QEvent::MouseMove:
    case QEvent::Leave: {
        const int box = event->type() == QEvent::Leave
                            ? -1
                            : boxAt(m_graph, m_sizes, static_cast<QMouseEvent*>(event)->position().toPoint());
        if (std::exchange(m_hovered, box) != box)
            m_canvas->update();
        m_canvas->setCursor(box < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
        return false;
    }
    case QEvent::MouseButtonRelease: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const int box = boxAt(m_graph, m_sizes, mouse->position().toPoint());
        if (mouse->button() != Qt::LeftButton || box < 0)
            return false;
        setCurrent(box);
        const NodeOrdinal object = m_graph.boxes[static_cast<std::size_t>(box)].object;
        Q_EMIT objectChosen(object);
        return true;
    }
    case QEvent::ToolTip: {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int box = boxAt(m_graph, m_sizes, help->pos());
        if (box < 0)
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), toolTipOf(box), m_canvas);
        return true;
    }
    default: return QScrollArea::eventFilter(watched, event);
    }
}

QString PathPicture::toolTipOf(int box) const
{
    const Heap& heap = *m_profile->heap;
    const PathGraph::Box& shown = m_graph.boxes[static_cast<std::size_t>(box)];
    QStringList lines = objectToolTipLines(heap.graph, shown.object);
    lines += tr("Shallow size %1, retained size %2")
                 .arg(bytesText(heap.shallowSize[shown.object.value]), bytesText(heap.retainedSize[shown.object.value]));
    for (const PathGraph::Arrow& arrow : m_graph.arrows) {
        if (arrow.to == static_cast<std::size_t>(box))
            lines += tr("Held over %1").arg(referencesText(heap.graph, arrow.references));
    }
    return plainToolTip(lines);
}

void PathPicture::paint(QPainter& painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    for (const PathGraph::Arrow& arrow : m_graph.arrows)
        paintArrow(painter, arrow);
    for (std::size_t i = 0; i < m_graph.boxes.size(); ++i)
        paintBox(painter, i);
}

void PathPicture::paintArrow(QPainter& painter, const PathGraph::Arrow& arrow) const
{
    const QRect from = boxRect(m_graph.boxes[arrow.from], m_sizes);
    const QRect to = boxRect(m_graph.boxes[arrow.to], m_sizes);
    const QPointF start(from.right() + 1, from.center().y());
    const QPointF end(to.left() - 1, to.center().y());
    const double bend = m_sizes.gapX / 2.0;
    QPainterPath line(start);
    line.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end - QPointF(arrowHead, 0));
    const QColor text = palette().color(QPalette::Text);
    const QColor base = palette().color(QPalette::Base);
    painter.setPen(QPen(mixed(base, text, 0.55), 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(line);
    painter.setBrush(painter.pen().color());
    painter.drawPolygon(
        QPolygonF({end, end + QPointF(-arrowHead, -arrowHead / 2.0), end + QPointF(-arrowHead, arrowHead / 2.0)}));

    // In the gap before the box that it leads to, above the line: there, ways that come from one box are apart.
    const QFontMetrics metrics = painter.fontMetrics();
    const QString name = metrics.elidedText(referencesText(m_profile->heap->graph, arrow.references), Qt::ElideMiddle,
                                            m_sizes.gapX - 2 * arrowHead);
    const QRect room(to.left() - m_sizes.gapX + arrowHead / 2, to.center().y() - metrics.height() - 2,
                     m_sizes.gapX - 2 * arrowHead, metrics.height());
    painter.setPen(text);
    painter.drawText(room, Qt::AlignRight | Qt::AlignBottom, name);
}

void PathPicture::paintBox(QPainter& painter, std::size_t box) const
{
    const PathGraph::Box& shown = m_graph.boxes[box];
    const HeapGraph& graph = m_profile->heap->graph;
    const QRect rect = boxRect(shown, m_sizes);
    const QColor base = palette().color(QPalette::Base);
    const QColor text = palette().color(QPalette::Text);
    const QColor highlight = palette().color(QPalette::Highlight);
    const bool isCurrent = static_cast<int>(box) == m_current && hasFocus();
    const bool isHovered = static_cast<int>(box) == m_hovered;
    painter.setBrush(mixed(base, shown.isTarget ? highlight : text, isHovered ? 0.25 : shown.isTarget ? 0.15 : 0.06));
    painter.setPen(QPen(isCurrent ? highlight : mixed(base, text, 0.5), isCurrent || shown.isTarget ? 2.5 : 1.0));
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);

    const QRect room = rect.adjusted(padding, padding, -padding, -padding);
    const QFontMetrics metrics = painter.fontMetrics();
    painter.setPen(text);
    const QString title = fromFile(objectTitle(graph, shown.object), pictureNameLength);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignTop, metrics.elidedText(title, Qt::ElideRight, room.width()));
    QString below = QStringLiteral("@%1").arg(graph.nodes.id[shown.object.value]);
    if (shown.isRoot)
        below += tr(" · root");
    if (shown.isTarget)
        below += tr(" · selected");
    painter.setPen(mixed(text, base, 0.35));
    painter.drawText(room, Qt::AlignLeft | Qt::AlignBottom, metrics.elidedText(below, Qt::ElideRight, room.width()));
}

} // namespace heapline
