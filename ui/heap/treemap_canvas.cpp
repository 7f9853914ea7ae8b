// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/treemap_canvas.h"

#include "core/heap/dominator_lists.h"
#include "core/heap/dominator_treemap.h"
#include "ui/widgets/timing.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace heapline {

namespace {

/// Sizes in device pixels.
TreemapStyle styleFor(const QFont& font, qreal ratio)
{
    const auto scaled = [ratio](double logical) { return std::max(1, static_cast<int>(std::lround(logical * ratio))); };
    TreemapStyle style;
    style.headerHeight = scaled(treemapHeaderHeight(font));
    style.leastHeaderWidth = scaled(4 * QFontMetricsF(font).averageCharWidth() + 8);
    style.padding = scaled(2);
    style.leastSide = scaled(3);
    style.leastArea = static_cast<int>(std::lround(48 * ratio * ratio));
    style.leastOpened = scaled(14);
    return style;
}

} // namespace

TreemapCanvas::TreemapCanvas(QWidget* parent) : QAbstractScrollArea(parent), m_painter(palette(), font(), m_coloring)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Treemap of dominators"));
}

QSize TreemapCanvas::sizeHint() const
{
    return {640, 400};
}

void TreemapCanvas::setFigures(std::shared_ptr<const DominatorFigures> figures)
{
    if (figures == m_figures)
        return;
    m_figures = std::move(figures);
    if (m_figures && !m_zoomed)
        m_zoomed = m_figures->profile->heap->graph.root;
    layOut();
}

void TreemapCanvas::setColoring(TreemapColoring coloring)
{
    if (coloring == TreemapColoring::Package && (!m_figures || !m_figures->profile->stacks))
        return;
    if (std::exchange(m_coloring, coloring) == coloring)
        return;
    resetStyle();
    Q_EMIT stateChanged();
}

void TreemapCanvas::setMatching(std::shared_ptr<const std::vector<std::uint8_t>> classes)
{
    if (std::exchange(m_matching, std::move(classes)) == m_matching)
        return;
    m_painter.setMatching(m_matching);
    repaintAll();
}

void TreemapCanvas::resetStyle()
{
    std::shared_ptr<const ObjectPackages> packages;
    if (m_coloring == TreemapColoring::Package)
        packages = std::make_shared<const ObjectPackages>(m_figures->profile);
    m_painter = TreemapPainter(palette(), font(), m_coloring, std::move(packages));
    m_painter.setMatching(m_matching);
    repaintAll();
}

void TreemapCanvas::repaintAll()
{
    m_isPainted = false;
    viewport()->update();
}

void TreemapCanvas::layOut()
{
    const qreal ratio = devicePixelRatioF();
    const QSize size = (QSizeF(viewport()->size()) * ratio).toSize();
    if (!m_figures || size.isEmpty())
        return;
    m_job.start([this, figures = m_figures, outermost = *m_zoomed, size, ratio, style = styleFor(font(), ratio)] {
        const TimingClock clock;
        const auto made = std::make_shared<TreemapScene>(TreemapScene{figures, outermost, size, ratio, {}});
        const DominatorTreemap tree(made->heap(), *figures->tree, figures->sumsOrNull());
        layoutTreemap(tree, outermost, {0, 0, size.width(), size.height()}, style, made->layout);
        qCInfo(timingLog, "treemap of %zu boxes laid out beside the window in %.2f ms", made->layout.boxes.size(),
               clock.totalMs());
        return NewestJob::Deliver([this, scene = std::shared_ptr<const TreemapScene>(made)] { receive(scene); });
    });
}

void TreemapCanvas::receive(const std::shared_ptr<const TreemapScene>& scene)
{
    if (!m_figures || scene->figures->profile != m_figures->profile)
        return;
    m_scene = scene;
    m_hoveredRow = TreemapBox::none;
    findSelection();
    repaintAll();
    Q_EMIT stateChanged();
}

void TreemapCanvas::findSelection()
{
    m_selectedRow = m_aroundRow = TreemapBox::none;
    if (!m_scene || !m_selected)
        return;
    const TreemapLayout& layout = m_scene->layout;
    m_selectedRow = findBox(layout, *m_selected);
    if (m_selectedRow != TreemapBox::none)
        return;
    const std::vector<NodeOrdinal> chain = dominatorChain(m_scene->heap(), m_selected->object);
    const std::unordered_set<NodeOrdinal> above(chain.begin(), chain.end());
    for (std::uint32_t row = 0; row < layout.boxes.size(); ++row) { // the deepest is the last
        if (layout.boxes[row].kind == TreemapBox::Kind::Object && above.contains(layout.boxes[row].object))
            m_aroundRow = row;
    }
}

