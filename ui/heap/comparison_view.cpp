// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/comparison_view.h"

#include "ui/document/open_profiles.h"
#include "ui/heap/comparison_bar.h"
#include "ui/heap/comparison_labels.h"
#include "ui/heap/comparison_model.h"
#include "ui/heap/comparison_state.h"
#include "ui/heap/object_actions.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/span_text_delegate.h"
#include "ui/widgets/status_text.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

namespace heapline {

ComparisonView::ComparisonView(Document& document, OpenProfiles& profiles, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_profiles(profiles)
    , m_state(ComparisonState::of(document))
    , m_query(new ComparisonQuery(document, m_state, this))
    , m_bar(new ComparisonBar(document, profiles, this))
    , m_matching(new QLabel(this))
    , m_busy(new QProgressBar(this))
    , m_tree(new TreeView(this))
    , m_empty(new EmptyState(m_tree))
    , m_totals(new QLabel(this))
    , m_model(new ComparisonModel(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_matching);
    layout->addWidget(m_busy);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_totals);
    setFocusProxy(m_tree);
    m_matching->setObjectName(QStringLiteral("comparisonMatching"));
    m_matching->setTextFormat(Qt::PlainText);
    m_matching->setWordWrap(true);
    m_matching->setContentsMargins(4, 0, 4, 3);
    m_matching->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setMaximumHeight(4);
    m_busy->setAccessibleName(tr("Comparing"));
    m_totals->setTextFormat(Qt::PlainText);
    m_totals->setMargin(4);
    m_totals->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    makeTable();
    makeActions();

    connect(m_query, &ComparisonQuery::updated, this, &ComparisonView::follow);
    connect(&profiles, &OpenProfiles::changed, this, &ComparisonView::showTexts);
    connect(&document.filter(), &FilterState::textChanged, this, &ComparisonView::follow);
    connect(&document.selection(), &SelectionHistory::currentChanged, this, &ComparisonView::showSelection);
    follow();
}

void ComparisonView::makeTable()
{
    m_tree->setAccessibleName(tr("Comparison of classes"));
    m_tree->setItemDelegate(new SpanTextDelegate(m_tree));
    m_tree->setModel(m_model);
    for (const ComparisonColumn column :
         {ComparisonColumn::AddedSize, ComparisonColumn::RemovedSize, ComparisonColumn::SizeDelta})
        m_tree->setColumnSample(static_cast<int>(column), QStringLiteral("+99.9 MB"));
    for (const ComparisonColumn column : {ComparisonColumn::Added, ComparisonColumn::Removed, ComparisonColumn::CountDelta})
        m_tree->setColumnSample(static_cast<int>(column), QStringLiteral("99,999"));
    // Next to the names: what rows are sorted by is seen in small windows, too.
    m_tree->header()->moveSection(static_cast<int>(ComparisonColumn::SizeDelta), 1);
    m_tree->addCollapseAllAction();
    connect(m_tree, &TreeView::rowChosen, this, &ComparisonView::choose);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ComparisonView::updateActions);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ComparisonView::updateActions);
}

QAction* ComparisonView::add(const QString& text, const QList<QKeySequence>& shortcuts, const QString& toolTip)
{
    auto* action = new QAction(text, this);
    action->setShortcuts(shortcuts);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(toolTip, action->shortcut().toString(QKeySequence::NativeText)));
    m_tree->addAction(action);
    return action;
}

void ComparisonView::makeActions()
{
    m_objectActions = new ObjectActions(m_document, *m_tree, ObjectActions::Choosing::Selects,
                                        [this] { return ownObject(m_tree->currentIndex()); });
    m_showInBase = add(tr("Show in Base &Profile"), {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)},
                       tr("Go to the profile that has this object, and select it there"));
    connect(m_showInBase, &QAction::triggered, this, &ComparisonView::showInBase);
    m_showAdded = add(tr("Show All &New Objects in Summary"), {Qt::CTRL | Qt::SHIFT | Qt::Key_D},
                      tr("Narrow all views to the objects that the base does not have"));
    connect(m_showAdded, &QAction::triggered, this, [this] {
        if (const Document* base = m_state.base())
            m_query->showAddedObjects(tr("New since %1").arg(fromFile(base->title().toStdString())));
    });
    m_swap = add(tr("Compare the Other Way &Round"), {Qt::CTRL | Qt::SHIFT | Qt::Key_R},
                 tr("Take the base as the newer side, and this one as the base"));
    connect(m_swap, &QAction::triggered, this, &ComparisonView::swapSides);
    m_tree->addAction(m_bar->useSelection());
    m_tree->addAction(m_bar->openFile());
    m_cancel = new QAction(tr("&Cancel"), this);
    m_cancel->setToolTip(tr("Stop comparing"));
    connect(m_cancel, &QAction::triggered, m_query, &ComparisonQuery::cancel);
    m_again = new QAction(tr("Compare &Again"), this);
    m_again->setToolTip(tr("Begin to compare anew"));
    connect(m_again, &QAction::triggered, m_query, &ComparisonQuery::compareAgain);
    addActions(m_tree->actions());
}

