// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/reveal_actions.h"

#include "ui/document/document.h"

#include <QAction>
#include <QCoreApplication>

namespace heapline {

namespace {

struct Text {
    QString title;
    QString toolTip;
    QKeySequence shortcut;
};

Text textOf(Place place)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("heapline::RevealActions", text); };
    switch (place) {
    case Place::Containment:
        return {tr("Show in Co&ntainment"), tr("Open the shortest way from the root to the selected object"),
                Qt::CTRL | Qt::SHIFT | Qt::Key_6};
    case Place::Dominators:
        return {tr("Show in &Dominators"), tr("Open the objects that the selected object is alive through"),
                Qt::CTRL | Qt::SHIFT | Qt::Key_7};
    case Place::Treemap:
        return {tr("Show in &Treemap"), tr("Show the selected object among all that is alive through the same object"),
                Qt::CTRL | Qt::SHIFT | Qt::Key_8};
    case Place::Summary:
    case Place::Retainers:
    case Place::Object:
    case Place::AllocationStack: break;
    }
    return {};
}

} // namespace

QList<QAction*> revealActions(Document& document, QWidget& view, const QList<Place>& places)
{
    QList<QAction*> actions;
    for (const Place place : places) {
        const Text text = textOf(place);
        auto* action = new QAction(text.title, &view);
        action->setToolTip(text.toolTip);
        action->setStatusTip(text.toolTip);
        action->setShortcut(text.shortcut);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        QObject::connect(action, &QAction::triggered, &document, [&document, place] { document.reveal(place); });
        const auto update = [action, &document] {
            action->setEnabled(document.selection().current().kind == SelectedItem::Kind::Object);
        };
        QObject::connect(&document.selection(), &SelectionHistory::currentChanged, action, update);
        update();
        actions.append(action);
    }
    return actions;
}

} // namespace heapline
