// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/flame_canvas.h"

#include "ui/stacks/flame_actions.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace heapline {

namespace {

constexpr double zoomStep = 1.5;    ///< of a key
constexpr double leastVisible = 3;  ///< device pixels of a box that is selected by a key
constexpr double leastOfMatch = 24; ///< device pixels of a match that is shown without zooming

} // namespace

FlameCanvas::FlameCanvas(QWidget* parent) : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Flame"));
    m_stateTimer.setSingleShot(true);
    m_stateTimer.setInterval(0);
    connect(&m_stateTimer, &QTimer::timeout, this, [this] {
        ensureLayout();
        Q_EMIT stateChanged();
    });
    m_actions = new FlameActions(*this);
    addActions(m_actions->all());
    resetStyle();
}

FlameCanvas::~FlameCanvas() = default;

QSize FlameCanvas::sizeHint() const
{
    return {640, 20 * flameRowHeight(font())};
}

void FlameCanvas::setData(const FlameData& data)
{
    const bool isSameTree =
        m_source && data.stacks == m_data.stacks && data.kind == m_data.kind && data.function == m_data.function;
    const bool isSameView = data.kind == m_data.kind && (!data.hasFunction() || data.function == m_data.function);
    const bool areSameNames = data.stacks == m_data.stacks;
    m_data = data;
    if (!data.isComplete())
        m_source.reset();
    else if (isSameTree)
        m_source->setWeights(data.weights, data.measure);
    else
        m_source = makeFlameSource(data);
    if (!isSameView) {
        m_history.clear();
        m_selectedPath.reset();
        m_scroll = 0;
    }
    if (!areSameNames)
        resetStyle();
    m_areBoxesNew = true;
    m_hovered.reset();
    markChanged();
}

void FlameCanvas::setKey(FlameKey key)
{
    m_key = std::move(key);
    resetStyle();
    m_isPainted = false;
    viewport()->update();
}

void FlameCanvas::setOrientation(FlameOrientation orientation)
{
    if (orientation == m_orientation)
        return;
    m_orientation = orientation;
    markChanged();
}

void FlameCanvas::resetStyle()
{
    m_painter.setStyle(palette(), font(), m_data.stacks ? m_data.stacks->frames.size() : 0, m_key);
}

FlameBoxId FlameCanvas::selectedBox()
{
    ensureLayout();
    return m_selected;
}

FlameBoxId FlameCanvas::zoomedBox()
{
    ensureLayout();
    return m_zoomed.box;
}

FlameStretch FlameCanvas::stretch()
{
    ensureLayout();
    return m_zoomed.stretch;
}

const FlameLayout& FlameCanvas::boxes()
{
    ensureLayout();
    return m_layout;
}

const FlameGeometry& FlameCanvas::geometry()
{
    ensureLayout();
    return m_geometry;
}

QRectF FlameCanvas::placeOf(FlameBoxId box)
{
    ensureLayout();
    const PlacedBox* placed = m_source ? m_layout.find(*m_source, box) : nullptr;
    if (!placed)
        return {};
    const qreal ratio = devicePixelRatioF();
    return {placed->left / ratio, static_cast<qreal>(m_geometry.topOf(placed->row)), placed->width() / ratio,
            static_cast<qreal>(m_geometry.rowHeight)};
}

std::vector<FrameId> FlameCanvas::leafPathOf(FlameBoxId box) const
{
    if (!m_source || m_data.kind != FlameData::Kind::BottomUp)
        return {};
    return m_source->pathTo(box);
}

FlamePicture FlameCanvas::picture(int width) const
{
    return {*m_source, m_history.current(), m_orientation,       width, palette(), font(),
            m_key,     m_selected,          &m_search.matching()};
}

void FlameCanvas::setSelected(FrameId frame, CallNodeId node)
{
    ensureLayout();
    m_outlined = frame;
    m_isPainted = false;
    viewport()->update();
    if (m_source && m_selected != noFlameBox && m_source->box(m_selected).frame == frame
        && (!node.isValid() || m_source->box(m_selected).node == node))
        return;
    const FlameBoxId box = m_source && frame.isValid() ? m_source->boxOf(frame, node) : noFlameBox;
    m_selected = box;
    m_selectedPath.reset();
    if (box != noFlameBox) {
        m_selectedPath = m_source->pathTo(box);
        if (m_zoomed.box == FlameSource::root() || m_layout.find(*m_source, box))
            m_rowToReveal = m_source->box(box).depth;
    }
    markChanged();
}

