// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/menus.h"

#include "app/actions.h"
#include "app/document_view.h"
#include "app/recent_files.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/table_actions.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include <utility>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The table that has the focus; null when something else has.
TreeView* focusedTable()
{
    for (QWidget* widget = QApplication::focusWidget(); widget; widget = widget->parentWidget()) {
        if (auto* table = qobject_cast<TreeView*>(widget))
            return table;
    }
    return nullptr;
}

/// An ampersand in a file's name is no mnemonic.
QString menuText(const QString& path)
{
    return fromFile(QDir::toNativeSeparators(path).toStdString(), 80).replace(u'&', u"&&"_s);
}

} // namespace

Menus::Menus(QMainWindow& window, Actions& actions, RecentFiles& recentFiles, std::function<DocumentView*()> currentView)
    : QObject(&window)
    , m_window(window)
    , m_actions(actions)
    , m_currentView(std::move(currentView))
{
    addFileMenu(recentFiles);
    addEditMenu();
    addViewMenu();
    addGoAndHelpMenus();
}

QMenu* Menus::addMenu(const QString& title)
{
    QMenu* menu = m_window.menuBar()->addMenu(title);
    menu->setToolTipsVisible(true);
    return menu;
}

void Menus::addFileMenu(RecentFiles& recentFiles)
{
    QMenu* menu = addMenu(tr("&File"));
    menu->addAction(m_actions.open);
    QMenu* recent = menu->addMenu(tr("Open &Recent"));
    recent->setToolTipsVisible(true);
    const auto refill = [this, recent, &recentFiles] {
        recent->clear();
        const QStringList files = recentFiles.files();
        for (const QString& path : files) {
            QAction* action = recent->addAction(menuText(path));
            connect(action, &QAction::triggered, this, [this, path] { Q_EMIT recentFileChosen(path); });
        }
        recent->addSeparator();
        QAction* clear = recent->addAction(tr("&Clear List"));
        clear->setToolTip(tr("Forget the files opened before"));
        connect(clear, &QAction::triggered, &recentFiles, &RecentFiles::clear);
        recent->menuAction()->setEnabled(!files.isEmpty());
        recent->menuAction()->setToolTip(files.isEmpty() ? tr("No file opened before is still there") : QString());
    };
    connect(menu, &QMenu::aboutToShow, this, refill);
    refill();
    menu->addAction(m_actions.openSample);
    menu->addActions({m_actions.restoreSession, m_actions.discardSession});
    menu->addSeparator();
    menu->addActions({m_actions.keepInCache, m_actions.clearCache});
    menu->addSeparator();
    menu->addAction(m_actions.close);
    menu->addAction(m_actions.quit);
}

void Menus::addEditMenu()
{
    QMenu* menu = addMenu(tr("&Edit"));
    menu->addActions({m_actions.undo, m_actions.redo});
    menu->addSeparator();
    // Each table has actions of its own, with the same shortcuts; the menu offers those of the table with the focus.
    auto* noTable = new QAction(tr("&Copy Rows"), this);
    noTable->setEnabled(false);
    noTable->setToolTip(tr("Select rows of a table first"));
    menu->addAction(noTable);
    QAction* afterCopy = menu->addSeparator();
    connect(menu, &QMenu::aboutToShow, this, [menu, noTable, afterCopy] {
        const TreeView* table = focusedTable();
        if (table)
            menu->insertActions(afterCopy, table->tableActions().all());
        noTable->setVisible(!table);
    });
    connect(menu, &QMenu::aboutToHide, this, [menu, noTable, afterCopy] {
        const QList<QAction*> actions = menu->actions();
        for (qsizetype at = actions.indexOf(noTable) + 1; actions[at] != afterCopy; ++at)
            menu->removeAction(actions[at]);
    });
    menu->addActions(
        {m_actions.find, m_actions.findNext, m_actions.findPrevious, m_actions.searchObjects, m_actions.clearFilters});
}

void Menus::addViewMenu()
{
    QMenu* menu = addMenu(tr("&View"));
    menu->addActions(m_actions.viewActions());
    menu->addSeparator();
    QMenu* timeline = menu->addMenu(tr("T&imeline"));
    QMenu* table = menu->addMenu(tr("Ta&ble"));
    QMenu* stacks = menu->addMenu(tr("Stac&ks"));
    menu->addSeparator();
    menu->addActions(m_actions.paneActions());
    menu->addSeparator();
    menu->addActions({m_actions.showProfiles, m_actions.showLowerPane, m_actions.nextPane, m_actions.previousPane});
    const auto refill = [this, timeline, table, stacks] {
        const DocumentView* view = m_currentView();
        const auto fill = [](QMenu* sub, const QList<QAction*>& actions, const QString& obstacle) {
            sub->clear();
            sub->setToolTipsVisible(true);
            sub->addActions(actions);
            sub->menuAction()->setEnabled(!actions.isEmpty());
            sub->menuAction()->setToolTip(actions.isEmpty() ? obstacle : QString());
        };
        fill(timeline, view && view->timeline() ? view->timeline()->actions() : QList<QAction*>(),
             tr("No profile with a timeline is shown"));
        fill(table, view ? view->viewActions() : QList<QAction*>(), tr("No profile is shown"));
        QList<QAction*> stackMenus;
        for (const QMenu* one : view ? view->stackMenus() : QList<QMenu*>())
            stackMenus.append(one->menuAction());
        fill(stacks, stackMenus, tr("No profile with stacks is shown"));
    };
    connect(menu, &QMenu::aboutToShow, this, refill);
    refill();
}

void Menus::addGoAndHelpMenus()
{
    QMenu* go = addMenu(tr("&Go"));
    go->addActions({m_actions.back, m_actions.forward});
    go->addSeparator();
    go->addActions({m_actions.nextProfile, m_actions.previousProfile});
    QMenu* help = addMenu(tr("&Help"));
    help->addActions({m_actions.words, m_actions.shortcuts});
    help->addSeparator();
    help->addActions({m_actions.copyCrashDetails, m_actions.about});
}

} // namespace heapline
