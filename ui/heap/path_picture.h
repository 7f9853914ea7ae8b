// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "ui/heap/path_graph.h"

#include <QScrollArea>

#include <memory>

namespace heapline {

/// The picture of ways from the roots to an object, in which boxes can be chosen by mouse and arrow keys. The list beside it says the same.
class PathPicture : public QScrollArea {
    Q_OBJECT

public:
    explicit PathPicture(std::shared_ptr<const Profile> profile, QWidget* parent = nullptr);

    void setPaths(std::span<const RootPath> paths);

    const PathGraph& graph() const { return m_graph; }
    /// Row of the graph's boxes that the keyboard is at, at first the object that the ways lead to; -1 while there are no boxes.
    int currentBox() const { return m_current; }

Q_SIGNALS:
    /// The user clicked on a box, or pressed Enter on it.
    void objectChosen(heapline::NodeOrdinal object);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void measure();
    void setCurrent(int box);
    void showCurrent();
    void paint(QPainter& painter) const;
    void paintArrow(QPainter& painter, const PathGraph::Arrow& arrow) const;
    void paintBox(QPainter& painter, std::size_t box) const;
    QString toolTipOf(int box) const;

    std::shared_ptr<const Profile> m_profile;
    PathGraph m_graph;
    PathGraphSizes m_sizes;
    QWidget* m_canvas;
    int m_current = -1;
    int m_hovered = -1;
};

} // namespace heapline
