// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/dominators_view.h"

#include "ui/heap/dominators_model.h"
#include "ui/heap/object_actions.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QAction>

namespace heapline {

DominatorsView::DominatorsView(Document& document, QWidget* parent)
    : SubtreeView(document, new DominatorsModel(document.profile()), parent)
{
    tree().setAccessibleName(tr("Dominators"));
    tree().setColumnHidden(static_cast<int>(HeapColumn::Count), true);
    auto* group = new QAction(tr("&Group by Class"), this);
    group->setCheckable(true);
    group->setShortcut(Qt::CTRL | Qt::Key_G);
    group->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    group->setToolTip(tr("Take the objects of one class that one object dominates together in one row"));
    connect(group, &QAction::toggled, this, &DominatorsView::setGrouped);
    addSwitch(group);
    new ObjectActions(document, tree(), model(), ObjectActions::Choosing::Selects, Place::Dominators);
    addActions(tree().actions());
}

DominatorsModel& DominatorsView::model() const
{
    return *static_cast<DominatorsModel*>(tree().model());
}

void DominatorsView::setGrouped(bool on)
{
    model().setGrouped(on);
    tree().setSectionShown(static_cast<int>(HeapColumn::Count), on);
    showTotals();
    revealSelection();
}

void DominatorsView::findWay(NodeOrdinal object)
{
    openWay(model().pathTo(object));
}

QModelIndex DominatorsView::rowOf(NodeOrdinal object) const
{
    return object == document().profile()->heap->graph.root ? QModelIndex() : model().find(model().pathTo(object));
}

void DominatorsView::choose(const QModelIndex& index)
{
    if (const auto id = model().classAt(index))
        document().selection().select(SelectedItem::ofClass(*id));
    else
        SubtreeView::choose(index);
}

/// The order follows the range, unless the user has chosen another one.
void DominatorsView::showPart(bool isPart)
{
    constexpr int retained = static_cast<int>(HeapColumn::RetainedSize);
    const int column = model().sortColumn();
    if (isPart && column == retained && model().sortOrder() == Qt::DescendingOrder)
        tree().sortByColumn(SubtreeModel::shownBytesColumn, Qt::DescendingOrder);
    else if (!isPart && column >= SubtreeModel::shownBytesColumn)
        tree().sortByColumn(retained, Qt::DescendingOrder);
}

QString DominatorsView::aboutRows() const
{
    const auto& figures = *model().figures();
    const Heap& heap = *figures.profile->heap;
    return tr("%1 objects that nothing but the root dominates · %2 objects in the heap, %3")
        .arg(countText(figures.tree->childrenOf(heap.graph.root).size()), countText(heap.graph.nodeCount()),
             bytesText(heap.totalSize));
}

} // namespace heapline
