// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/summary_view.h"

#include "ui/heap/class_columns.h"
#include "ui/heap/object_actions.h"
#include "ui/heap/row_opener.h"
#include "ui/heap/summary_bar.h"
#include "ui/heap/summary_groups.h"
#include "ui/heap/summary_model.h"
#include "ui/heap/summary_totals.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/status_text.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QVBoxLayout>

namespace heapline {

SummaryView::SummaryView(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_tree(new TreeView(this))
    , m_empty(new EmptyState(m_tree))
    , m_totals(new QLabel(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tree);
    layout->addWidget(m_totals);
    setFocusProxy(m_tree);
    m_tree->setAccessibleName(tr("Summary of classes"));
    m_totals->setTextFormat(Qt::PlainText);
    m_totals->setMargin(4);
    m_totals->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    const std::shared_ptr<const Profile> profile = document.profile();
    if (!profile->heap) {
        m_tree->header()->hide();
        m_totals->hide();
        m_empty->showText(tr("A sampling profile holds no objects, only which functions allocated them."),
                          tr("Take a heap snapshot or record an allocation timeline to see classes and objects."));
        return;
    }
    m_model = new SummaryModel(profile, this);
    m_groups = new SummaryGroups(profile, this);
    m_bar = new SummaryBar(document, this);
    layout->insertWidget(0, m_bar);
    m_model->setFolding(true);
    showClasses(*m_tree, *m_model);
    new ObjectActions(document, *m_tree, *m_model, ObjectActions::Choosing::Selects);
    addShowOnly();
    m_tree->addActions(m_bar->menuActions());
    addActions(m_tree->actions());
    connectAll();
    follow();
    showSelection();
}

void SummaryView::addShowOnly()
{
    m_showOnly = new QAction(tr("Show Onl&y These Objects"), this);
    m_showOnly->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_O);
    m_showOnly->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_tree->addAction(m_showOnly);
    const auto update = [this] {
        const bool canShow = m_model->isSum(m_tree->currentIndex());
        m_showOnly->setEnabled(canShow);
        m_showOnly->setToolTip(canShow ? tr("Leave out all objects that are not of this row, in all views (%1)")
                                             .arg(m_showOnly->shortcut().toString(QKeySequence::NativeText))
                                       : tr("Select a class or group first"));
    };
    connect(m_showOnly, &QAction::triggered, this, &SummaryView::showOnly);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, update);
    connect(m_model, &QAbstractItemModel::modelReset, this, update);
    update();
}

/// Narrows the document to the objects of the current row.
void SummaryView::showOnly()
{
    const QModelIndex row = m_tree->currentIndex();
    if (!m_model->isSum(row))
        return;
    const QString title = row.siblingAtColumn(0).data().toString().simplified();
    m_document.filter().setObjects(ObjectsFilter{
        title, {}, std::make_shared<const std::vector<std::uint8_t>>(m_model->objectsOf(row.siblingAtColumn(0)))});
}

void SummaryView::connectAll()
{
    m_opener = new RowOpener(*m_tree, *m_model);
    connect(m_tree, &TreeView::rowChosen, this, [this](const QModelIndex& index) {
        m_opener->cancel();
        choose(index);
    });
    connect(&m_document.figures(), &RangeFiguresQuery::updated, this, &SummaryView::follow);
    connect(&m_document.filter(), &FilterState::textChanged, this, &SummaryView::showRows);
    connect(&m_document.selection(), &SelectionHistory::currentChanged, this, [this] {
        m_isAskedFor = false;
        showSelection();
    });
    connect(&m_document, &Document::placeRequested, this, [this](Place place) {
        // An object that another one refers to is selected here already: it is wanted below its own class.
        if (place != Place::Summary)
            return;
        if (m_model->isReference(m_tree->currentIndex())) {
            m_tree->showCurrent({});
            showSelection();
        }
        m_isAskedFor = true;
        if (!m_model->isListing())
            tellFarRow();
    });
    connect(m_opener, &RowOpener::failed, this, &SummaryView::tellFarRow);
    connect(m_groups, &SummaryGroups::updated, this, &SummaryView::showRows);
    connect(m_bar, &SummaryBar::groupByChanged, this, [this] {
        m_groups->forget();
        follow();
        showSelection();
    });
    connect(m_bar->folding(), &QAction::toggled, this, [this](bool on) {
        updateRows([&] { m_model->setFolding(on); });
        showSelection();
        follow();
        Q_EMIT foldingChanged(on);
    });
}

