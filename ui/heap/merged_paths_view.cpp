// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/merged_paths_view.h"

#include "ui/heap/ignored_bar.h"
#include "ui/heap/merged_paths_model.h"
#include "ui/heap/merged_text.h"
#include "ui/heap/object_actions.h"
#include "ui/heap/retainer_state.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/span_text_delegate.h"
#include "ui/widgets/text.h"
#include "ui/widgets/timing.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QVBoxLayout>

#include <utility>

namespace heapline {

MergedPathsView::MergedPathsView(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_state(RetainerState::of(document))
    , m_title(new QLabel(this))
    , m_tree(new TreeView(this))
    , m_empty(new EmptyState(m_tree))
    , m_model(new MergedPathsModel(this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMargin(4);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_tree->setAccessibleName(tr("Merged paths"));
    m_tree->setItemDelegate(new SpanTextDelegate(m_tree));
    m_tree->setModel(m_model);
    m_tree->setBarColumn(static_cast<int>(MergedColumn::Count));
    m_tree->setColumnSample(static_cast<int>(MergedColumn::Holders), QStringLiteral("99,999,999"));
    m_tree->setBarColumn(static_cast<int>(MergedColumn::Bytes));
    m_tree->setExpandsOnDoubleClick(false);
    makeActions();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(new IgnoredBar(m_state, this));
    layout->addWidget(m_tree, 1);
    setFocusProxy(m_tree);

    connect(&m_job, &NewestJob::failed, this, [this] { // what is shown is of another selection
        showNothing(tr("There is not enough memory for the merged paths of this selection."),
                    tr("Close other profiles, then select it again."));
    });
    connect(m_tree, &TreeView::rowOpened, this, &MergedPathsView::openTowardsRoot);
    connect(m_tree, &QTreeView::doubleClicked, this, &MergedPathsView::goToObject);
    connect(&document.selection(), &SelectionHistory::currentChanged, this, &MergedPathsView::followLater);
    connect(&document.figures(), &RangeFiguresQuery::updated, this, &MergedPathsView::followLater);
    connect(&m_state, &RetainerState::changed, this, &MergedPathsView::followLater);
    follow();
    m_isStale = true;
}

MergedPathsView::~MergedPathsView()
{
    m_stop.request_stop();
}

void MergedPathsView::makeActions()
{
    m_goToObject = new QAction(tr("&Go to This Object"), this);
    m_goToObject->setShortcuts({QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)});
    m_goToObject->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(m_goToObject, &QAction::triggered, this, &MergedPathsView::goToObject);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &MergedPathsView::updateActions);
    m_tree->addAction(m_goToObject);
    m_objects = new ObjectActions(m_document, *m_tree, ObjectActions::Choosing::Selects,
                                  [this] { return m_model->objectAt(m_tree->currentIndex()); });
    m_tree->addAction(m_state.restoreAction());
    m_tree->addExpandHeaviestAction();
    m_tree->addCollapseAllAction();
    addActions(m_tree->actions());
    updateActions();
}

void MergedPathsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        follow();
}

void MergedPathsView::followLater()
{
    m_isStale = true;
    if (isVisible())
        follow();
}

void MergedPathsView::follow()
{
    m_isStale = false;
    m_stop.request_stop();
    const SelectedItem item = m_document.selection().current();
    if (item.kind == SelectedItem::Kind::None) {
        showNothing(tr("Select a class, a function or an object to see what keeps its objects alive."),
                    tr("Their ways from the roots are shown together, so that a common holder stands out."));
        return;
    }
    if (!isVisible())
        return;
    m_stop = {};
    m_job.start([this, profile = m_document.profile(), ignored = m_state.ignored(), figures = m_document.figures().figures(),
                 item, stop = m_stop.get_token()] {
        const TimingClock clock;
        std::shared_ptr<const MergedSelection> merged;
        try {
            merged = mergeSelection(profile, ignored, figures, item, Progress(stop));
        } catch (const ErrorException&) { // stopped: nobody waits for it
        }
        if (merged)
            qCInfo(timingLog, "merged paths of %zu objects in %.1f ms", static_cast<std::size_t>(merged->count),
                   clock.totalMs());
        return NewestJob::Deliver([this, merged, stop] {
            if (merged && !stop.stop_requested())
                receive(merged);
        });
    });
}

void MergedPathsView::receive(const std::shared_ptr<const MergedSelection>& merged)
{
    const bool isSameItem = m_shown && m_shown->item == merged->item;
    m_shown = merged;
    if (merged->count == 0) {
        showEmpty(*merged);
        return;
    }
    const QString text = mergedFindingText(*merged);
    m_title->setText(text);
    m_title->setToolTip(
        plainToolTip({text, tr("On the shortest way of each object, over the first retainer where there are several.")}));
    m_title->show();
    m_empty->hide();
    const auto show = [&] { m_model->setSelection(merged); };
    if (isSameItem)
        m_tree->keepPlaces(show);
    else
        show();
    openTowardsRoot({});
    updateActions();
}

void MergedPathsView::showEmpty(const MergedSelection& merged)
{
    const auto figures = m_document.figures().figures();
    const bool isPart = figures && figures->isPart();
    if (merged.item.kind == SelectedItem::Kind::Function)
        showNothing(m_document.profile()->stacks && !m_document.profile()->timeline
                        ? tr("This file does not tell which stack allocated which object.")
                        : tr("Nothing that stacks through this function allocated is still alive."),
                    isPart ? tr("In the selected range and with the filters that are set.") : QString());
    else
        showNothing(tr("No object of the class is in what is shown."),
                    tr("Choose a longer range or clear the filters to see its objects."));
}

void MergedPathsView::showNothing(const QString& title, const QString& advice)
{
    m_title->hide();
    m_shown.reset();
    m_model->setSelection(nullptr);
    m_empty->showText(title, advice);
    updateActions();
}

/// Opens rows as long as nearly all objects go one way on.
void MergedPathsView::openTowardsRoot(const QModelIndex& index)
{
    QModelIndex at = index;
    for (std::size_t level = 0; level < mostMergedLevels; ++level) {
        at = m_model->mainWay(at);
        if (!at.isValid())
            return;
        const QSignalBlocker quiet(m_tree); // opening one row must not open further ones by itself
        m_tree->openRow(at);
    }
}

void MergedPathsView::goToObject()
{
    const QModelIndex row = m_tree->currentIndex();
    if (const auto object = m_model->objectAt(row))
        m_document.selection().select(SelectedItem::ofObject(*object));
    else if (const auto id = m_model->classAt(row))
        m_document.selection().select(SelectedItem::ofClass(*id));
}

void MergedPathsView::updateActions()
{
    const QModelIndex row = m_tree->currentIndex();
    const bool isOne = m_model->objectAt(row).has_value();
    const bool hasClass = m_model->classAt(row).has_value();
    m_goToObject->setEnabled(isOne || hasClass);
    m_goToObject->setText(isOne || !hasClass ? tr("&Go to This Object") : tr("&Go to the Class of the Holders"));
    m_goToObject->setToolTip(isOne || !hasClass
                                 ? tr("Select the object of the current row")
                                 : tr("Select the class of the objects that hold, of which there are several"));
    m_objects->update();
}

} // namespace heapline
