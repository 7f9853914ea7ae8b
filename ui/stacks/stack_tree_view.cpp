// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/stack_tree_view.h"

#include "ui/stacks/bottom_up_model.h"
#include "ui/stacks/no_stacks_text.h"
#include "ui/stacks/top_down_model.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/span_text_delegate.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QVBoxLayout>

namespace heapline {

namespace {

bool isShownAtFirst(StackColumn column, StackTreeView::Kind kind)
{
    // The list stands beside the flames of its function, which tell place and counts.
    if (kind == StackTreeView::Kind::Functions)
        return column == StackColumn::Function || column == StackColumn::SelfLive || column == StackColumn::TotalLive;
    switch (column) {
    case StackColumn::Function:
    case StackColumn::Location:
    case StackColumn::TotalLive:
    case StackColumn::TotalError:
    case StackColumn::SelfLive:
    case StackColumn::SelfError:
    case StackColumn::TotalLiveCount:
    case StackColumn::TotalAllocated: return true;
    case StackColumn::SelfLiveCount:
    case StackColumn::SelfAllocated:
    case StackColumn::TotalAllocatedCount:
    case StackColumn::SelfAllocatedCount: return false;
    }
    return false;
}

} // namespace

StackTreeView::StackTreeView(Kind kind, Document& document, QWidget* parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_document(document)
    , m_tree(new TreeView(this))
    , m_empty(new EmptyState(m_tree))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tree);
    setFocusProxy(m_tree);
    switch (kind) {
    case Kind::BottomUp: m_tree->setAccessibleName(tr("Heavy functions, bottom up")); break;
    case Kind::TopDown: m_tree->setAccessibleName(tr("Call tree, top down")); break;
    case Kind::Functions: m_tree->setAccessibleName(tr("All functions")); break;
    }

    const std::shared_ptr<const Profile> profile = document.profile();
    if (!profile->stacks) {
        m_tree->header()->hide();
        const EmptyText text = noStacksText(*profile);
        m_empty->showText(text.title, text.advice);
        return;
    }
    switch (kind) {
    case Kind::BottomUp: m_model = new BottomUpModel(profile, BottomUpModel::Levels::All, this); break;
    case Kind::Functions: m_model = new BottomUpModel(profile, BottomUpModel::Levels::First, this); break;
    case Kind::TopDown: m_model = new TopDownModel(profile, this); break;
    }
    m_tree->setModel(m_model);
    m_tree->setRootIsDecorated(kind != Kind::Functions);
    m_tree->setFindsByLetters(false); // they are steps, also while none can be made
    makeActions();
    makeColumns();
    makeColumnMenu();
    addActions(m_tree->actions());

    connect(m_tree, &TreeView::rowChosen, this,
            [this](const QModelIndex& index) { m_document.selection().select(m_model->itemOf(index)); });
    connect(&document.figures(), &RangeFiguresQuery::updated, this, &StackTreeView::follow);
    connect(&document.filter(), &FilterState::textChanged, this, &StackTreeView::follow);
    connect(&document.selection(), &SelectionHistory::currentChanged, this, &StackTreeView::showSelection);
    follow();
    showSelection();
}

void StackTreeView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale) {
        follow();
        showSelection();
    }
}

void StackTreeView::makeActions()
{
    auto* steps = new StackActions(m_document, m_tree, StackActions::Inverting::No, [this] { return target(); });
    connect(steps, &StackActions::objectsRequested, this, &StackTreeView::objectsRequested);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, steps, &StackActions::update);
    if (m_kind == Kind::Functions)
        return;
    auto* separator = new QAction(m_tree);
    separator->setSeparator(true);
    m_tree->addAction(separator);
    m_tree->addExpandHeaviestAction();
    m_tree->addExpandBelowAction();
    m_tree->addCollapseBelowAction();
    m_tree->addCollapseAllAction();
}

/// The current row as what steps are made from.
std::optional<StackTarget> StackTreeView::target() const
{
    const auto figures = m_document.figures().figures();
    const QModelIndex current = m_tree->currentIndex();
    if (!current.isValid() || !figures)
        return std::nullopt;
    StackTarget target{figures->shown, m_model->frameOf(current), {}, {}};
    if (m_kind == Kind::TopDown) {
        target.node = figures->shown->shownNode(m_model->callNodeOf(current));
        return target;
    }
    for (QModelIndex at = current; at.isValid(); at = at.parent())
        target.leafPath.insert(target.leafPath.begin(), m_model->frameOf(at));
    return target;
}

void StackTreeView::makeColumns()
{
    m_tree->setItemDelegate(new SpanTextDelegate(m_tree));
    // Of a long place, its beginning and the line say more than the middle.
    m_tree->setItemDelegateForColumn(static_cast<int>(StackColumn::Location), new SpanTextDelegate(m_tree, Qt::ElideMiddle));
    m_tree->setColumnSample(static_cast<int>(StackColumn::Location), QStringLiteral("long-file-name.js:1234"));
    for (int section = 0; section < stackColumnCount; ++section) {
        const auto column = static_cast<StackColumn>(section);
        if (isFigure(column) && figureOf(column).isBytes())
            m_tree->setBarColumn(section);
        else if (isFigure(column) && figureOf(column).measure == Measure::SampleCount)
            m_tree->setColumnSample(section, QStringLiteral("±99.9 %"));
        else if (isFigure(column))
            m_tree->setColumnSample(section, QStringLiteral("99,999,999"));
        m_tree->setColumnHidden(section, !m_model->isAvailable(column) || !isShownAtFirst(column, m_kind));
    }
}