bool SummaryView::isFolding() const
{
    return m_bar && m_bar->folding()->isChecked();
}

void SummaryView::setFolding(bool on)
{
    if (m_bar)
        m_bar->folding()->setChecked(on);
}

void SummaryView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale) {
        follow();
        showSelection();
    }
}

void SummaryView::choose(const QModelIndex& index)
{
    if (const auto id = m_model->classAt(index))
        m_document.selection().select(SelectedItem::ofClass(*id));
    else if (const auto object = m_model->objectAt(index))
        m_document.selection().select(SelectedItem::ofObject(*object));
    else if (const ObjectGroup* group = m_model->groupAt(index); group && group->frame.isValid())
        m_document.selection().select(SelectedItem::ofFunction(
            group->frame, {}, m_bar->groupBy() == ObjectGroupBy::Package ? Grouping::Package : Grouping::Function));
}

/// Asks for what the document's range, stacks and filter leave. A view that nobody sees costs nothing: it catches up when it is shown.
void SummaryView::follow()
{
    m_isStale = !isVisible();
    const auto figures = m_document.figures().figures();
    if (m_isStale || !figures)
        return;
    if (m_bar->groupBy())
        m_groups->request(*m_bar->groupBy(), figures);
    else if (isFolding())
        m_groups->request(ObjectGroupBy::Engine, figures);
    showRows();
}

/// Shows the newest figures that are there, and the text filter.
void SummaryView::showRows()
{
    m_isStale = !isVisible();
    const auto figures = m_document.figures().figures();
    if (m_isStale || !figures)
        return;
    const auto groups = m_groups->figures();
    const Filter& filter = m_document.filter().current();
    updateRows([&] {
        m_model->setMatcher(TextMatcher(filter.text, filter.regularExpression, filter.caseSensitive));
        if (!m_bar->groupBy()) {
            m_model->setEngineFigures(groups);
            m_model->setFigures(figures);
        } else if (groups) {
            m_model->setGroups(groups);
        }
    });
    showPart(figures->isPart());
}

/// Changes the rows, and shows the selected one again.
void SummaryView::updateRows(const std::function<void()>& change)
{
    m_tree->keepPlaces(change);
    showTotals();
}

/// The columns of a selection are there only with one.
void SummaryView::showPart(bool isPart)
{
    if (isPart == m_isPart)
        return;
    m_isPart = isPart;
    for (const SummaryColumn column : {SummaryColumn::InAll, SummaryColumn::OfRange})
        m_tree->setSectionShown(static_cast<int>(column), isPart);
    if (!isPart && m_model->sortColumn() >= heapColumnCount)
        m_tree->sortByColumn(static_cast<int>(HeapColumn::RetainedSize), Qt::DescendingOrder);
}

QString SummaryView::matchText() const
{
    if (!m_model || !m_model->matcher().isActive())
        return {};
    if (!m_model->matcher().error().isEmpty())
        return faultyExpressionText();
    const SummaryModel::Totals totals = m_model->totals();
    QString found;
    if (totals.areGroups)
        found = totals.rows == 1 ? tr("1 group") : tr("%1 groups").arg(countText(totals.rows));
    else
        found = totals.rows == 1 ? tr("1 class") : tr("%1 classes").arg(countText(totals.rows));
    return matchSumText(found, totals.rows, totals.bytes, m_document.profile()->heap->totalSize);
}

