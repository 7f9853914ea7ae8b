// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/retainers_view.h"

#include "core/heap/object_names.h"
#include "ui/heap/ignored_bar.h"
#include "ui/heap/largest_object.h"
#include "ui/heap/object_actions.h"
#include "ui/heap/retainer_state.h"
#include "ui/heap/retainers_model.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/span_text_delegate.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QVBoxLayout>

namespace heapline {

RetainersView::RetainersView(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_state(RetainerState::of(document))
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
    layout->addWidget(new IgnoredBar(m_state, this));
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
    connect(&m_state, &RetainerState::changed, this, &RetainersView::followRules);
    connect(&m_state, &RetainerState::objectsChanged, this, &RetainersView::updateIgnoreAction);
    connect(m_state.showWeakAction(), &QAction::toggled, this, &RetainersView::followRules);
    m_model->setRules(m_state.ignored(), m_state.showWeakAction()->isChecked());
    showSelection();
}

void RetainersView::makeActions()
{
    auto* objects = new ObjectActions(m_document, *m_tree, *m_model, ObjectActions::Choosing::Waits, Place::Retainers);
    connect(m_tree, &QTreeView::doubleClicked, objects, &ObjectActions::goTo);
    m_ignore = new QAction(this);
    m_ignore->setShortcut(Qt::Key_I);
    m_ignore->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_ignore->setToolTip(
        tr("Count distances as if the object of the current row kept nothing alive, to see what else does"));
    connect(m_ignore, &QAction::triggered, this, &RetainersView::toggleIgnored);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &RetainersView::updateIgnoreAction);
    m_tree->addAction(m_ignore);
    m_tree->addAction(m_state.restoreAction());
    m_tree->addAction(m_state.showWeakAction());
    m_tree->addCollapseAllAction();
    m_showLargest = makeLargestObjectAction(m_document, m_tree);
    updateIgnoreAction();
    addActions(m_tree->actions());
}

void RetainersView::showSelection()
{
    const SelectedItem& item = m_document.selection().current();
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
    const QString pattern =
        heap.knowsReferences() ? tr("What keeps %1 @%2 alive") : tr("What keeps %1 @%2 alive, as far as the file goes");
    const QString title =
        pattern.arg(fromFile(objectTitle(heap.graph, object), titleNameLength)).arg(heap.graph.nodes.id[object.value]);
    m_title->setText(title);
    m_title->setToolTip(plainToolTip({title}));
    m_title->show();
    m_model->setObject(object);
    if (m_model->rowCount() == 0) {
        if (!heap.knowsReferences()) {
            m_empty->showText(tr("What keeps this object alive is not known."),
                              tr("No reference to it stands in the part of the file that was read."));
            return;
        }
        m_empty->showText(tr("Nothing but the roots keeps this object alive, if anything does."),
                          tr("No reference of another object leads to it, apart from weak ones."),
                          hasRetainers(heap, object, true) ? m_state.showWeakAction() : nullptr);
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

/// Shows retainers by the distances that the user's choice leads to, and the way to the roots that is now the shortest.
void RetainersView::followRules()
{
    m_tree->keepPlaces([this] { m_model->setRules(m_state.ignored(), m_state.showWeakAction()->isChecked()); });
    const SelectedItem& item = m_document.selection().current();
    if (item.kind != SelectedItem::Kind::Object)
        return;
    if ((m_model->rowCount() == 0) != m_empty->isVisibleTo(m_tree))
        showObject(item.object); // the first weak reference has come, or the last one gone
    else
        openTowardsRoot({});
    updateIgnoreAction();
}

void RetainersView::toggleIgnored()
{
    if (const auto object = m_model->objectAt(m_tree->currentIndex()))
        m_state.setIgnored(*object, !m_state.isIgnored(*object));
}

void RetainersView::updateIgnoreAction()
{
    const auto object = m_model->objectAt(m_tree->currentIndex());
    m_ignore->setEnabled(object.has_value() && m_document.profile()->heap->knowsReferences());
    m_ignore->setText(object && m_state.isIgnored(*object) ? tr("Restore This &Retainer") : tr("&Ignore This Retainer"));
}

} // namespace heapline