void TreemapCanvas::setSelected(std::optional<NodeOrdinal> object)
{
    const auto spot = object ? std::optional(TreemapSpot{TreemapBox::Kind::Object, *object}) : std::nullopt;
    const bool isOwn = m_selected && object && m_selected->kind == TreemapBox::Kind::Own && m_selected->object == *object;
    if (spot == m_selected || isOwn)
        return;
    m_selected = spot;
    findSelection();
    viewport()->update();
    Q_EMIT stateChanged();
}

const TreemapBox* TreemapCanvas::selectedBox() const
{
    return m_selectedRow == TreemapBox::none ? nullptr : &m_scene->layout.boxes[m_selectedRow];
}

const TreemapBox* TreemapCanvas::boxAroundSelected() const
{
    return m_aroundRow == TreemapBox::none ? nullptr : &m_scene->layout.boxes[m_aroundRow];
}

bool TreemapCanvas::isZoomed() const
{
    return m_figures && m_zoomed && *m_zoomed != m_figures->profile->heap->graph.root;
}

QRectF TreemapCanvas::placeOf(const TreemapBox& box) const
{
    const qreal ratio = m_scene->pixelRatio;
    return {box.rect.left / ratio, box.rect.top / ratio, box.rect.width / ratio, box.rect.height / ratio};
}

void TreemapCanvas::zoomTo(NodeOrdinal object)
{
    if (!m_figures || m_zoomed == object)
        return;
    m_zoomed = object;
    layOut();
    Q_EMIT stateChanged();
}

void TreemapCanvas::zoomToSelection()
{
    if (const TreemapBox* box = selectedBox())
        open(*box);
}

/// Shows what is in a box: that of an object without anything in it by zooming to the box around it.
void TreemapCanvas::open(const TreemapBox& box)
{
    if (box.kind == TreemapBox::Kind::Smaller) {
        Q_EMIT smallerRequested(box.object);
        return;
    }
    const bool isLeaf = m_figures->tree->childrenOf(box.object).empty();
    zoomTo(isLeaf ? m_scene->heap().dominator[box.object.value] : box.object);
}

void TreemapCanvas::zoomOut()
{
    if (isZoomed())
        zoomTo(m_figures->profile->heap->dominator[m_zoomed->value]);
}

void TreemapCanvas::zoomWhole()
{
    if (isZoomed())
        zoomTo(m_figures->profile->heap->graph.root);
}

void TreemapCanvas::choose(std::uint32_t row)
{
    const TreemapBox& box = m_scene->layout.boxes[row];
    m_selected = spotOf(box);
    m_selectedRow = row;
    m_aroundRow = TreemapBox::none;
    viewport()->update();
    if (box.kind != TreemapBox::Kind::Smaller && box.object != m_scene->heap().graph.root)
        Q_EMIT objectChosen(box.object);
    Q_EMIT stateChanged();
}

void TreemapCanvas::paintPicture()
{
    m_picture = QPixmap(m_scene->size);
    m_picture.fill(m_painter.colors().ground);
    QPainter painter(&m_picture);
    m_painter.paint(painter, *m_scene);
    m_isPainted = true;
}

void TreemapCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_painter.colors().ground);
    if (!m_scene)
        return;
    if (!m_isPainted) {
        const TimingClock clock;
        paintPicture();
        qCInfo(timingLog, "treemap painted in %.2f ms", clock.totalMs());
    }
    painter.save();
    painter.scale(1 / m_scene->pixelRatio, 1 / m_scene->pixelRatio);
    painter.drawPixmap(0, 0, m_picture);
    if (m_aroundRow != TreemapBox::none)
        m_painter.paintSelection(painter, *m_scene, m_aroundRow, true);
    if (m_selectedRow != TreemapBox::none)
        m_painter.paintSelection(painter, *m_scene, m_selectedRow, false);
    if (m_hoveredRow != TreemapBox::none && m_hoveredRow != m_selectedRow)
        m_painter.paintHover(painter, *m_scene, m_hoveredRow);
    painter.restore();
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void TreemapCanvas::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void TreemapCanvas::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange
        || event->type() == QEvent::PaletteChange) {
        resetStyle();
        layOut();
        Q_EMIT stateChanged();
    }
}

} // namespace heapline
