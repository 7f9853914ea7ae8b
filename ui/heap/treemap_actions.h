// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QObject>

#include <functional>

namespace heapline {

class TreemapCanvas;

/// Everything that can be done with a treemap, as actions for menus and keys.
class TreemapActions : public QObject {
    Q_OBJECT

public:
    /// @param hasStacks whether the profile says what allocated the objects
    TreemapActions(TreemapCanvas& canvas, bool hasStacks);

    /// In the order of a menu, with separators.
    const QList<QAction*>& all() const { return m_all; }

    QAction* zoomToSelection = nullptr;
    QAction* zoomOut = nullptr;
    QAction* zoomWhole = nullptr;
    QAction* byClass = nullptr;
    QAction* byPackage = nullptr;
    QAction* byKind = nullptr;

private:
    QAction* add(const QString& text, const QString& explanation, const QList<QKeySequence>& keys,
                 const std::function<void()>& run);
    void addWays();
    void addColorings(bool hasStacks);
    void addSeparator();
    void updateEnabled();

    TreemapCanvas& m_canvas;
    QList<QAction*> m_all;
};

} // namespace heapline
