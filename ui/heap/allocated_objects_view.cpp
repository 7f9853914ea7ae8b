// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/allocated_objects_view.h"

#include "ui/heap/class_columns.h"
#include "ui/heap/object_actions.h"
#include "ui/heap/summary_model.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QLabel>
#include <QVBoxLayout>

namespace heapline {

AllocatedObjectsView::AllocatedObjectsView(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_title(new QLabel(this))
    , m_tree(new TreeView(this))
    , m_model(new SummaryModel(document.profile(), this))
    , m_empty(new EmptyState(m_tree))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMargin(4);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_tree->setAccessibleName(tr("Objects that the selected function allocated"));
    showClasses(*m_tree, *m_model);
    new ObjectActions(document, *m_tree, *m_model, ObjectActions::Choosing::Waits);
    addActions(m_tree->actions());

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_tree);
    setFocusProxy(m_tree);

    connect(&document.share(), &SelectionShare::updated, this, &AllocatedObjectsView::follow);
    // By Enter or a double click only: a row that merely becomes current must not take the place of the function in the history.
    connect(m_tree, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        if (const auto object = m_model->objectAt(index))
            m_document.selection().select(SelectedItem::ofObject(*object));
        else if (const auto id = m_model->classAt(index))
            m_document.selection().select(SelectedItem::ofClass(*id));
    });
    follow();
}

void AllocatedObjectsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_document.share().setObjectsWanted(true);
    follow();
}

void AllocatedObjectsView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_document.share().setObjectsWanted(false);
}

void AllocatedObjectsView::follow()
{
    const std::shared_ptr<const StackShare> share = m_document.share().share();
    const std::shared_ptr<const RangeFigures> objects = share ? share->objects : nullptr;
    m_tree->keepPlaces([&] { m_model->setFigures(objects); });
    m_title->setVisible(objects != nullptr);
    if (!objects) {
        m_empty->showText(tr("Select a function to see the objects that it allocated."),
                          tr("Those of all stacks through it that are still alive at the end of the recording."));
        return;
    }
    const Stacks& stacks = *objects->shown->stacks;
    const FrameId frame = objects->shown->shownFrame(share->item.frame, share->item.grouping);
    const QString count = objects->objectCount == 1 ? tr("1 object") : tr("%1 objects").arg(countText(objects->objectCount));
    m_title->setText(tr("%1, %2, allocated by stacks through %3")
                         .arg(count, bytesText(objects->bytes), fromFile(functionLabel(stacks, frame), titleNameLength)));
    m_title->setToolTip(plainToolTip({m_title->text(), tr("Press Enter on a class or an object to go to it.")}));
    if (objects->classRows.empty())
        m_empty->showText(objects->shown->filter.isEmpty()
                              ? tr("Nothing that stacks through this function allocated is still alive.")
                              : tr("Nothing alive was allocated through this function in the stacks that are shown."),
                          objects->range ? tr("In the selected range.") : QString());
    else
        m_empty->hide();
}

} // namespace heapline
