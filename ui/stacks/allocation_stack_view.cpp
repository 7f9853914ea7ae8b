// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/allocation_stack_view.h"

#include "core/heap/object_names.h"
#include "ui/stacks/allocation_stack_model.h"
#include "ui/stacks/frame_text.h"
#include "ui/stacks/no_stacks_text.h"
#include "ui/stacks/step_text.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/span_text_delegate.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QLabel>
#include <QVBoxLayout>

namespace heapline {

AllocationStackView::AllocationStackView(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_profile(document.profile())
    , m_model(new AllocationStackModel(m_profile, this))
    , m_title(new QLabel(this))
    , m_tree(new TreeView(this))
    , m_empty(new EmptyState(m_tree))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMargin(4);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_tree->setAccessibleName(tr("Allocation stack"));
    m_tree->setRootIsDecorated(false);
    m_tree->setItemDelegate(new SpanTextDelegate(m_tree));
    m_tree->setItemDelegateForColumn(static_cast<int>(AllocationStackModel::Column::Location),
                                     new SpanTextDelegate(m_tree, Qt::ElideMiddle));
    m_tree->setModel(m_model);
    m_tree->setColumnSample(static_cast<int>(AllocationStackModel::Column::Location),
                            QStringLiteral("some-longer-name.js:1234"));
    m_tree->setBarColumn(static_cast<int>(AllocationStackModel::Column::Total));
    m_tree->setBarColumn(static_cast<int>(AllocationStackModel::Column::Self));
    auto* inTree = new QAction(tr("Show in &Tree"), m_tree);
    inTree->setShortcut(Qt::Key_T);
    inTree->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    inTree->setToolTip(tr("Go to this call in the call tree"));
    connect(inTree, &QAction::triggered, this, &AllocationStackView::showInTree);
    connect(m_tree, &QAbstractItemView::activated, this, &AllocationStackView::showInTree);
    m_tree->addAction(inTree);
    addActions(m_tree->actions());

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_tree);
    setFocusProxy(m_tree);

    connect(&document.selection(), &SelectionHistory::currentChanged, this, &AllocationStackView::showSelection);
    connect(&document.figures(), &RangeFiguresQuery::updated, this,
            [this] { m_model->setFigures(m_document.figures().figures()); });
    m_model->setFigures(document.figures().figures());
    showSelection();
}

void AllocationStackView::showSelection()
{
    const SelectedItem& item = m_document.selection().current();
    switch (item.kind) {
    case SelectedItem::Kind::Object: {
        const CallNodeId leaf = allocationStackOf(*m_profile, item.object);
        if (!leaf.isValid() || leaf.value == 0) {
            const EmptyText text = noStackOfObjectText(*m_profile, item.object);
            showNothing(text.title, text.advice);
            return;
        }
        const HeapGraph& graph = m_profile->heap->graph;
        showStack(leaf, tr("Stack that allocated %1 @%2")
                            .arg(fromFile(objectTitle(graph, item.object), titleNameLength))
                            .arg(graph.nodes.id[item.object.value]));
        return;
    }
    case SelectedItem::Kind::Function: {
        const CallNodeId leaf = item.callNode.isValid() ? item.callNode : heaviestNodeOf(item.frame);
        showStack(leaf,
                  tr("Heaviest stack through %1").arg(selectorText(*m_profile->stacks, {item.grouping, {item.frame}})));
        return;
    }
    case SelectedItem::Kind::None:
    case SelectedItem::Kind::Class: break;
    }
    if (!m_profile->stacks) {
        const EmptyText text = noStacksText(*m_profile);
        showNothing(text.title, text.advice);
    } else if (m_profile->heap) {
        showNothing(tr("Select an object or a function to see the stack that allocated it."),
                    tr("Opening a class in the Summary lists its objects."));
    } else {
        showNothing(tr("Select a function to see its heaviest stack."), {});
    }
}

void AllocationStackView::showInTree()
{
    const QModelIndex current = m_tree->currentIndex();
    if (!current.isValid())
        return;
    const CallNodeId node = m_model->nodeAt(current.row());
    m_document.selection().select(SelectedItem::ofFunction(m_profile->stacks->callTree.frame[node.value], node));
    Q_EMIT treeRequested();
}

void AllocationStackView::showStack(CallNodeId leaf, const QString& title)
{
    m_title->setText(title);
    m_title->setToolTip(plainToolTip({title}));
    m_title->show();
    m_model->setStack(leaf);
    m_empty->hide();
}

void AllocationStackView::showNothing(const QString& title, const QString& advice)
{
    m_title->hide();
    m_model->setStack({});
    m_empty->showText(title, advice);
}

CallNodeId AllocationStackView::heaviestNodeOf(FrameId frame) const
{
    const Stacks& stacks = *m_profile->stacks;
    const auto figures = m_document.figures().figures();
    const MeasureColumn empty;
    const auto measure = static_cast<std::size_t>(Measure::LiveBytes);
    const MeasureColumn& total = figures ? figures->weights.total[measure] : empty;
    CallNodeId best;
    std::uint64_t bestBytes = 0;
    for (std::size_t row = 1; row < stacks.callTree.size(); ++row) {
        if (stacks.callTree.frame[row] != frame)
            continue;
        const CallNodeId shown = figures ? figures->shown->shownNode(CallNodeId(row)) : CallNodeId();
        const std::uint64_t bytes = total.empty() || !shown.isValid() ? 0 : total[shown.value];
        if (!best.isValid() || bytes > bestBytes) {
            best = CallNodeId(row);
            bestBytes = bytes;
        }
    }
    return best;
}

} // namespace heapline
