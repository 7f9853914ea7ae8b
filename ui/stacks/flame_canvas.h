// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stacks/flame_export.h"
#include "ui/stacks/flame_painter.h"
#include "ui/stacks/flame_search.h"
#include "ui/stacks/flame_zoom.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QPixmap>
#include <QTimer>

#include <memory>
#include <optional>

namespace heapline {

class FlameActions;

/// The boxes of a flame: draws them, zooms, pans, and selects by mouse and keys. It knows nothing of documents: it says by signals what was
/// chosen and is told by setters what is selected and searched elsewhere. Only what can be seen is laid out, once for each picture, so that
/// values may change with each move of the mouse.
class FlameCanvas : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit FlameCanvas(QWidget* parent = nullptr);
    ~FlameCanvas() override;

    /// What to show. Zoom and selection stay on boxes of the same path; they go when kind or function are others.
    void setData(const FlameData& data);
    const FlameData& data() const { return m_data; }
    /// What hues are made of; all is grey if it is not set.
    void setKey(FlameKey key);
    void setOrientation(FlameOrientation orientation);
    FlameOrientation orientation() const { return m_orientation; }

    /// Follows a selection that was made elsewhere. Emits nothing; boxes of the function get a weak outline.
    void setSelected(FrameId frame, CallNodeId node);
    /// Frame -> 1 if it matches what is searched; empty: nothing is searched.
    void setMatching(std::vector<std::uint8_t> frameMatches);
    /// Selects the match so many steps on, the heaviest first, and shows it. @return false if nothing matches
    bool showMatch(int step);

    // The boxes as they are now; null while there is nothing to show.
    FlameSource* source() const { return m_source.get(); }
    FlameBoxId selectedBox();
    FlameBoxId zoomedBox();
    const FlameZoom& zoom() const { return m_history.current(); }
    FlameStretch stretch();
    const FlameLayout& boxes();
    const FlameGeometry& geometry();
    /// Where a box is on the viewport, in logical pixels; empty if it is not.
    QRectF placeOf(FlameBoxId box);
    /// Frames of StackStep::path for a box of a flame of callers: the innermost first. Empty for others.
    std::vector<FrameId> leafPathOf(FlameBoxId box) const;

    bool canGoBack() const { return m_history.canGoBack(); }
    bool isZoomed() const { return !m_history.current().isWhole(); }
    bool isSearching() const { return !m_search.matching().empty(); }
    FlameActions& flameActions() const { return *m_actions; }

    /// The picture that is shown, with all its rows. @pre source()
    FlamePicture picture(int width) const;

    QSize sizeHint() const override;

    /// Ways to go from a box, as seen on the screen.
    enum class Way { Up, Down, Left, Right };

public Q_SLOTS:
    void select(quint32 box);
    void zoomToBox(quint32 box);
    void zoomToSelection();
    void zoomBack();
    void zoomWhole();
    void zoomIn();
    void zoomOut();
    void walk(heapline::FlameCanvas::Way way);

Q_SIGNALS:
    /// The user selected a box: its function and a node of the call tree that it stands for.
    void boxChosen(heapline::FrameId frame, heapline::CallNodeId node);
    void contextMenuRequested(heapline::FrameId frame, heapline::CallNodeId node,
                              const std::vector<heapline::FrameId>& leafPath, const QPoint& globalPos);
    /// Data, selection, zoom or matches are others, or what was laid out of them. Sent from the event loop, once for many changes.
    void stateChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Press {
        QPointF at;
        FlameStretch stretch;
        int scroll;
        bool isPanning = false;
    };

    void markChanged(); ///< boxes or their places are others
    void ensureLayout();
    void updateBoxes(); ///< finds selection and zoom among boxes that were made anew
    void updateScrollBar();
    void setScroll(int fromRoot);
    int mostScroll() const;
    void resetStyle();
    void setZoom(const FlameZoom& zoom, bool isStep);
    void setStretch(const FlameStretch& stretch, bool isStep);
    void zoomBy(double factor, double fixed, bool isStep);
    void pan(double units, bool isStep);
    void choose(FlameBoxId box);
    void reveal(FlameBoxId box);
    void revealRow(std::uint32_t row);
    bool isRunOfTurns();
    std::optional<PlacedBox> boxAt(const QPointF& point);
    void updateHover(const QPointF& point);
    void click(const PlacedBox& box);
    double unitAt(double x);
    void showToolTip(const QPoint& at, const QPoint& globalPos);
    FlameScene scene() const;
    void paintPicture();

    FlameData m_data;
    FlameKey m_key;
    std::unique_ptr<FlameSource> m_source;
    FlameOrientation m_orientation = FlameOrientation::Icicle;
    FlameZoomHistory m_history;
    FlameSearch m_search;
    FlameActions* m_actions;

    // Selection, by path, and by box while there is one.
    std::optional<FlamePath> m_selectedPath;
    FlameBoxId m_selected = noFlameBox;
    FrameId m_outlined;

    // What is laid out.
    bool m_areBoxesNew = false;
    bool m_isLaidOut = false;
    ResolvedZoom m_zoomed;
    FlameLayout m_layout;
    FlameGeometry m_geometry;
    int m_scroll = 0; ///< pixels from the root
    std::optional<std::uint32_t> m_rowToReveal;

    FlamePainter m_painter;
    QPixmap m_picture;
    bool m_isPainted = false;
    std::optional<PlacedBox> m_hovered;
    std::optional<Press> m_press;
    QElapsedTimer m_lastTurn;
    bool m_isSettingScrollBar = false;
    QTimer m_stateTimer;
};

} // namespace heapline
