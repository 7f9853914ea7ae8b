// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QObject>

#include <functional>

namespace heapline {

class TimelineCanvas;

/// Everything that can be done with a timeline, as actions for menus, tool buttons and keys. Owned by its canvas.
class TimelineActions : public QObject {
    Q_OBJECT

public:
    explicit TimelineActions(TimelineCanvas& canvas);

    /// In the order of a menu, with separators.
    const QList<QAction*>& all() const { return m_all; }

    QAction* zoomIn = nullptr;
    QAction* zoomOut = nullptr;
    QAction* zoomToSelection = nullptr;
    QAction* showAll = nullptr;
    QAction* panLeft = nullptr;
    QAction* panRight = nullptr;
    QAction* logarithmicScale = nullptr;
    QAction* showBytes = nullptr;   ///< null for samples
    QAction* showObjects = nullptr; ///< null for samples
    QAction* selectAll = nullptr;
    QAction* selectOlder = nullptr; ///< null for samples
    QAction* clearSelection = nullptr;
    QAction* moveLeft = nullptr;
    QAction* moveRight = nullptr;
    QAction* moveEndLeft = nullptr;
    QAction* moveEndRight = nullptr;
    QAction* moveBeginLeft = nullptr;
    QAction* moveBeginRight = nullptr;
    QAction* moveToStart = nullptr;
    QAction* moveToEnd = nullptr;
    QAction* moveEndToEnd = nullptr;
    QAction* moveBeginToStart = nullptr;

private:
    QAction* add(const QString& text, const QString& explanation, const QList<QKeySequence>& keys,
                 const std::function<void()>& run);
    void addSeparator();
    void addViewActions();
    void addMeasureActions();
    void addSelectionActions();
    void addStepActions();
    void updateEnabled();

    TimelineCanvas& m_canvas;
    QList<QAction*> m_all;
};

} // namespace heapline
