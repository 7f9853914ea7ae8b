// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/summary_bar.h"

#include "ui/heap/group_text.h"
#include "ui/heap/object_filter_menu.h"
#include "ui/widgets/menu_button.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <utility>

namespace heapline {

SummaryBar::SummaryBar(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_groupings(new QMenu(tr("&Group By"), this))
    , m_objects(new ObjectFilterMenu(document, this))
    , m_folding(new QAction(tr("&Fold Engine’s Own Classes"), this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->setSpacing(2);
    addGroupings();
    m_groupingButton = addButton(m_groupings, QStringLiteral("objectGroupingButton"));
    m_objectsButton = addButton(m_objects, QStringLiteral("objectFilterButton"));
    addFolding();
    layout->addStretch();
    connect(&document.filter(), &FilterState::objectsChanged, this, &SummaryBar::refresh);
    refresh();
}

QToolButton* SummaryBar::addButton(QMenu* menu, const QString& objectName)
{
    QToolButton* button = makeMenuButton(*menu, objectName, this);
    layout()->addWidget(button);
    return button;
}

void SummaryBar::addGroupings()
{
    m_groupings->setToolTipsVisible(true);
    m_groupings->menuAction()->setToolTip(tr("Take objects together by something else than their class"));
    auto* group = new QActionGroup(this);
    const auto add = [this, group](const QString& text, const QString& toolTip, std::optional<ObjectGroupBy> by) {
        QAction* action = group->addAction(text);
        action->setCheckable(true);
        action->setToolTip(toolTip);
        m_groupings->addAction(action);
        m_choices.append({action, by});
        connect(action, &QAction::triggered, this, [this, by] { setGroupBy(by); });
        return action;
    };
    add(tr("Class"), tr("Objects of one constructor, or of one kind, are one row"), {});
    for (const ObjectGroupBy by :
         {ObjectGroupBy::Function, ObjectGroupBy::Package, ObjectGroupBy::Age, ObjectGroupBy::NativeContext}) {
        const GroupingLack lack = lackFor(*m_document.profile(), by);
        const bool isPossible = lack == GroupingLack::None;
        add(groupByTitle(by), isPossible ? groupByToolTip(by) : groupingObstacle(lack), by)->setEnabled(isPossible);
    }
}

void SummaryBar::addFolding()
{
    m_folding->setCheckable(true);
    m_folding->setChecked(true);
    m_folding->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_E);
    m_folding->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("foldingButton"));
    button->setDefaultAction(m_folding);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(button);
}

void SummaryBar::setGroupBy(std::optional<ObjectGroupBy> by)
{
    if (by == m_groupBy)
        return;
    m_groupBy = by;
    refresh();
    Q_EMIT groupByChanged();
}

QList<QAction*> SummaryBar::menuActions() const
{
    return {m_groupings->menuAction(), m_objects->menuAction(), m_folding};
}

void SummaryBar::refresh()
{
    QString chosen;
    for (const Choice& choice : std::as_const(m_choices)) {
        choice.action->setChecked(choice.by == m_groupBy);
        if (choice.by == m_groupBy)
            chosen = choice.action->text();
    }
    m_groupingButton->setText(tr("Group by: %1").arg(chosen));
    m_groupingButton->setAccessibleName(m_groupingButton->text());
    const QString objects =
        fontMetrics().elidedText(m_objects->chosenText(), Qt::ElideRight, fontMetrics().averageCharWidth() * 32);
    m_objectsButton->setText(tr("Objects: %1").arg(QString(objects).replace(QLatin1Char('&'), QStringLiteral("&&"))));
    m_objectsButton->setAccessibleName(tr("Objects: %1").arg(m_objects->chosenText()));
    // Groups other than classes have nothing to fold.
    m_folding->setEnabled(!m_groupBy);
    m_folding->setToolTip(
        m_groupBy
            ? tr("Only classes can be folded: group by class first")
            : tr("Take compiled code, shapes, stores, functions, scopes and other classes of the engine's own together in "
                 "one row at the end (%1)")
                  .arg(m_folding->shortcut().toString(QKeySequence::NativeText)));
}

} // namespace heapline
