// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/largest_object.h"

#include "ui/document/document.h"

#include <QAction>
#include <QCoreApplication>
#include <QWidget>

#include <optional>

namespace heapline {

namespace {

struct LargestObject {
    Q_DECLARE_TR_FUNCTIONS(heapline::LargestObject)
};

void selectLargest(Document& document)
{
    const SelectedItem item = document.selection().current();
    const auto figures = document.figures().figures();
    if (item.kind != SelectedItem::Kind::Class || !figures)
        return;
    const Heap& heap = *document.profile()->heap;
    std::optional<NodeOrdinal> largest;
    for (const NodeOrdinal member : heap.classes.membersOf(item.classId)) {
        if ((figures->ids && !figures->ids->contains(heap.graph.nodes.id[member.value]))
            || (figures->passes && !(*figures->passes)[member.value]))
            continue;
        if (!largest || heap.retainedSize[member.value] > heap.retainedSize[largest->value])
            largest = member;
    }
    if (largest)
        document.selection().select(SelectedItem::ofObject(*largest));
}

} // namespace

QAction* makeLargestObjectAction(Document& document, QWidget* owner)
{
    auto* action = new QAction(LargestObject::tr("Show &Largest Object"), owner);
    action->setShortcut(Qt::CTRL | Qt::Key_L);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(LargestObject::tr("Select the object of the selected class that retains most"));
    const auto follow = [action, &document] {
        action->setEnabled(document.selection().current().kind == SelectedItem::Kind::Class);
    };
    QObject::connect(action, &QAction::triggered, owner, [&document] { selectLargest(document); });
    QObject::connect(&document.selection(), &SelectionHistory::currentChanged, action, follow);
    follow();
    owner->addAction(action);
    return action;
}

} // namespace heapline