void ComparisonView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_query->setWanted(true);
    follow();
    showSelection();
}

void ComparisonView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_query->setWanted(false);
}

/// Shows the newest result. A view that nobody sees costs nothing but lets go of what is closed; it catches up when it is shown.
void ComparisonView::follow()
{
    const std::shared_ptr<const ShownComparison> shown = m_query->shown();
    if (shown && !isVisible())
        return;
    const Filter& filter = m_document.filter().current();
    const bool isFirst = shown && !m_model->comparison();
    m_tree->keepPlaces([&] {
        m_model->setMatcher(TextMatcher(filter.text, filter.regularExpression, filter.caseSensitive));
        m_model->setComparison(shown);
    });
    showTexts();
    updateActions();
    if (isFirst) {
        sizeColumns(*shown);
        showSelection();
    }
}

/// Columns of counts are as wide as the files' counts need: small windows have room for all columns then.
void ComparisonView::sizeColumns(const ShownComparison& shown)
{
    const QString newer = countText(shown.heapOf(ComparedSide::Newer).graph.nodeCount());
    const QString base = countText(shown.heapOf(ComparedSide::Base).graph.nodeCount());
    m_tree->setColumnSample(static_cast<int>(ComparisonColumn::Added), newer);
    m_tree->setColumnSample(static_cast<int>(ComparisonColumn::Removed), base);
    m_tree->setColumnSample(static_cast<int>(ComparisonColumn::CountDelta),
                            QLatin1Char('+') + (newer.size() > base.size() ? newer : base));
}

void ComparisonView::showTexts()
{
    const std::shared_ptr<const ShownComparison>& shown = m_model->comparison();
    m_busy->setVisible(m_query->phase() == ComparisonQuery::Phase::Comparing
                       || m_query->phase() == ComparisonQuery::Phase::Loading);
    m_matching->setVisible(shown != nullptr);
    m_totals->setVisible(shown != nullptr);
    if (!shown) {
        showPhase();
        return;
    }
    m_matching->setText(matchingText(*shown, m_document));
    m_matching->setToolTip(matchingToolTip(*shown, m_document));
    m_totals->setText(comparisonTotalsText(m_model->totals(), shown->isById()));
    m_totals->setToolTip(plainToolTip({m_totals->text()}));
    if (m_model->rowCount() > 0)
        m_empty->hide();
    else
        showNoRows();
}

/// Why there is no comparison, and what to do about it.
void ComparisonView::showPhase()
{
    const Document* base = m_state.base();
    const QString title = base ? fromFile(base->title().toStdString()) : QString();
    switch (m_query->phase()) {
    case ComparisonQuery::Phase::Nothing: {
        const bool hasRanges = m_document.profile() && m_document.profile()->timeline;
        const QString ranges =
            hasRanges ? tr(" Or select the older range in the timeline and use it as the base.") : QString();
        if (m_bar->candidates().isEmpty())
            m_empty->showText(tr("No other profile with objects is open to compare with."),
                              tr("Open an older snapshot or timeline, of the same process if there is one.") + ranges,
                              m_bar->openFile());
        else
            m_empty->showText(tr("Nothing is compared yet."), tr("Choose the older profile above.") + ranges);
        return;
    }
    case ComparisonQuery::Phase::NoRange:
        m_empty->showText(tr("No range has been chosen as the base."),
                          tr("Select the older range in the timeline and use it as the base; then select the newer one."),
                          m_bar->useSelection());
        return;
    case ComparisonQuery::Phase::Loading: m_empty->showText(tr("Waiting until %1 is open…").arg(title)); return;
    case ComparisonQuery::Phase::NotLoaded:
        m_empty->showText(tr("%1 is not open.").arg(title), base ? base->errorText() : QString());
        return;
    case ComparisonQuery::Phase::NoHeap:
        m_empty->showText(base && base->profile()->heap ? tr("%1 ends too early to be compared with.").arg(title)
                                                        : tr("%1 holds no objects to compare with.").arg(title),
                          tr("Choose a snapshot or a timeline above."));
        return;
    case ComparisonQuery::Phase::Comparing:
        m_empty->showText(base ? tr("Comparing with %1…").arg(title) : tr("Comparing two ranges…"), {}, m_cancel);
        return;
    case ComparisonQuery::Phase::Cancelled: m_empty->showText(tr("The comparison was cancelled."), {}, m_again); return;
    case ComparisonQuery::Phase::Done: m_empty->hide(); return;
    }
}

