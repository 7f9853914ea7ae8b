// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/document_view.h"

#include <QObject>
#include <QUndoGroup>

#include <map>

class QAction;
class QWidget;

namespace heapline {

class Document;

/// The window's own actions, with texts, shortcuts and tool tips. One that cannot act now is disabled and says why.
class Actions : public QObject {
    Q_OBJECT

public:
    /// @param window its shortcuts work in this window
    explicit Actions(QWidget* window);

    QAction* open;
    QAction* openSample;
    QAction* restoreSession;
    QAction* discardSession;
    QAction* keepInCache;
    QAction* clearCache;
    QAction* close;
    QAction* quit;
    QAction* undo;
    QAction* redo;
    QAction* find;
    QAction* findNext;
    QAction* findPrevious;
    QAction* searchObjects;
    QAction* clearFilters;
    std::map<DocumentView::View, QAction*> views;
    std::map<LowerPane::Pane, QAction*> panes;
    QAction* showProfiles;
    QAction* showLowerPane;
    QAction* nextPane;
    QAction* previousPane;
    QAction* back;
    QAction* forward;
    QAction* nextProfile;
    QAction* previousProfile;
    QAction* shortcuts;
    QAction* words;
    QAction* copyCrashDetails;
    QAction* about;

    QUndoGroup undoGroup;

    /// Enables what can act on the profile that is shown.
    /// @param document null when none is shown; @param view null unless it is opened
    void update(Document* document, DocumentView* view, int openCount);

    /// Whether there is a session that ended unexpectedly.
    void setSessionLeft(bool left);

    /// Whether there is a place for a cache.
    void setCacheAvailable(bool available);

    /// In the order in which they stand in the window.
    QList<QAction*> viewActions() const;
    QList<QAction*> paneActions() const;

private:
    QAction* add(const QString& text, const QKeySequence& shortcut, const QString& toolTip, const QString& icon = {});
    void addFileActions();
    void addEditActions();
    void addViewActions();
    void addGoActions();
    void addHelpActions();

    QWidget* m_window;
};

} // namespace heapline
