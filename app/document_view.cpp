// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document_view.h"

#include "app/chips_bar.h"
#include "app/cut_off_banner.h"
#include "app/profile_text.h"
#include "app/settings.h"
#include "app/view_list.h"
#include "ui/document/document.h"
#include "ui/heap/comparison_state.h"
#include "ui/heap/comparison_view.h"
#include "ui/heap/containment_view.h"
#include "ui/heap/dominators_view.h"
#include "ui/heap/statistics_view.h"
#include "ui/heap/summary_view.h"
#include "ui/heap/treemap_view.h"
#include "ui/stacks/flame_tab.h"
#include "ui/stacks/functions_view.h"
#include "ui/stacks/stack_bar.h"
#include "ui/stacks/stack_tree_view.h"
#include "ui/timeline/ticks_view.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/search_target.h"
#include "ui/widgets/status_text.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

QString barsByObjectsKey()
{
    return u"timelineBarsByObjects"_s;
}

QString foldEngineClassesKey()
{
    return u"foldEngineClasses"_s;
}

QString splitterKey(bool withTimeline)
{
    return withTimeline ? u"documentSplitter"_s : u"documentSplitterWithoutTimeline"_s;
}

/// The first widget in a pane that takes the focus by Tab.
QWidget* focusTarget(QWidget* pane)
{
    for (QWidget* widget : pane->findChildren<QWidget*>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) && widget->isVisible() && widget->isEnabled()
            && !qobject_cast<QTabBar*>(widget))
            return widget;
    }
    return pane;
}

} // namespace

DocumentView::DocumentView(Document& document, OpenProfiles& profiles, Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_profiles(profiles)
    , m_settings(settings)
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    if (document.profile()->notes.contains(NoteCode::FileEndsEarly)) {
        auto* banner = new CutOffBanner(*document.profile());
        connect(banner, &CutOffBanner::notesRequested, this, [this] { showPane(LowerPane::Pane::Notes); });
        layout->addWidget(banner);
    }
    layout->addWidget(m_splitter, 1);
    if (hasTimeline(*document.profile())) {
        m_timeline = new TimelineView(document);
        m_splitter->addWidget(m_timeline);
    }
    m_splitter->addWidget(makeTables());
    m_lowerPane = new LowerPane(document);
    connect(m_lowerPane, &LowerPane::treeRequested, this, [this] { showView(View::Tree); });
    joinTimeline();
    connect(&document, &Document::placeRequested, this, &DocumentView::showPlace);
    m_splitter->addWidget(m_lowerPane);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(m_timeline ? 1 : 0, 1);
    restoreSizes();
    if (ComparisonState::of(document).kind() != ComparisonState::Kind::None) // chosen while it was being loaded
        showView(View::Comparison);
}

DocumentView::~DocumentView() = default;

/// What the bars stand for is remembered, and the table of ticks lists those that are in view.
void DocumentView::joinTimeline()
{
    TimelineCanvas* canvas = m_timeline ? m_timeline->canvas() : nullptr;
    TicksView* ticks = m_lowerPane->ticks();
    if (!canvas || !ticks)
        return;
    if (m_settings.value(barsByObjectsKey()).toBool())
        canvas->setMeasure(BarMeasure::Objects);
    connect(canvas, &TimelineCanvas::measureChanged, this,
            [this, canvas] { m_settings.setValue(barsByObjectsKey(), canvas->measure() == BarMeasure::Objects); });
    connect(canvas, &TimelineCanvas::viewChanged, ticks, [canvas, ticks] { ticks->setView(canvas->view()); });
    connect(m_timeline->showTable(), &QAction::triggered, this, [this, ticks] {
        showPane(LowerPane::Pane::Ticks);
        ticks->setFocus(Qt::ShortcutFocusReason);
    });
}

void DocumentView::showPane(LowerPane::Pane pane)
{
    Q_EMIT paneRequested(pane);
    m_lowerPane->choose(pane);
}

void DocumentView::restoreSizes()
{
    const QByteArray sizes = m_settings.value(splitterKey(m_timeline)).toByteArray();
    m_userSized = !sizes.isEmpty() && m_splitter->restoreState(sizes);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
        m_userSized = true;
        m_settings.setValue(splitterKey(m_timeline), m_splitter->saveState());
    });
}

