// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

class QAction;
class QMainWindow;
class QMenu;

namespace heapline {

class Actions;
class DocumentView;
class RecentFiles;

/// The menu bar. Menus whose entries depend on what is shown are filled when they open.
class Menus : public QObject {
    Q_OBJECT

public:
    Menus(QMainWindow& window, Actions& actions, RecentFiles& recentFiles, std::function<DocumentView*()> currentView);

Q_SIGNALS:
    void recentFileChosen(const QString& path);

private:
    void addFileMenu(RecentFiles& recentFiles);
    void addEditMenu();
    void addViewMenu();
    void addGoAndHelpMenus();
    QMenu* addMenu(const QString& title);

    QMainWindow& m_window;
    Actions& m_actions;
    std::function<DocumentView*()> m_currentView;
};

} // namespace heapline
