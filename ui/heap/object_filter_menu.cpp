// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/object_filter_menu.h"

#include "core/heap/object_names.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QActionGroup>

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>
#include <vector>

namespace heapline {

namespace {

/// Of native contexts, the largest: a page has a few, and a menu of thousands would be none.
constexpr std::size_t mostContexts = 25;

/// Rows of the contexts that are offered, in the order of the file.
std::vector<std::size_t> offeredContexts(const NativeContexts& contexts)
{
    std::vector<std::size_t> rows(contexts.contexts.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    if (rows.size() > mostContexts) {
        std::ranges::stable_sort(rows, std::greater(), [&](std::size_t row) { return contexts.attributedSize[row]; });
        rows.resize(mostContexts);
        std::ranges::sort(rows);
    }
    return rows;
}

/// An ampersand in a name of the file is no mnemonic.
QString plainActionText(QString text)
{
    return text.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

ObjectFilterMenu::ObjectFilterMenu(Document& document, QWidget* parent)
    : QMenu(tr("&Objects"), parent)
    , m_document(document)
    , m_group(new QActionGroup(this))
{
    setToolTipsVisible(true);
    menuAction()->setToolTip(tr("Show only objects that have something in common, as DevTools' filters do"));
    addChoice(*this, tr("&All Objects"), tr("Leave no object out"), {});
    addSeparator();
    addChoice(*this, tr("Duplicated &Strings"), tr("Strings whose text another string has too"),
              ObjectFilter{ObjectFilterKind::DuplicatedStrings, {}});
    addChoice(*this, tr("Retained by &Detached DOM Nodes"),
              tr("Objects that would be freed if no element that is out of its document were held"),
              ObjectFilter{ObjectFilterKind::RetainedByDetachedNodes, {}});
    addChoice(*this, tr("Retained by &Contexts"), tr("Objects that only the variables of functions' scopes keep alive"),
              ObjectFilter{ObjectFilterKind::RetainedByContexts, {}});
    addChoice(*this, tr("Retained by DevTools Conso&le"), tr("Objects that only the console of DevTools keeps alive"),
              ObjectFilter{ObjectFilterKind::RetainedByConsole, {}});
    addChoice(*this, tr("Retained by &Event Handlers"), tr("Objects that only functions that listen for events keep alive"),
              ObjectFilter{ObjectFilterKind::RetainedByEventHandlers, {}});
    addContexts();
    if (!document.profile()->heap->knowsReferences()) {
        for (const Choice& choice : std::as_const(m_choices)) {
            if (!choice.rule || choice.rule->kind == ObjectFilterKind::DuplicatedStrings)
                continue;
            choice.action->setEnabled(false);
            choice.action->setToolTip(tr("The file ends too early: not all references are known"));
        }
    }
    connect(&document.filter(), &FilterState::objectsChanged, this, &ObjectFilterMenu::refresh);
    refresh();
}

QAction* ObjectFilterMenu::addChoice(QMenu& menu, const QString& title, const QString& toolTip,
                                     const std::optional<ObjectFilter>& rule)
{
    QAction* action = menu.addAction(title);
    action->setCheckable(true);
    action->setToolTip(toolTip);
    m_group->addAction(action);
    m_choices.append({action, rule});
    QString plain = title;
    plain.replace(QStringLiteral("&&"), QStringLiteral("\a"))
        .remove(QLatin1Char('&'))
        .replace(QLatin1Char('\a'), QLatin1Char('&'));
    connect(action, &QAction::triggered, this, [this, rule, plain] {
        if (rule)
            m_document.filter().setObjects(ObjectsFilter{plain, rule, nullptr});
        else
            m_document.filter().setObjects({});
    });
    return action;
}

void ObjectFilterMenu::addContexts()
{
    const Heap& heap = *m_document.profile()->heap;
    const NativeContexts& contexts = heap.nativeContexts;
    QMenu* menu = QMenu::addMenu(tr("&Native Context"));
    menu->setToolTipsVisible(true);
    const std::vector<std::size_t> offered = offeredContexts(contexts);
    for (const std::size_t i : offered) {
        const NodeOrdinal node = contexts.contexts[i];
        addChoice(*menu,
                  plainActionText(tr("%1 @%2 (%3)")
                                      .arg(fromFile(objectTitle(heap.graph, node), titleNameLength))
                                      .arg(heap.graph.nodes.id[node.value])
                                      .arg(bytesText(contexts.attributedSize[i]))),
                  tr("Objects that belong to this realm, such as a page or a frame"),
                  ObjectFilter{ObjectFilterKind::AttributedToNativeContext, node});
    }
    if (offered.size() < contexts.contexts.size()) {
        menu->addAction(tr("The %1 largest of %2; all of them: Group by Native Context")
                            .arg(countText(offered.size()), countText(contexts.contexts.size())))
            ->setEnabled(false);
    }
    menu->addSeparator();
    addChoice(*menu, tr("Objects &Shared by Contexts (%1)").arg(bytesText(contexts.sharedSize)),
              tr("Objects that several realms reach"), ObjectFilter{ObjectFilterKind::SharedBetweenNativeContexts, {}});
    addChoice(*menu, tr("Objects in &No Context (%1)").arg(bytesText(contexts.unattributedSize)),
              tr("Objects that no realm can be told for"), ObjectFilter{ObjectFilterKind::WithoutNativeContext, {}});
    menu->menuAction()->setEnabled(!contexts.contexts.empty());
    menu->menuAction()->setToolTip(contexts.contexts.empty() ? tr("This file has no native contexts")
                                                             : tr("Objects of one realm, such as a page or a frame"));
}

void ObjectFilterMenu::refresh()
{
    const std::optional<ObjectsFilter>& filter = m_document.filter().current().objects;
    m_group->setExclusive(false); // for a filter that is none of these, nothing is checked
    for (const Choice& choice : std::as_const(m_choices))
        choice.action->setChecked(filter ? filter->rule && choice.rule == filter->rule : !choice.rule);
    m_group->setExclusive(true);
}

QString ObjectFilterMenu::chosenText() const
{
    const std::optional<ObjectsFilter>& filter = m_document.filter().current().objects;
    return filter ? filter->title : tr("All objects");
}

} // namespace heapline