/// Shares out the height as long as the user has not done so: the table gets most of it, also in a small window.
void DocumentView::distribute()
{
    const int lower = std::clamp(height() * 24 / 100, 110, 320);
    const int above = m_timeline ? std::clamp(height() * 28 / 100, m_timeline->minimumSizeHint().height(), 240) : 0;
    const int table = std::max(60, height() - lower - above);
    m_splitter->setSizes(m_timeline ? QList<int>{above, table, lower} : QList<int>{table, lower});
}

void DocumentView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (!m_userSized)
        distribute();
}

QWidget* DocumentView::makeTables()
{
    auto* tables = new QWidget;
    auto* layout = new QVBoxLayout(tables);
    layout->setContentsMargins(0, 2, 0, 0);
    layout->setSpacing(2);

    m_tabs->setDocumentMode(true);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setObjectName(u"viewTabs"_s);
    m_tabs->setAccessibleName(tr("Views"));
    for (const ViewEntry& entry : viewList()) {
        if (!offers(entry.view))
            continue;
        const int tab = m_tabs->addTab(plainTitle(entry.title));
        m_tabs->setTabData(tab, static_cast<int>(entry.view));
        m_tabs->setTabToolTip(tab, u"%1 (%2)"_s.arg(entry.toolTip, entry.shortcut.toString(QKeySequence::NativeText)));
    }
    auto* row = new QHBoxLayout;
    row->setContentsMargins(4, 0, 4, 0);
    row->addWidget(m_tabs);
    row->addStretch();
    if (m_document.profile()->stacks) {
        m_stackBar = new StackBar(m_document);
        row->addWidget(m_stackBar);
    }
    layout->addLayout(row);
    layout->addWidget(new ChipsBar(m_document));

    const QString missing = missingViewsText(*m_document.profile());
    if (!missing.isEmpty()) {
        auto* label = new QLabel(missing);
        label->setObjectName(u"missingViews"_s);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setContentsMargins(8, 2, 8, 4);
        label->setForegroundRole(QPalette::PlaceholderText);
        layout->addWidget(label);
    }
    layout->addWidget(m_stack, 1);
    addEscape(tables);
    connect(m_tabs, &QTabBar::currentChanged, this, &DocumentView::showTab);
    showTab(m_tabs->currentIndex());
    return tables;
}

void DocumentView::addEscape(QWidget* tables)
{
    auto* escape = new QAction(tr("Clear Filters"), tables);
    escape->setShortcut(Qt::Key_Escape);
    escape->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QAction::triggered, this, [this] { m_document.filter().clear(); });
    tables->addAction(escape);
}

bool DocumentView::isOfStacks(View view)
{
    return view == View::Heavy || view == View::Tree || view == View::Flame || view == View::Functions;
}

bool DocumentView::needsReferences(View view)
{
    return !isOfStacks(view) && view != View::Summary;
}

bool DocumentView::offers(View view) const
{
    const auto profile = m_document.profile();
    if (isOfStacks(view))
        return profile->stacks.has_value();
    return profile->heap && (profile->heap->knowsReferences() || !needsReferences(view));
}

DocumentView::View DocumentView::currentView() const
{
    return static_cast<View>(m_tabs->tabData(m_tabs->currentIndex()).toInt());
}

void DocumentView::showView(View view)
{
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        if (m_tabs->tabData(tab).toInt() == static_cast<int>(view))
            m_tabs->setCurrentIndex(tab);
    }
}