void ComparisonView::showNoRows()
{
    const TextMatcher& matcher = m_model->matcher();
    const auto figures = m_document.figures().figures();
    if (!matcher.error().isEmpty())
        m_empty->showText(matcher.error());
    else if (matcher.isActive() && m_model->totals().allClasses > 0)
        m_empty->showText(tr("No class that differs matches “%1”.").arg(matcher.text()));
    else if (figures && figures->isPart())
        m_empty->showText(tr("Nothing that is shown differs."), tr("Select another range, or clear the filters."));
    else
        m_empty->showText(tr("Nothing differs."), tr("Both sides have the same objects."));
}

QString ComparisonView::matchText() const
{
    if (!m_model->comparison() || !m_model->matcher().isActive())
        return {};
    if (!m_model->matcher().error().isEmpty())
        return faultyExpressionText();
    const ComparisonModel::Totals& totals = m_model->totals();
    if (totals.classes == 0)
        return matchSumText({}, 0, 0, 0);
    const QString found = totals.classes == 1 ? tr("1 class") : tr("%1 classes").arg(countText(totals.classes));
    //: %1: "12 classes"; %2: a difference of bytes
    return tr("%1, %2").arg(found, bytesDeltaText(totals.sum.sizeDelta()));
}

bool ComparisonView::showMatch(int step)
{
    // The filter looks at classes only, and leaves out all others.
    return m_model->matcher().isActive()
           && m_tree->showMatch(
               step, [this](const QModelIndex& row) { return m_model->differenceAt(row).has_value(); },
               [](const QModelIndex&) { return false; });
}

/// The object of a row, if it is one of this document.
std::optional<NodeOrdinal> ComparisonView::ownObject(const QModelIndex& index) const
{
    const std::optional<ComparedObject> one = m_model->objectAt(index);
    if (!one || (one->side == ComparedSide::Base && !m_model->comparison()->isOfRanges()))
        return std::nullopt;
    return one->object;
}

void ComparisonView::choose(const QModelIndex& index)
{
    if (const auto row = m_model->differenceAt(index)) {
        const ClassId id = m_model->comparison()->rows[*row].newerClass;
        if (id.isValid())
            m_document.selection().select(SelectedItem::ofClass(id));
        else
            showStatusText(*this, tr("Only the base has objects of this class"), 8000);
    } else if (const auto object = ownObject(index)) {
        m_document.selection().select(SelectedItem::ofObject(*object));
    } else if (m_model->objectAt(index)) {
        showStatusText(*this, tr("Only the base has this object: press Enter to see it there"), 8000);
    }
}

/// Makes the row of what is selected elsewhere the current one: an object below its class.
void ComparisonView::showSelection()
{
    if (!isVisible() || !m_model->comparison())
        return;
    const SelectedItem& item = m_document.selection().current();
    const QModelIndex current = m_tree->currentIndex();
    QModelIndex found;
    switch (item.kind) {
    case SelectedItem::Kind::Class: {
        const auto row = m_model->differenceAt(current);
        if (row && m_model->comparison()->rows[*row].newerClass == item.classId)
            return;
        if (const auto key = m_model->keyOf(item.classId))
            found = m_model->fetchTo({}, *key);
        break;
    }
    case SelectedItem::Kind::Object:
        if (ownObject(current) == item.object)
            return;
        if (const LazyTreeModel::Path path = m_model->pathTo(item.object); !path.empty()) {
            const QModelIndex classIndex = m_model->fetchTo({}, path.front());
            if (classIndex.isValid())
                found = m_model->fetchTo(classIndex, path.back());
        }
        break;
    case SelectedItem::Kind::Function:
    case SelectedItem::Kind::None: break;
    }
    m_tree->showCurrent(found);
    if (found.isValid())
        m_tree->scrollTo(found);
}

void ComparisonView::updateActions()
{
    const QModelIndex current = m_tree->currentIndex();
    m_objectActions->update();
    m_showInBase->setEnabled(m_model->objectAt(current) && !ownObject(current));
    m_showAdded->setEnabled(m_query->shown() && m_query->shown()->isById());
    m_swap->setEnabled(m_query->phase() == ComparisonQuery::Phase::Done);
}

void ComparisonView::showInBase()
{
    Document* base = m_state.base();
    const auto one = m_model->objectAt(m_tree->currentIndex());
    if (!base || !one || base->profile() != m_model->comparison()->base)
        return;
    m_profiles.show(*base);
    base->selection().select(SelectedItem::ofObject(one->object));
    base->reveal(Place::Summary);
}

void ComparisonView::swapSides()
{
    if (Document* base = m_state.base()) {
        ComparisonState& other = ComparisonState::of(*base);
        other.compareWith(m_document);
        other.setBy(m_state.by());
        m_profiles.show(*base);
        base->reveal(Place::Comparison);
    } else if (const std::optional<AxisRange> range = m_state.baseRange()) {
        if (const auto selected = m_document.filter().current().range) {
            m_state.compareWithRange(selected);
            m_document.filter().commitRange(range);
        }
    }
}

} // namespace heapline
