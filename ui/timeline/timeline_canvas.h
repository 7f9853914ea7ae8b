// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/selection_drag.h"
#include "ui/timeline/timeline_overlay.h"
#include "ui/timeline/timeline_painter.h"

#include <QTimer>
#include <QWidget>

#include <optional>

namespace heapline {

class TimelineActions;

/// The bars of a timeline, and the selection on them: draws, zooms, pans, and turns mouse and keys into ranges. It knows
/// nothing of documents: it says what range it shows by signals and is told by setSelection() when the range was changed
/// elsewhere.
class TimelineCanvas : public QWidget {
    Q_OBJECT

public:
    /// @param timeline must outlive the widget
    explicit TimelineCanvas(const Timeline& timeline, QWidget* parent = nullptr);
    ~TimelineCanvas() override;

    const AxisRange& view() const { return m_view; }
    void setView(const AxisRange& view);
    /// Moves or widens the view so that a range can be seen.
    void reveal(const AxisRange& range);
    AxisRange fullView() const { return m_full; }
    bool isZoomedIn() const { return m_view != m_full; }

    const std::optional<AxisRange>& selection() const { return m_selection; }
    /// Whether there is something older than the recording.
    bool hasOlder() const { return hasOlderObjects(m_timeline); }
    bool isOlderSelected() const { return m_selection && isBeforeRecording(m_timeline, *m_selection); }
    AxisKind axis() const { return m_timeline.axis; }
    /// Follows a range that was set elsewhere. Emits nothing; ends a drag if the range differs from the dragged one.
    void setSelection(const std::optional<AxisRange>& range);
    void setMarked(const MarkedBars& marked);

    /// What the heights of the bars stand for; bytes unless the axis is one of time.
    BarMeasure measure() const { return m_measure; }
    void setMeasure(BarMeasure measure);

    bool isDragging() const { return m_drag.has_value(); }

    bool isLogarithmic() const { return m_scaleKind == SizeScale::Kind::Logarithmic; }
    TimelineActions& timelineActions() const { return *m_actions; }

    /// Where the parts lie at present.
    const TimelineLayout& parts() const { return m_layout; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// Which end of the selection, or what else, an action changes.
    enum class Part { Whole, Begin, End };

public Q_SLOTS:
    void zoomIn();
    void zoomOut();
    void zoomToSelection();
    void showAll();
    void pan(double viewLengths);
    void setLogarithmic(bool on);
    void selectAll();
    /// Selects what is older than the recording, and nothing else.
    void selectOlder();
    /// Clears the selection; during a drag: ends the drag and gives back the selection before it.
    void clearSelection();
    /// Moves the selection, or one end of it, by keyboard steps; makes one at the cursor if there is none.
    void moveSelection(heapline::TimelineCanvas::Part part, int steps);
    /// Moves the selection, or one end of it, to the first (-1) or last (+1) place of the axis; without selection: the
    /// cursor.
    void moveSelectionToEdge(heapline::TimelineCanvas::Part part, int direction);

Q_SIGNALS:
    void rangePreviewed(const std::optional<heapline::AxisRange>& range);
    void rangeCommitted(const std::optional<heapline::AxisRange>& range);
    void viewChanged();
    void measureChanged();
    /// Selection, view, scale, measure or drag changed: what actions can do may differ.
    void stateChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Zone { Elsewhere, Bars, Older, BeginGrip, EndGrip, Strip };

    /// A pressed button that has not, or not yet, become a drag.
    struct Press {
        Qt::MouseButton button = Qt::NoButton;
        QPointF at;
        Zone zone = Zone::Elsewhere;
        AxisRange view; ///< at that time, for panning
    };

    PixelScale scale() const { return m_layout.scaleOf(m_view); }
    SelectionLimits limits() const;
    std::optional<SelectionPixels> pixels() const;
    Zone zoneAt(const QPointF& point) const;
    std::int64_t placeAt(double x) const; ///< place for a selection's end, rounded to what a pixel can tell
    std::int64_t keyboardStep() const;
    void updateLayout();
    void updatePointer(const QPointF& point);
    void showSelection(const std::optional<AxisRange>& range); ///< changes it and emits rangePreviewed
    void editSelection(const std::optional<AxisRange>& range); ///< the same, to be committed when the keys rest
    void commitPending();
    void keepInView(std::int64_t position);
    void startDrag();
    void dragTo(double x);
    void cancelDrag();
    void scrollWhileDragging();

    const Timeline& m_timeline;
    TimelinePainter m_painter;
    TimelineLayout m_layout;
    TimelineActions* m_actions;
    AxisRange m_full;
    AxisRange m_view;
    SizeScale::Kind m_scaleKind = SizeScale::Kind::Linear;
    BarMeasure m_measure = BarMeasure::Bytes;
    std::optional<AxisRange> m_selection;
    std::int64_t m_cursor = 0; ///< place where arrow keys begin a selection
    MarkedBars m_marked;
    std::optional<Press> m_press;
    std::optional<SelectionDrag> m_drag;
    std::optional<QPointF> m_pointer; ///< while it hovers
    QTimer m_commitTimer;             ///< key strokes in a row become one change of the range
    QTimer m_scrollTimer;             ///< moves the view while a drag is beyond its edge
};

} // namespace heapline
