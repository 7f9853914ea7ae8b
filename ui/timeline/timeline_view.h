// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/tick_figures.h"
#include "ui/document/document.h"

#include <QWidget>

#include <memory>

class QAction;
class QScrollBar;

namespace heapline {

class SelectionBar;
struct SelectionFigures;
class TimelineCanvas;

/// The timeline of a document: bars to select a range on, a scroll bar when zoomed in, and the selection in exact figures.
/// It shows the filter's range and changes it. Without a timeline in the profile: one line that says why. Its actions() are
/// for menus.
class TimelineView : public QWidget {
    Q_OBJECT

public:
    /// @param document Ready; must outlive the view
    explicit TimelineView(Document& document, QWidget* parent = nullptr);
    ~TimelineView() override;

    /// The bars; null when the profile has no timeline.
    TimelineCanvas* canvas() const { return m_canvas; }
    /// Offers the table of the ticks, which lies elsewhere. null when the profile has no timeline
    QAction* showTable() const { return m_showTable; }

private:
    void buildTimeline();
    void buildExplanation();
    void showRange();
    void showFigures();
    void showShare();
    void addTableAction();
    TickFigures selectedTicks() const;
    void addShare(SelectionFigures& shown) const;
    QString shareName() const;
    void showDescription();
    void updateScrollBar();
    void scrollTo(int value);

    Document& m_document;
    std::shared_ptr<const Profile> m_profile; ///< keeps the timeline that canvas and bar refer to
    TimelineCanvas* m_canvas = nullptr;
    QScrollBar* m_scrollBar = nullptr;
    SelectionBar* m_bar = nullptr;
    QAction* m_showTable = nullptr;
};

} // namespace heapline
