// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/treemap_walk.h"
#include "ui/document/newest_job.h"
#include "ui/heap/treemap_painter.h"

#include <QAbstractScrollArea>
#include <QPixmap>

#include <memory>
#include <optional>

namespace heapline {

/// The boxes of a treemap: draws them, zooms, and selects by mouse and keys. It knows nothing of documents: it says by signals what was chosen
/// and is told by setters what to show. Boxes are laid out off the UI thread, once for each picture.
class TreemapCanvas : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit TreemapCanvas(QWidget* parent = nullptr);

    /// What to show; null: nothing. Zoom and selection stay.
    void setFigures(std::shared_ptr<const DominatorFigures> figures);
    /// By package only while figures of a profile with stacks are shown; else nothing happens.
    void setColoring(TreemapColoring coloring);
    TreemapColoring coloring() const { return m_coloring; }
    /// Makes the objects of some classes stand out. @param classes [classes] 1 or 0; null: all look alike
    void setMatching(std::shared_ptr<const std::vector<std::uint8_t>> classes);

    /// Follows a selection that was made elsewhere. Emits nothing.
    void setSelected(std::optional<NodeOrdinal> object);

    /// What is shown; null before the first layout.
    std::shared_ptr<const TreemapScene> scene() const { return m_scene; }
    /// Whether a layout is being made.
    bool isLayingOut() const { return m_job.isRunning(); }
    /// The selected box; null if it is not there.
    const TreemapBox* selectedBox() const;
    /// The box that the selected object is in, where it has none itself.
    const TreemapBox* boxAroundSelected() const;
    /// The object over the whole area; the root at first.
    std::optional<NodeOrdinal> zoomed() const { return m_zoomed; }
    bool isZoomed() const;
    /// Where a box is on the viewport, in logical pixels.
    QRectF placeOf(const TreemapBox& box) const;
    TreemapColors& colors() { return m_painter.colors(); }

    QSize sizeHint() const override;

public Q_SLOTS:
    void zoomTo(heapline::NodeOrdinal object);
    /// Shows what is in the selected box over the whole area.
    void zoomToSelection();
    void zoomOut();
    void zoomWhole();
    void walk(heapline::TreemapWay way);

Q_SIGNALS:
    /// The user selected an object.
    void objectChosen(heapline::NodeOrdinal object);
    /// The user wants to see the objects of a box "smaller" in an object.
    void smallerRequested(heapline::NodeOrdinal object);
    /// Layout, zoom, selection or colours are others.
    void stateChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void layOut();
    void receive(const std::shared_ptr<const TreemapScene>& scene);
    void resetStyle();
    void repaintAll();
    void paintPicture();
    void findSelection();
    void choose(std::uint32_t row);
    void open(const TreemapBox& box);
    std::uint32_t boxAt(const QPointF& point) const;
    void setHovered(std::uint32_t row);
    void showToolTip(const QPoint& at, const QPoint& globalPos);

    std::shared_ptr<const DominatorFigures> m_figures;
    std::optional<NodeOrdinal> m_zoomed; ///< none before there are figures
    std::optional<TreemapSpot> m_selected;
    std::shared_ptr<const TreemapScene> m_scene;
    std::uint32_t m_selectedRow = TreemapBox::none; ///< of m_scene: the selected box
    std::uint32_t m_aroundRow = TreemapBox::none;   ///< of m_scene: the box that holds it, where it has none itself
    std::uint32_t m_hoveredRow = TreemapBox::none;
    TreemapColoring m_coloring = TreemapColoring::Class;
    std::shared_ptr<const std::vector<std::uint8_t>> m_matching; ///< null: nothing is looked for
    TreemapPainter m_painter;
    QPixmap m_picture;
    bool m_isPainted = false;
    NewestJob m_job;
};

} // namespace heapline