/// Shows a view, or says why the profile does not offer it.
bool DocumentView::showIfOffered(View view)
{
    showView(view);
    if (!offers(view))
        showStatusText(*this, obstacleOf(view, *m_document.profile()), 10'000);
    return offers(view);
}

void DocumentView::showPlace(Place place)
{
    switch (place) {
    case Place::Summary: showIfOffered(View::Summary); return;
    case Place::Containment:
        if (showIfOffered(View::Containment))
            static_cast<ContainmentView*>(viewOf(View::Containment))->revealSelection();
        return;
    case Place::Dominators:
        if (showIfOffered(View::Dominators))
            static_cast<DominatorsView*>(viewOf(View::Dominators))->revealSelection();
        return;
    case Place::Treemap:
        if (showIfOffered(View::Treemap))
            static_cast<TreemapView*>(viewOf(View::Treemap))->revealSelection();
        return;
    case Place::Comparison: showIfOffered(View::Comparison); return;
    case Place::Retainers: showPane(LowerPane::Pane::Retainers); return;
    case Place::Paths: showPane(LowerPane::Pane::Paths); return;
    case Place::Object: showPane(LowerPane::Pane::Object); return;
    case Place::AllocationStack: showPane(LowerPane::Pane::AllocationStack); return;
    }
}

void DocumentView::showTab(int tab)
{
    if (tab < 0)
        return; // a file without any face that has a table
    m_stack->setCurrentWidget(viewOf(currentView()));
    if (m_stackBar) {
        m_stackBar->setVisible(isOfStacks(currentView()));
        m_stackBar->setMeasureUsed(currentView() == View::Flame || currentView() == View::Functions);
    }
    Q_EMIT viewChanged();
}

QWidget* DocumentView::viewOf(View view)
{
    QWidget*& widget = m_views[view];
    if (!widget) {
        widget = makeView(view);
        m_stack->addWidget(widget);
    }
    return widget;
}

QWidget* DocumentView::makeView(View view)
{
    const auto showObjects = [this] { m_document.reveal(Place::Summary); };
    switch (view) {
    case View::Heavy:
    case View::Tree: {
        const auto kind = view == View::Heavy ? StackTreeView::Kind::BottomUp : StackTreeView::Kind::TopDown;
        auto* table = new StackTreeView(kind, m_document, m_stack);
        connect(table, &StackTreeView::objectsRequested, this, showObjects);
        return table;
    }
    case View::Flame: {
        auto* flame = new FlameTab(m_document, m_stack);
        connect(flame, &FlameTab::objectsRequested, this, showObjects);
        return flame;
    }
    case View::Functions: {
        auto* functions = new FunctionsView(m_document, m_stack);
        connect(functions, &FunctionsView::objectsRequested, this, showObjects);
        return functions;
    }
    case View::Containment: return new ContainmentView(m_document, m_stack);
    case View::Dominators: return new DominatorsView(m_document, m_stack);
    case View::Treemap: return new TreemapView(m_document, m_stack);
    case View::Statistics: return new StatisticsView(m_document, m_stack);
    case View::Comparison: return new ComparisonView(m_document, m_profiles, m_stack);
    case View::Summary: break;
    }
    auto* summary = new SummaryView(m_document, m_stack);
    summary->setFolding(m_settings.value(foldEngineClassesKey(), true).toBool());
    connect(summary, &SummaryView::foldingChanged, this,
            [this](bool on) { m_settings.setValue(foldEngineClassesKey(), on); });
    return summary;
}

QList<QMenu*> DocumentView::stackMenus() const
{
    return m_stackBar ? m_stackBar->menus() : QList<QMenu*>();
}

bool DocumentView::isLowerPaneShown() const
{
    return !m_lowerPane->isHidden();
}

void DocumentView::setLowerPaneShown(bool shown)
{
    m_lowerPane->setVisible(shown);
}

TreeView* DocumentView::currentTable() const
{
    return m_stack->currentWidget() ? m_stack->currentWidget()->findChild<TreeView*>() : nullptr;
}

SearchTarget* DocumentView::searchTarget() const
{
    return dynamic_cast<SearchTarget*>(m_stack->currentWidget());
}

QList<QAction*> DocumentView::viewActions() const
{
    QList<QAction*> actions;
    if (const TreeView* table = currentTable())
        actions += table->actions();
    if (const QWidget* view = m_stack->currentWidget()) {
        for (QAction* action : view->actions()) {
            if (!actions.contains(action))
                actions += action;
        }
    }
    return actions;
}

void DocumentView::focusNextPane(int step)
{
    QList<QWidget*> panes;
    for (int i = 0; i < m_splitter->count(); ++i) {
        if (m_splitter->widget(i)->isVisible())
            panes += m_splitter->widget(i);
    }
    int at = -1;
    for (int i = 0; i < panes.size(); ++i) {
        if (panes[i]->isAncestorOf(QApplication::focusWidget()))
            at = i;
    }
    const int next = at < 0 ? 0 : static_cast<int>((at + step + panes.size()) % panes.size());
    if (!panes.isEmpty() && panes[next]->isAncestorOf(m_stack))
        focusTable();
    else if (!panes.isEmpty())
        focusTarget(panes[next])->setFocus(Qt::ShortcutFocusReason);
}

void DocumentView::focusTable()
{
    if (TreeView* table = currentTable())
        table->setFocus(Qt::ShortcutFocusReason);
}

} // namespace heapline