bool SummaryView::showMatch(int step)
{
    // The filter looks at classes or groups only, and leaves out all others.
    return m_model && m_model->matcher().isActive()
           && m_tree->showMatch(
               step, [this](const QModelIndex& row) { return m_model->isSum(row); },
               [](const QModelIndex&) { return false; });
}

/// Makes the row of what is selected elsewhere the current one: an object below its class.
void SummaryView::showSelection()
{
    if (!isVisible()) {
        m_isStale = true;
        return;
    }
    const SelectedItem& item = m_document.selection().current();
    const QModelIndex current = m_tree->currentIndex();
    const ObjectGroup* group = m_model->groupAt(current);
    if ((item.kind == SelectedItem::Kind::Class && m_model->classAt(current) == item.classId)
        || (item.kind == SelectedItem::Kind::Object && m_model->objectAt(current) == item.object)
        || (item.kind == SelectedItem::Kind::Function && group && group->frame == item.frame))
        return;
    m_opener->cancel();
    const LazyTreeModel::Path path = pathOfSelection();
    QModelIndex found;
    for (const LazyTreeModel::Key key : path) {
        found = m_model->fetchTo(found, key);
        if (!found.isValid())
            break;
    }
    m_tree->showCurrent(found);
    if (found.isValid())
        m_tree->scrollTo(found);
    else if (m_model->isListing())
        m_opener->open(path);
}

/// Says why the row of an object that was asked for is not there, unless something else keeps it out.
void SummaryView::tellFarRow()
{
    const SelectedItem& item = m_document.selection().current();
    if (m_isAskedFor && item.kind == SelectedItem::Kind::Object && m_model->objectAt(m_tree->currentIndex()) != item.object
        && obstacleInSummary(m_document, item.object).isEmpty())
        showStatusText(*this, farRowText(m_document.profile()->heap->graph, item.object), 8000);
}

LazyTreeModel::Path SummaryView::pathOfSelection() const
{
    const SelectedItem& item = m_document.selection().current();
    switch (item.kind) {
    case SelectedItem::Kind::Class: return m_model->pathTo(item.classId);
    case SelectedItem::Kind::Object: return m_model->pathTo(item.object);
    case SelectedItem::Kind::Function: return m_model->pathTo(item.frame);
    case SelectedItem::Kind::None: break;
    }
    return {};
}

void SummaryView::showTotals()
{
    const SummaryModel::Totals totals = m_model->totals();
    m_totals->setText(summaryTotalsText(totals, m_document.profile()->heap->totalSize));
    const TextMatcher& matcher = m_model->matcher();
    if (m_model->rowCount() > 0 || !m_document.figures().figures())
        m_empty->hide();
    else if (!matcher.error().isEmpty())
        m_empty->showText(matcher.error());
    else if (m_bar->groupBy() && !m_groups->figures())
        m_empty->showText(tr("Grouping objects…"));
    else if (matcher.isActive() && totals.allRows > 0)
        m_empty->showText(totals.areGroups ? tr("No group matches “%1”.").arg(matcher.text())
                                           : tr("No class matches “%1”.").arg(matcher.text()),
                          hintOnNothing());
    else if (m_document.figures().figures()->objects)
        m_empty->showText(tr("No object passes the filter “%1”.").arg(m_document.figures().figures()->objects->title),
                          tr("Choose all objects to see the others."));
    else if (m_document.figures().figures()->range)
        m_empty->showText(tr("No object of the selection was alive at the end of the recording."),
                          tr("Select another range, or clear it."));
    else
        m_empty->showText(tr("This heap holds no objects."));
}

/// Where a text was looked for in vain.
QString SummaryView::hintOnNothing() const
{
    const bool withCase = m_model->matcher().isCaseSensitive();
    if (m_model->totals().areGroups)
        return withCase ? tr("The filter looks for it in the names of groups, and case matters.")
                        : tr("The filter looks for it in the names of groups, case ignored.");
    return withCase ? tr("The filter looks for it in the names of classes, and case matters.")
                    : tr("The filter looks for it in the names of classes, case ignored.");
}

} // namespace heapline
