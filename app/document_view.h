// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lower_pane.h"
#include "ui/document/document.h"

#include <QWidget>

#include <map>

class QMenu;
class QSplitter;
class QStackedWidget;
class QTabBar;

namespace heapline {

class OpenProfiles;
class SearchTarget;
class Settings;
class StackBar;
class TimelineView;
class TreeView;

/// All views of one opened profile: timeline, the tables of its faces, and the lower pane.
class DocumentView : public QWidget {
    Q_OBJECT

public:
    enum class View { Heavy, Tree, Flame, Functions, Summary, Containment, Dominators, Treemap, Statistics, Comparison };

    /// @param document has to be Ready; @param profiles what is open besides, to compare with
    DocumentView(Document& document, OpenProfiles& profiles, Settings& settings, QWidget* parent = nullptr);
    ~DocumentView() override;

    Document& document() const { return m_document; }
    /// Whether a view shows stacks, and not objects.
    static bool isOfStacks(View view);
    /// Whether a view is right only if all references are known.
    static bool needsReferences(View view);
    bool offers(View view) const;
    View currentView() const;
    void showView(View view);

    LowerPane& lowerPane() const { return *m_lowerPane; }
    bool isLowerPaneShown() const;
    void setLowerPaneShown(bool shown);

    /// null when the profile has no timeline
    TimelineView* timeline() const { return m_timeline; }
    /// The table of the view that is shown.
    TreeView* currentTable() const;
    /// The view that is shown, if a text can be searched in it; else null.
    SearchTarget* searchTarget() const;
    /// Actions of the view that is shown, its table's first.
    QList<QAction*> viewActions() const;
    /// Menus that say how stacks are shown.
    QList<QMenu*> stackMenus() const;

    /// Moves the focus to the next (+1) or previous (-1) of timeline, table and lower pane.
    void focusNextPane(int step);
    void focusTable();

Q_SIGNALS:
    void viewChanged();
    /// A pane is to be seen, because the user asked for what is in it.
    void paneRequested(heapline::LowerPane::Pane pane);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void joinTimeline();
    void showPane(LowerPane::Pane pane);
    void restoreSizes();
    void distribute();
    QWidget* makeTables();
    void showTab(int tab);
    bool showIfOffered(View view);
    void showPlace(Place place);
    QWidget* viewOf(View view);
    QWidget* makeView(View view);
    void addEscape(QWidget* tables);

    Document& m_document;
    OpenProfiles& m_profiles;
    Settings& m_settings;
    QSplitter* m_splitter;
    TimelineView* m_timeline = nullptr;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    StackBar* m_stackBar = nullptr; ///< null when the profile has no stacks
    LowerPane* m_lowerPane;
    bool m_userSized = false;         ///< whether the user has moved the splitter, now or earlier
    std::map<View, QWidget*> m_views; ///< made when first shown
};

} // namespace heapline
