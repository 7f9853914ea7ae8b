// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lower_pane.h"

#include "app/icons.h"
#include "app/notes_view.h"
#include "app/profile_text.h"
#include "ui/document/document.h"
#include "ui/heap/allocated_objects_view.h"
#include "ui/heap/merged_paths_view.h"
#include "ui/heap/object_view.h"
#include "ui/heap/paths_view.h"
#include "ui/heap/retainers_view.h"
#include "ui/heap/search_view.h"
#include "ui/stacks/allocation_stack_view.h"
#include "ui/timeline/ticks_view.h"

#include <QAction>
#include <QApplication>
#include <QTabBar>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

LowerPane::LowerPane(Document& document, QWidget* parent) : QTabWidget(parent), m_document(document)
{
    setDocumentMode(true);
    setObjectName(u"lowerPane"_s);
    setAccessibleName(tr("Details of the selection"));
    const auto profile = document.profile();
    if (profile->heap) {
        add(Pane::Retainers, new RetainersView(document, this), tr("Retainers"), tr("What keeps the selected object alive"));
        if (profile->heap->knowsReferences()) {
            add(Pane::Paths, new PathsView(document, this), tr("Path to root"),
                tr("The shortest ways from the roots to the selected object"));
            add(Pane::MergedPaths, new MergedPathsView(document, this), tr("Merged paths"),
                tr("What keeps all objects of the selected class or function alive, taken together"));
        }
        add(Pane::Object, new ObjectView(document, this), tr("Object"),
            tr("Everything that the file says of the selected object or class"));
    }
    if (profile->stacks) {
        auto* stack = new AllocationStackView(document, this);
        connect(stack, &AllocationStackView::treeRequested, this, &LowerPane::treeRequested);
        add(Pane::AllocationStack, stack, profile->heap ? tr("Allocation stack") : tr("Stack"),
            tr("Which calls allocated the selected object, or led to the selected function"));
    }
    if (profile->stacks && profile->heap)
        add(Pane::Objects, new AllocatedObjectsView(document, this), tr("Objects"),
            tr("The live objects that stacks through the selected function allocated, by class"));
    if (hasTimeline(*profile)) {
        m_ticks = new TicksView(document, this);
        const bool isTime = profile->timeline->axis == AxisKind::Time;
        add(Pane::Ticks, m_ticks, isTime ? tr("Ticks") : tr("Samples"),
            isTime ? tr("The bars of the timeline as a table") : tr("The samples as a table"));
    }
    const auto& notes = profile->notes.all();
    add(Pane::Notes, new NotesView(notes, this), notes.empty() ? tr("Notes") : tr("Notes (%1)").arg(notes.size()),
        notesText(notes));
    if (profile->heap) {
        m_search = new SearchView(document, this);
        m_search->setIcons(lineIcon(u"search"_s), lineIcon(u"case"_s), lineIcon(u"regex"_s));
        add(Pane::Search, m_search, tr("Search"), tr("Objects by id, class, property, text or name"));
    }

    using Kind = SelectedItem::Kind;
    m_chosen = {{static_cast<int>(Kind::Class), Pane::MergedPaths},
                {static_cast<int>(Kind::Object), Pane::Retainers},
                {static_cast<int>(Kind::Function), Pane::AllocationStack}};
    connect(&document.selection(), &SelectionHistory::currentChanged, this, &LowerPane::followSelection);
    connect(tabBar(), &QTabBar::tabBarClicked, this, &LowerPane::remember);
}

void LowerPane::add(Pane pane, QWidget* view, const QString& title, const QString& toolTip)
{
    m_views[pane] = view;
    setTabToolTip(addTab(view, title), toolTip);
}

bool LowerPane::offers(Pane pane) const
{
    return m_views.contains(pane);
}

void LowerPane::choose(Pane pane)
{
    if (!offers(pane))
        return;
    setCurrentWidget(m_views.at(pane));
    remember(currentIndex());
}

void LowerPane::startSearch()
{
    if (!m_search)
        return;
    choose(Pane::Search);
    m_search->focusText();
}

QList<QAction*> LowerPane::currentActions() const
{
    return currentWidget()->actions();
}

void LowerPane::followSelection()
{
    // Who walks through what was found wants to keep it in sight.
    if (m_search && currentWidget() == m_search && m_search->isAncestorOf(QApplication::focusWidget()))
        return;
    const auto kind = static_cast<int>(m_document.selection().current().kind);
    const auto chosen = m_chosen.constFind(kind);
    if (chosen != m_chosen.constEnd() && offers(*chosen))
        setCurrentWidget(m_views.at(*chosen));
}

void LowerPane::remember(int tab)
{
    for (const auto& [pane, view] : m_views) {
        // Ticks, notes and a search are of the file: reading them says nothing about what to show of the next object.
        if (view == widget(tab) && pane != Pane::Ticks && pane != Pane::Notes && pane != Pane::Search)
            m_chosen.insert(static_cast<int>(m_document.selection().current().kind), pane);
    }
}

} // namespace heapline
