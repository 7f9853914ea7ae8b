// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/actions.h"

#include "app/icons.h"
#include "app/view_list.h"
#include "ui/document/document.h"

#include <QAction>
#include <QActionGroup>
#include <QWidget>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What an action does, kept while its tool tip says why it cannot.
constexpr const char* purposeProperty = "purpose";

QString withShortcut(const QAction& action, const QString& text)
{
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? text : u"%1 (%2)"_s.arg(text, keys);
}

/// @param obstacle why the action cannot act now; empty when it can
void enableUnless(QAction* action, const QString& obstacle)
{
    action->setEnabled(obstacle.isEmpty());
    const QString purpose = action->property(purposeProperty).toString();
    action->setToolTip(obstacle.isEmpty() ? withShortcut(*action, purpose) : obstacle);
}

} // namespace

Actions::Actions(QWidget* window) : QObject(window), m_window(window)
{
    addFileActions();
    addEditActions();
    addViewActions();
    addGoActions();
    addHelpActions();
    setSessionLeft(false);
    update(nullptr, nullptr, 0);
}

QAction* Actions::add(const QString& text, const QKeySequence& shortcut, const QString& toolTip, const QString& icon)
{
    auto* action = new QAction(text, m_window);
    action->setShortcut(shortcut);
    action->setProperty(purposeProperty, toolTip);
    action->setToolTip(withShortcut(*action, toolTip));
    if (!icon.isEmpty())
        action->setIcon(lineIcon(icon));
    m_window->addAction(action);
    return action;
}

void Actions::addFileActions()
{
    open = add(tr("&Open…"), QKeySequence::Open, tr("Open heap profiles"), u"open"_s);
    openSample = add(tr("Open &Sample"), {}, tr("Open the recording of a leaky HTTP server that comes with the program"));
    restoreSession = add(tr("&Restore Last Session"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_R),
                         tr("Open again what was open when Heapline ended unexpectedly, with ranges, filters and views"));
    discardSession = add(tr("&Discard Last Session"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_X),
                         tr("Forget what was open when Heapline ended unexpectedly"));
    keepInCache = add(tr("&Keep Opened Files in Cache"), {},
                      tr("Keep what was found out about large files on disk, so that they open at once the next time"));
    keepInCache->setCheckable(true);
    clearCache = add(tr("Cl&ear Cache"), {}, tr("Delete all that is kept about files opened before"));
    close = add(tr("&Close"), QKeySequence(Qt::CTRL | Qt::Key_W), tr("Close this profile and free its memory"));
    quit = add(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), tr("Close all profiles and quit"));
    quit->setMenuRole(QAction::QuitRole);
}

