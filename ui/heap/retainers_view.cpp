// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/retainers_view.h"

#include "core/heap/object_names.h"
#include "ui/heap/object_actions.h"
#include "ui/heap/retainers_model.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/span_text_delegate.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

namespace heapline {

RetainersView::RetainersView(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_title(new QLabel(this))
    , m_tree(new TreeView(this))
    , m_empty(new EmptyState(m_tree))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMargin(4);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_tree->setAccessibleName(tr("Retainers"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_tree);
    setFocusProxy(m_tree);

    if (!document.profile()->heap) {
        m_tree->header()->hide();
        showNothing(tr("A sampling profile holds no objects, so nothing tells what keeps them alive."),
                    tr("Take a heap snapshot or record an allocation timeline to see retainers."));
        return;
    }
    m_model = new RetainersModel(document.profile(), this);
    m_tree->setItemDelegate(new SpanTextDelegate(m_tree));
    m_tree->setModel(m_model);
    m_tree->setColumnHidden(static_cast<int>(HeapColumn::Count), true);
    m_tree->setColumnSample(static_cast<int>(HeapColumn::Distance), QStringLiteral("99999"));
    m_tree->setBarColumn(static_cast<int>(HeapColumn::ShallowSize));
    m_tree->setBarColumn(static_cast<int>(HeapColumn::RetainedSize));
    m_tree->setExpandsOnDoubleClick(false);
    makeActions();
    connect(m_tree, &TreeView::rowOpened, this, &RetainersView::openTowardsRoot);
    connect(&document.selection(), &SelectionHistory::currentChanged, this, &RetainersView::showSelection);
    showSelection();
}

void RetainersView::makeActions()
{
    auto* objects = new ObjectActions(m_document, *m_tree, *m_model, ObjectActions::Choosing::Waits, Place::Retainers);
    connect(m_tree, &QTreeView::doubleClicked, objects, &ObjectActions::goTo);
    m_tree->addCollapseAllAction();

    m_showLargest = new QAction(tr("Show &Largest Object"), this);
    m_showLargest->setShortcut(Qt::CTRL | Qt::Key_L);
    m_showLargest->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_showLargest->setToolTip(tr("Select the object of the selected class that retains most"));
    m_showLargest->setEnabled(false);
    connect(m_showLargest, &QAction::triggered, this, &RetainersView::showLargestObject);
    m_tree->addAction(m_showLargest);
    addActions(m_tree->actions());
}

void RetainersView::showSelection()
{
    const SelectedItem& item = m_document.selection().current();
    m_showLargest->setEnabled(item.kind == SelectedItem::Kind::Class);
    switch (item.kind) {
    case SelectedItem::Kind::Object: showObject(item.object); return;
    case SelectedItem::Kind::Class:
        showNothing(tr("Select an object of %1 to see what keeps it alive.")
                        .arg(fromFile(m_document.profile()->heap->classes.name[item.classId.value], 80)),
                    tr("Opening the class in the Summary lists its objects."), m_showLargest);
        return;
    case SelectedItem::Kind::Function:
        showNothing(tr("A function is selected; retainers are told of an object."),
                    tr("Select an object: opening a class in the Summary lists its objects."));
        return;
    case SelectedItem::Kind::None:
        showNothing(tr("Select an object to see what keeps it alive."),
                    tr("Opening a class in the Summary lists its objects."));
        return;
    }
}

void RetainersView::showObject(NodeOrdinal object)
{
    const Heap& heap = *m_document.profile()->heap;
    const QString title =
        tr("What keeps %1 @%2 alive").arg(fromFile(objectTitle(heap.graph, object), titleNameLength)).arg(heap.graph.nodes.id[object.value]);
    m_title->setText(title);
    m_title->setToolTip(plainToolTip({title}));
    m_title->show();
    m_model->setObject(object);
    if (m_model->rowCount() == 0) {
        m_empty->showText(tr("Nothing but the roots keeps this object alive, if anything does."),
                          tr("No reference of another object leads to it, apart from weak ones."));
        return;
    }
    m_empty->hide();
    openTowardsRoot({});
    m_tree->scrollToTop();
}

void RetainersView::showNothing(const QString& title, const QString& advice, QAction* action)
{
    m_title->hide();
    if (m_model)
        m_model->setObject(std::nullopt);
    m_empty->showText(title, advice, action);
}

/// Opens the first retainer of a row, the first retainer of that one, and so on.
void RetainersView::openTowardsRoot(const QModelIndex& index)
{
    QModelIndex at = index;
    for (int level = 0; level < mostLevelsOpened; ++level) {
        at = m_model->nextTowardsRoot(at);
        if (!at.isValid())
            return;
        const QSignalBlocker quiet(m_tree); // opening one row must not open further ones by itself
        m_tree->expand(at);
    }
}

/// By retained size, of the objects in the selected range.
void RetainersView::showLargestObject()
{
    const SelectedItem item = m_document.selection().current();
    const auto figures = m_document.figures().figures();
    if (item.kind != SelectedItem::Kind::Class || !figures)
        return;
    const Heap& heap = *m_document.profile()->heap;
    std::optional<NodeOrdinal> largest;
    for (const NodeOrdinal member : heap.classes.membersOf(item.classId)) {
        if (figures->ids && !figures->ids->contains(heap.graph.nodes.id[member.value]))
            continue;
        if (!largest || heap.retainedSize[member.value] > heap.retainedSize[largest->value])
            largest = member;
    }
    if (largest)
        m_document.selection().select(SelectedItem::ofObject(*largest));
}

} // namespace heapline