void FlameCanvas::setMatching(std::vector<std::uint8_t> frameMatches)
{
    if (frameMatches == m_search.matching())
        return;
    m_search.reset(std::move(frameMatches));
    markChanged();
}

bool FlameCanvas::showMatch(int step)
{
    ensureLayout();
    if (!m_source)
        return false;
    const FlameBoxId box = m_search.step(*m_source, m_selected, step);
    if (box == noFlameBox)
        return false;
    choose(box);
    m_isLaidOut = false; // boxes may have been opened
    ensureLayout();
    const FlameWindow& window = m_layout.window;
    const FlameBox& at = m_source->box(box);
    if (window.edgeOf(at.end()) - window.edgeOf(at.begin) < leastOfMatch)
        setZoom(zoomTo(*m_source, box), true);
    m_rowToReveal = at.depth;
    markChanged();
    return true;
}

void FlameCanvas::choose(FlameBoxId box)
{
    m_selected = box;
    m_selectedPath = m_source->pathTo(box);
    const FrameId frame = m_source->box(box).frame;
    const CallNodeId node = m_source->box(box).node;
    m_outlined = frame;
    markChanged();
    if (frame.isValid())
        Q_EMIT boxChosen(frame, node);
}

void FlameCanvas::select(quint32 box)
{
    ensureLayout();
    if (!m_source)
        return;
    choose(box);
    reveal(box);
}

void FlameCanvas::reveal(FlameBoxId id)
{
    ensureLayout();
    if (!m_source)
        return;
    const FlameBox& box = m_source->box(id);
    const FlameStretch shown = m_zoomed.stretch;
    const auto begin = static_cast<double>(box.begin);
    const auto end = static_cast<double>(box.end());
    const double width = (end - begin) * m_layout.window.pixelsPerUnit();
    if (width < leastVisible) {
        const FlameBoxId parent = id == FlameSource::root() ? id : box.parent;
        const auto share = static_cast<double>(box.weight) / static_cast<double>(m_source->box(parent).weight);
        setZoom(zoomTo(*m_source, share * m_layout.window.width < leastVisible ? id : parent), true);
    } else if (end <= shown.begin || begin >= shown.end()) {
        setStretch({begin < shown.begin ? begin : std::max(begin - shown.length, end - shown.length), shown.length}, true);
    }
    m_rowToReveal = m_source->box(id).depth;
    markChanged();
}

void FlameCanvas::setZoom(const FlameZoom& zoom, bool isStep)
{
    if (zoom == m_history.current())
        return;
    m_history.set(zoom, isStep);
    m_rowToReveal = static_cast<std::uint32_t>(zoom.path.size());
    m_hovered.reset();
    markChanged();
}

void FlameCanvas::setStretch(const FlameStretch& stretch, bool isStep)
{
    const FlameZoom zoom = zoomTo(*m_source, stretch);
    if (zoom == m_history.current())
        return;
    m_history.set(zoom, isStep);
    m_hovered.reset();
    markChanged();
}

void FlameCanvas::zoomToBox(quint32 box)
{
    ensureLayout();
    if (m_source)
        setZoom(zoomTo(*m_source, box), true);
}

void FlameCanvas::zoomToSelection()
{
    if (selectedBox() != noFlameBox)
        zoomToBox(m_selected);
}

void FlameCanvas::zoomBack()
{
    if (!m_history.canGoBack())
        return;
    m_history.back();
    m_rowToReveal = static_cast<std::uint32_t>(m_history.current().path.size());
    m_hovered.reset();
    markChanged();
}

void FlameCanvas::zoomWhole()
{
    setZoom({}, true);
}

void FlameCanvas::zoomBy(double factor, double fixed, bool isStep)
{
    ensureLayout();
    if (m_source && m_zoomed.stretch.length > 0)
        setStretch(scaled(m_zoomed.stretch, factor, fixed), isStep);
}