void Actions::addEditActions()
{
    undo = undoGroup.createUndoAction(m_window, tr("&Undo"));
    redo = undoGroup.createRedoAction(m_window, tr("&Redo"));
    undo->setShortcut(QKeySequence::Undo);
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    undo->setProperty(purposeProperty, tr("Take back the last change of a filter"));
    redo->setProperty(purposeProperty, tr("Make the change of a filter again"));
    undo->setIcon(lineIcon(u"undo"_s));
    redo->setIcon(lineIcon(u"redo"_s));
    m_window->addActions({undo, redo});
    const auto explain = [this] {
        enableUnless(undo, undoGroup.canUndo() ? QString() : tr("No change of a filter to take back"));
        enableUnless(redo, undoGroup.canRedo() ? QString() : tr("No change of a filter to make again"));
    };
    // Queued, so that it comes after what Qt's own actions do on these signals.
    connect(&undoGroup, &QUndoGroup::canUndoChanged, this, explain, Qt::QueuedConnection);
    connect(&undoGroup, &QUndoGroup::canRedoChanged, this, explain, Qt::QueuedConnection);
    explain();
    find =
        add(tr("&Filter…"), QKeySequence::Find, tr("Narrow classes and functions to those that match a text"), u"search"_s);
    findNext =
        add(tr("&Next Match"), QKeySequence(Qt::Key_F3), tr("Go to the next row that matches the text filter"), u"down"_s);
    findPrevious = add(tr("Pre&vious Match"), QKeySequence(Qt::SHIFT | Qt::Key_F3),
                       tr("Go to the row before that matches the text filter"), u"up"_s);
    searchObjects = add(tr("Search &Objects…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
                        tr("Find objects by id, class, property, text or name"));
    clearFilters = add(tr("C&lear Filters"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X), tr("Show everything again"));
}

void Actions::addViewActions()
{
    auto* group = new QActionGroup(this);
    for (const ViewEntry& entry : viewList()) {
        QAction* action = add(entry.title, entry.shortcut, entry.toolTip);
        action->setCheckable(true);
        group->addAction(action);
        views[entry.view] = action;
    }
    for (const PaneEntry& entry : paneList())
        panes[entry.pane] = add(entry.title, entry.shortcut, entry.toolTip);
    showProfiles = add(tr("&Profiles"), QKeySequence(Qt::Key_F9), tr("Show the list of open profiles"));
    showLowerPane = add(tr("&Lower Pane"), QKeySequence(Qt::Key_F8), tr("Show retainers, stack and notes below the table"));
    for (QAction* action : {showProfiles, showLowerPane}) {
        action->setCheckable(true);
        action->setChecked(true);
    }
    nextPane = add(tr("Ne&xt Pane"), QKeySequence(Qt::Key_F6), tr("Go on to timeline, table or lower pane"));
    previousPane =
        add(tr("Pre&vious Pane"), QKeySequence(Qt::SHIFT | Qt::Key_F6), tr("Go back to timeline, table or lower pane"));
}

void Actions::addGoActions()
{
    back = add(tr("&Back"), QKeySequence(Qt::ALT | Qt::Key_Left), tr("Go back to the selection before"), u"back"_s);
    forward =
        add(tr("&Forward"), QKeySequence(Qt::ALT | Qt::Key_Right), tr("Go forward to the selection after"), u"forward"_s);
    nextProfile = add(tr("&Next Profile"), QKeySequence(Qt::CTRL | Qt::Key_PageDown), tr("Show the next open profile"));
    previousProfile =
        add(tr("&Previous Profile"), QKeySequence(Qt::CTRL | Qt::Key_PageUp), tr("Show the open profile before"));
}

void Actions::addHelpActions()
{
    shortcuts = add(tr("&Keyboard Shortcuts"), QKeySequence(Qt::SHIFT | Qt::Key_F1), tr("Show all keys"));
    words = add(tr("&What the Words Mean"), QKeySequence::HelpContents,
                tr("Explain shallow and retained size, distance, retainer, …"));
    copyCrashDetails = add(tr("&Copy Crash Details"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C),
                           tr("Copy what to put into a report: versions, signal, kinds and sizes of files, but no names"));
    about = add(tr("&About Heapline"), {}, tr("Version and licence"));
    about->setMenuRole(QAction::AboutRole);
}

QList<QAction*> Actions::viewActions() const
{
    QList<QAction*> actions;
    for (const ViewEntry& entry : viewList())
        actions.append(views.at(entry.view));
    return actions;
}

QList<QAction*> Actions::paneActions() const
{
    QList<QAction*> actions;
    for (const PaneEntry& entry : paneList())
        actions.append(panes.at(entry.pane));
    return actions;
}

void Actions::setSessionLeft(bool left)
{
    for (QAction* action : {restoreSession, discardSession, copyCrashDetails})
        enableUnless(action, left ? QString() : tr("Heapline has not ended unexpectedly"));
}

void Actions::setCacheAvailable(bool available)
{
    for (QAction* action : {keepInCache, clearCache})
        enableUnless(action, available ? QString() : tr("There is no folder for a cache"));
}

void Actions::update(Document* document, DocumentView* view, int openCount)
{
    const QString noProfile = document ? QString() : tr("No profile is open");
    const QString notOpened = !document ? noProfile : view ? QString() : tr("This profile is not opened yet");
    enableUnless(close, noProfile);
    for (QAction* action : {find, showLowerPane, nextPane, previousPane})
        enableUnless(action, notOpened);

    const Filter filter = document ? document->filter().current() : Filter();
    const QString noText = filter.text.isEmpty() ? tr("No text is filtered by") : QString();
    for (QAction* action : {findNext, findPrevious})
        enableUnless(action, notOpened.isEmpty() ? noText : notOpened);
    const bool filtered =
        filter.range || !filter.text.isEmpty() || !filter.stacks.isEmpty() || filter.inverted || filter.objects;
    enableUnless(clearFilters, !notOpened.isEmpty() ? notOpened : filtered ? QString() : tr("Nothing is filtered"));

    for (const auto& [which, action] : views) {
        enableUnless(action, !view ? notOpened : view->offers(which) ? QString() : obstacleOf(which, *document->profile()));
        action->setChecked(view && view->offers(which) && view->currentView() == which);
    }
    for (const auto& [which, action] : panes)
        enableUnless(action, !view                             ? notOpened
                             : view->lowerPane().offers(which) ? QString()
                                                               : obstacleOf(which, *document->profile()));
    enableUnless(searchObjects,
                 panes.at(LowerPane::Pane::Search)->isEnabled() ? QString() : panes.at(LowerPane::Pane::Search)->toolTip());
    const SelectionHistory* history = view ? &document->selection() : nullptr;
    enableUnless(back, history && history->canGoBack() ? QString() : tr("No earlier selection"));
    enableUnless(forward, history && history->canGoForward() ? QString() : tr("No later selection"));
    for (QAction* action : {nextProfile, previousProfile})
        enableUnless(action, openCount > 1 ? QString() : tr("No other profile is open"));
}

} // namespace heapline