/// One action for each column that the file can fill: in the header's context menu, and in the menus as "Columns".
void StackTreeView::makeColumnMenu()
{
    m_columnMenu = new QMenu(tr("Co&lumns"), this);
    m_columnMenu->setToolTip(tr("Choose which figures are shown"));
    for (int section = 1; section < stackColumnCount; ++section) {
        if (!m_model->isAvailable(static_cast<StackColumn>(section)))
            continue;
        QAction* action = m_columnMenu->addAction(m_model->headerData(section, Qt::Horizontal).toString());
        action->setToolTip(m_model->headerData(section, Qt::Horizontal, Qt::ToolTipRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_tree->isColumnHidden(section));
        connect(action, &QAction::toggled, m_tree, [this, section](bool on) { m_tree->setSectionShown(section, on); });
    }
    m_tree->addAction(m_columnMenu->menuAction());
    QHeaderView* header = m_tree->header();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, m_columnMenu,
            [this, header](const QPoint& at) { m_columnMenu->popup(header->mapToGlobal(at)); });
}

/// Shows the document's range and text filter. A view that nobody sees costs nothing: it catches up when it is shown.
void StackTreeView::follow()
{
    m_isStale = !isVisible();
    const auto figures = m_document.figures().figures();
    if (m_isStale || !figures)
        return;
    const Filter& filter = m_document.filter().current();
    const TextMatcher matcher(filter.text, filter.regularExpression, filter.caseSensitive);
    const bool isOtherText = !(matcher == m_model->matcher());
    m_tree->keepPlaces([&] {
        m_model->setMatcher(matcher);
        m_model->setFigures(figures, m_document.figures().wholeFigures());
    });
    if (isOtherText)
        openFirstMatch();
    explainEmptiness();
}

/// Opens the heaviest path down to the first function that the filter looks for.
void StackTreeView::openFirstMatch()
{
    if (!m_model->matcher().isActive())
        return;
    QModelIndex at = m_model->index(0, 0);
    m_tree->keepPlaces([&] {
        while (at.isValid() && !m_model->isMatch(at)) {
            m_tree->openRow(at);
            at = m_model->index(0, 0, at);
        }
    });
}

QString StackTreeView::matchText() const
{
    if (!m_model || !m_model->matcher().isActive())
        return {};
    if (!m_model->matcher().error().isEmpty())
        return faultyExpressionText();
    const MatchSum sum = m_model->matchSum();
    const QString found = sum.functions == 1 ? tr("1 function") : tr("%1 functions").arg(countText(sum.functions));
    return matchSumText(found, sum.functions, sum.bytes, m_model->wholeBytes());
}

bool StackTreeView::showMatch(int step)
{
    return m_model && m_model->matcher().isActive()
           && m_tree->showMatch(
               step, [this](const QModelIndex& row) { return m_model->isMatch(row); },
               [this](const QModelIndex& row) { return m_model->hasMatchBelow(row); });
}

void StackTreeView::showSelection()
{
    if (!isVisible()) {
        m_isStale = true;
        return;
    }
    const SelectedItem& item = m_document.selection().current();
    if (item.kind != SelectedItem::Kind::Function) {
        m_tree->showCurrent({});
        return;
    }
    const QModelIndex current = m_tree->currentIndex();
    if (current.isValid() && m_model->itemOf(current) == item)
        return;
    QModelIndex found;
    if (m_kind != Kind::TopDown) {
        found = m_model->fetchTo({}, m_model->shownFrameOf(item).value);
    } else if (item.callNode.isValid()) {
        for (const LazyTreeModel::Key key : static_cast<TopDownModel*>(m_model)->pathTo(item.callNode)) {
            found = m_model->fetchTo(found, key);
            if (!found.isValid())
                break;
        }
    }
    m_tree->showCurrent(found);
    if (found.isValid())
        m_tree->scrollTo(found);
}

void StackTreeView::explainEmptiness()
{
    const TextMatcher& matcher = m_model->matcher();
    if (m_model->rowCount() > 0 || !m_document.figures().figures())
        m_empty->hide();
    else if (!matcher.error().isEmpty())
        m_empty->showText(matcher.error());
    else if (matcher.isActive())
        m_empty->showText(tr("No function matches “%1”.").arg(matcher.text()),
                          matcher.isCaseSensitive()
                              ? tr("The filter looks for it in the names of functions and in their files, and case matters.")
                              : tr("The filter looks for it in the names of functions and in their files, case ignored."));
    else if (m_document.figures().figures()->leavesOutStacks())
        m_empty->showText(tr("No stack is left."), tr("Take back a focus or drop: each has a chip above."));
    else if (m_document.figures().figures()->range)
        m_empty->showText(tr("Nothing in the selection has an allocation stack."), tr("Select another range, or clear it."));
    else
        m_empty->showText(tr("No allocation is recorded in this file."));
}

} // namespace heapline