void FlameCanvas::pan(double units, bool isStep)
{
    const FlameStretch shown = stretch();
    if (m_source)
        setStretch({shown.begin + units, shown.length}, isStep);
}

void FlameCanvas::zoomIn()
{
    const FlameStretch shown = stretch();
    double middle = shown.begin + shown.length / 2;
    if (m_source && m_selected != noFlameBox) {
        const FlameBox& box = m_source->box(m_selected);
        const double begin = std::max(static_cast<double>(box.begin), shown.begin);
        const double end = std::min(static_cast<double>(box.end()), shown.end());
        if (begin < end)
            middle = (begin + end) / 2;
    }
    zoomBy(1 / zoomStep, middle, !isRunOfTurns());
}

void FlameCanvas::zoomOut()
{
    const FlameStretch shown = stretch();
    zoomBy(zoomStep, shown.begin + shown.length / 2, !isRunOfTurns());
}

void FlameCanvas::walk(Way way)
{
    ensureLayout();
    if (!m_source)
        return;
    if (m_selected == noFlameBox) {
        select(m_zoomed.box);
        return;
    }
    const FlameBoxId parent = m_source->box(m_selected).parent;
    const bool isTowardsRoot = way == (m_orientation == FlameOrientation::Icicle ? Way::Up : Way::Down);
    if (way == Way::Up || way == Way::Down) {
        if (isTowardsRoot) {
            if (parent != noFlameBox)
                select(parent);
            return;
        }
        if (m_source->opened(m_selected).empty())
            m_source->open(m_selected, std::max<std::uint64_t>(1, m_source->childWeight(m_selected)
                                                                      / std::max(1U, m_source->childCount(m_selected))));
        if (const auto children = m_source->opened(m_selected); !children.empty())
            select(children.front());
        return;
    }
    if (parent == noFlameBox)
        return;
    const auto position = [&] {
        const auto siblings = m_source->opened(parent);
        return static_cast<std::size_t>(std::find(siblings.begin(), siblings.end(), m_selected) - siblings.begin());
    };
    const std::size_t place = position();
    if (way == Way::Left) {
        if (place > 0)
            select(m_source->opened(parent)[place - 1]);
        return;
    }
    if (place + 1 >= m_source->opened(parent).size())
        m_source->open(parent, 1);
    if (place + 1 < m_source->opened(parent).size())
        select(m_source->opened(parent)[place + 1]);
}

FlameScene FlameCanvas::scene() const
{
    return {*m_source, m_layout, m_geometry, devicePixelRatioF(), m_selected, m_outlined, &m_search.matching()};
}

void FlameCanvas::paintPicture()
{
    const qreal ratio = devicePixelRatioF();
    const QSize pixels = (QSizeF(viewport()->size()) * ratio).toSize().expandedTo(QSize(1, 1));
    if (m_picture.size() != pixels)
        m_picture = QPixmap(pixels);
    m_picture.setDevicePixelRatio(ratio);
    m_picture.fill(m_painter.colors().ground);
    if (m_source) {
        QPainter painter(&m_picture);
        m_painter.paint(painter, scene());
    }
    m_isPainted = true;
}

void FlameCanvas::paintEvent(QPaintEvent*)
{
    ensureLayout();
    if (!m_isPainted || m_picture.devicePixelRatio() != devicePixelRatioF()) {
        if (m_source && m_layout.window.width != static_cast<int>(std::lround(viewport()->width() * devicePixelRatioF()))) {
            m_isLaidOut = false; // moved to a screen of another scale
            ensureLayout();
        }
        paintPicture();
    }
    QPainter painter(viewport());
    painter.drawPixmap(0, 0, m_picture);
    if (!m_source)
        return;
    if (m_hovered)
        m_painter.paintHover(painter, scene(), *m_hovered);
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void FlameCanvas::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_isLaidOut = false;
    m_isPainted = false;
    m_hovered.reset();
    viewport()->update();
}

void FlameCanvas::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange
        || event->type() == QEvent::PaletteChange) {
        resetStyle();
        markChanged();
    }
}

} // namespace heapline
