// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/containment_view.h"

#include "core/heap/shortest_way.h"
#include "ui/heap/containment_model.h"
#include "ui/heap/object_actions.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

namespace heapline {

ContainmentView::ContainmentView(Document& document, QWidget* parent)
    : SubtreeView(document, new ContainmentModel(document.profile()), parent)
{
    tree().setAccessibleName(tr("Containment"));
    tree().setColumnHidden(static_cast<int>(HeapColumn::Count), true);
    new ObjectActions(document, tree(), model(), ObjectActions::Choosing::Selects, Place::Containment);
    addActions(tree().actions());
}

ContainmentModel& ContainmentView::model() const
{
    return *static_cast<ContainmentModel*>(tree().model());
}

void ContainmentView::findWay(NodeOrdinal object)
{
    // An object that is held by very many others takes a while.
    m_search.start([this, profile = document().profile(), object] {
        LazyTreeModel::Path path;
        for (const EdgeIndex edge : shortestWay(*profile->heap, object))
            path.push_back(edge.value);
        return NewestJob::Deliver([this, path, object] {
            if (document().selection().current() == SelectedItem::ofObject(object))
                openWay(path);
        });
    });
}

/// Any of the rows of an object would do, but only the shortest way leads to one that is looked for.
QModelIndex ContainmentView::rowOf(NodeOrdinal) const
{
    return {};
}

QString ContainmentView::aboutRows() const
{
    const HeapGraph& graph = document().profile()->heap->graph;
    const std::size_t count = edgeCount(*document().profile()->heap, graph.root);
    const QString references = count == 1 ? tr("1 reference") : tr("%1 references").arg(countText(count));
    return tr("From the root: %1 · %2 objects in the heap").arg(references, countText(graph.nodeCount()));
}

} // namespace heapline
