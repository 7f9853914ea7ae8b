// SPDX-License-Identifier: GPL-3.0-or-later
#include "object_walk.h"

#include "app/document_view.h"
#include "app/main_window.h"
#include "heartbeat.h"
#include "ui/document/document.h"
#include "ui/heap/dominator_figures.h"
#include "ui/heap/facts_model.h"
#include "ui/heap/merged_paths_model.h"
#include "ui/heap/paths_model.h"
#include "ui/heap/retainers_model.h"
#include "ui/heap/statistics_model.h"
#include "ui/heap/summary_model.h"
#include "ui/heap/treemap_canvas.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/tree_view.h"

#include <QPersistentModelIndex>

namespace heapline {

namespace {

constexpr int mayBeEmptyMs = 3'000; ///< how long rows are waited for that a file may not have

/// Whether the view that is shown has its rows, or boxes.
bool isThere(const DocumentView& view)
{
    Document& document = view.document();
    if (document.figures().isStale() || DominatorQuery::of(document).isPending())
        return false;
    if (view.currentView() == DocumentView::View::Treemap) {
        const auto* canvas = view.findChild<TreemapCanvas*>();
        return canvas && canvas->scene() && !canvas->isLayingOut();
    }
    const TreeView* table = view.currentTable();
    const auto* model = table ? qobject_cast<const LazyTreeModel*>(table->model()) : nullptr;
    return table && table->model()->rowCount() > 0 && (!model || !model->isListing());
}

template <typename Model>
bool hasRows(const DocumentView& view)
{
    const auto* model = view.findChild<Model*>();
    return model && model->rowCount() > 0;
}

/// The row of the class with most objects.
QModelIndex largestClass(SummaryModel& model)
{
    QModelIndex largest;
    qulonglong most = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        const qulonglong count = model.index(row, static_cast<int>(HeapColumn::Count)).data(SortRole).toULongLong();
        if (model.classAt(index) && count > most) {
            most = count;
            largest = index;
        }
    }
    return largest;
}

} // namespace

void walkObjects(Heartbeat& heart, MainWindow& window)
{
    using View = DocumentView::View;
    using Pane = LowerPane::Pane;
    DocumentView& view = *window.currentView();
    if (!view.offers(View::Summary))
        return;
    Document& document = view.document();
    const auto there = [&view] { return isThere(view); };
    for (const auto& [kind, name] :
         {std::pair{View::Containment, "show Containment"}, std::pair{View::Dominators, "show Dominators"},
          std::pair{View::Treemap, "show Treemap"}, std::pair{View::Summary, "show Summary"}})
        heart.measure(name, there, [&view, kind = kind] { view.showView(kind); });
    heart.measure(
        "show Statistics", [&] { return hasRows<StatisticsModel>(view); }, [&] { view.showView(View::Statistics); });
    view.showView(View::Summary);

    TreeView* const table = view.currentTable();
    auto* const model = qobject_cast<SummaryModel*>(table->model());
    const QPersistentModelIndex largest = largestClass(*model); // rows come and go
    const auto id = model->classAt(largest);
    if (!id)
        return;
    std::printf("  the class with most objects: %s\n", qPrintable(largest.data().toString()));
    heart.measure(
        "its merged paths", [&] { return hasRows<MergedPathsModel>(view); },
        [&] {
            view.lowerPane().choose(Pane::MergedPaths);
            document.selection().select(SelectedItem::ofClass(*id));
        },
        mayBeEmptyMs);
    heart.measure(
        "what the file says of it", [&] { return hasRows<FactsModel>(view); },
        [&] { view.lowerPane().choose(Pane::Object); });
    heart.measure(
        "opening it", [&] { return model->rowCount(largest) > 1 && !model->isListing(); }, [&] { table->openRow(largest); },
        mayBeEmptyMs);
    heart.measure(
        "sorting its objects by distance", [&] { return !model->isListing(); },
        [&] { table->sortByColumn(static_cast<int>(HeapColumn::Distance), Qt::AscendingOrder); });
    const auto object = model->objectAt(model->index(0, 0, largest));
    if (!object)
        return;
    view.lowerPane().choose(Pane::Retainers);
    heart.measure(
        "retainers of its first object", [&] { return hasRows<RetainersModel>(view); },
        [&] { document.selection().select(SelectedItem::ofObject(*object)); }, mayBeEmptyMs);
    heart.measure(
        "its path to the root", [&] { return hasRows<PathsModel>(view); }, [&] { view.lowerPane().choose(Pane::Paths); },
        mayBeEmptyMs);
    view.lowerPane().choose(Pane::Object);
    heart.measure("what the file says of it", [&] { return hasRows<FactsModel>(view); });
}

} // namespace heapline
