// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QObject>

#include <functional>

namespace heapline {

class FlameCanvas;

/// Everything that can be done with a flame, as actions for menus, tool buttons and keys. Owned by its canvas.
class FlameActions : public QObject {
    Q_OBJECT

public:
    explicit FlameActions(FlameCanvas& canvas);

    /// In the order of a menu, with separators.
    const QList<QAction*>& all() const { return m_all; }

    QAction* zoomToSelection = nullptr;
    QAction* zoomBack = nullptr;
    QAction* zoomWhole = nullptr;
    QAction* zoomIn = nullptr;
    QAction* zoomOut = nullptr;
    QAction* upsideDown = nullptr;
    QAction* nextMatch = nullptr;
    QAction* previousMatch = nullptr;
    QAction* up = nullptr;
    QAction* down = nullptr;
    QAction* left = nullptr;
    QAction* right = nullptr;

private:
    QAction* add(const QString& text, const QString& explanation, const QList<QKeySequence>& keys,
                 const std::function<void()>& run);
    void addSeparator();
    void updateEnabled();

    FlameCanvas& m_canvas;
    QList<QAction*> m_all;
};

} // namespace heapline
