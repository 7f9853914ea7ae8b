// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/stack_bar.h"

#include "ui/stacks/step_text.h"
#include "ui/widgets/menu_button.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

QString measureName(Measure measure, bool isSampling)
{
    switch (measure) {
    case Measure::LiveBytes: return isSampling ? StackBar::tr("Size") : StackBar::tr("Live bytes");
    case Measure::LiveCount: return StackBar::tr("Live objects");
    case Measure::TotalBytes: return StackBar::tr("Allocated bytes");
    case Measure::TotalCount: return StackBar::tr("Allocated objects");
    case Measure::SampleCount: return StackBar::tr("Samples");
    }
    return {};
}

StackBar::StackBar(Document& document, QWidget* parent) : QWidget(parent), m_document(document)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    m_grouping = addMenu(tr("&Group By"), u"groupingButton"_s,
                         tr("Take functions together by file, directory or package, in lists, trees and flame"));
    m_lens = addMenu(tr("Sho&wn Code"), u"lensButton"_s, tr("Hide functions of other people's code. %1").arg(lensToolTip()));
    m_measure = addMenu(tr("&Measure"), u"measureButton"_s, tr("What the widths of the flame stand for"));
    addGroupings();
    addLens();
    addMeasures();
    connect(&document.filter(), &FilterState::stacksChanged, this, &StackBar::refresh);
    connect(&document.filter(), &FilterState::flameChanged, this, &StackBar::refresh);
    refresh();
}

QMenu* StackBar::addMenu(const QString& title, const QString& objectName, const QString& toolTip)
{
    auto* menu = new QMenu(title, this);
    menu->setToolTipsVisible(true);
    menu->menuAction()->setToolTip(toolTip);
    layout()->addWidget(makeMenuButton(*menu, objectName, this));
    return menu;
}

void StackBar::addGroupings()
{
    auto* group = new QActionGroup(this);
    const struct {
        Grouping grouping;
        QString toolTip;
    } all[] = {{Grouping::Function, tr("Each function by itself")},
               {Grouping::File, tr("Functions of one file are one row; calls among them do not show")},
               {Grouping::Directory, tr("Functions of the files of one folder are one row")},
               {Grouping::Package, tr("Functions of one npm package, of node: or of a web origin are one row")}};
    for (const auto& [grouping, toolTip] : all) {
        QAction* action = group->addAction(groupingText(grouping));
        action->setCheckable(true);
        action->setData(static_cast<int>(grouping));
        action->setToolTip(toolTip);
        m_grouping->addAction(action);
        m_groupingActions.append(action);
        connect(action, &QAction::triggered, this, [this, by = grouping, text = action->text()] {
            StackFilter stacks = m_document.filter().current().stacks;
            stacks.grouping = by;
            m_document.filter().setStacks(stacks, text);
        });
    }
}

void StackBar::addLens()
{
    const auto addSwitch = [this](const QString& text, const QString& toolTip, auto change) {
        QAction* action = m_lens->addAction(text);
        action->setCheckable(true);
        action->setToolTip(toolTip);
        connect(action, &QAction::triggered, this, [this, change](bool on) {
            StackFilter stacks = m_document.filter().current().stacks;
            change(stacks.lens, on);
            m_document.filter().setStacks(stacks, lensText(stacks.lens));
        });
        return action;
    };
    m_ownOnly = addSwitch(tr("&Own Code Only"), tr("Hide packages, Node.js or browser internals, and V8's own functions"),
                          [](PackageLens& lens, bool on) { lens = on ? PackageLens::ownCodeOnly() : PackageLens(); });
    m_lens->addSeparator();
    m_hideRuntime = addSwitch(tr("Hide &node:"), tr("Hide what Node.js, Deno, Bun or the browser is made of"),
                              [](PackageLens& lens, bool on) { lens.hideRuntime = on; });
    m_hideDependencies = addSwitch(tr("Hide node_&modules"), tr("Hide installed packages"),
                                   [](PackageLens& lens, bool on) { lens.hideDependencies = on; });
    m_hideEngine = addSwitch(tr("Hide &Engine"), tr("Hide V8's own functions, such as (V8 API) and built-in ones"),
                             [](PackageLens& lens, bool on) { lens.hideEngine = on; });
}

void StackBar::addMeasures()
{
    const Profile& profile = *m_document.profile();
    const bool isSampling = profile.origin.kind == FileKind::SamplingProfile;
    auto* group = new QActionGroup(this);
    for (const Measure measure : {Measure::LiveBytes, Measure::LiveCount, Measure::TotalBytes, Measure::TotalCount}) {
        if (!profile.stacks || !profile.stacks->has(measure))
            continue;
        QAction* action = group->addAction(measureName(measure, isSampling));
        action->setCheckable(true);
        action->setData(static_cast<int>(measure));
        m_measure->addAction(action);
        m_measureActions.append(action);
        connect(action, &QAction::triggered, this, [this, measure] { m_document.filter().setMeasure(measure); });
    }
    // A sampling profile has one measure only.
    findChild<QToolButton*>(u"measureButton"_s)->setVisible(m_measureActions.size() > 1);
    m_measure->menuAction()->setVisible(m_measureActions.size() > 1);
}

void StackBar::setMeasureUsed(bool used)
{
    findChild<QToolButton*>(u"measureButton"_s)->setVisible(used && m_measureActions.size() > 1);
}

void StackBar::refresh()
{
    const Filter& filter = m_document.filter().current();
    for (QAction* action : std::as_const(m_groupingActions)) {
        action->setChecked(action->data().toInt() == static_cast<int>(filter.stacks.grouping));
    }
    for (QAction* action : std::as_const(m_measureActions))
        action->setChecked(action->data().toInt() == static_cast<int>(filter.measure));
    const PackageLens& lens = filter.stacks.lens;
    m_ownOnly->setChecked(lens == PackageLens::ownCodeOnly());
    m_hideRuntime->setChecked(lens.hideRuntime);
    m_hideDependencies->setChecked(lens.hideDependencies);
    m_hideEngine->setChecked(lens.hideEngine);
    const auto show = [this](const QString& button, const QString& text, const QString& what) {
        auto* widget = findChild<QToolButton*>(button);
        widget->setText(text);
        widget->setAccessibleName(what.arg(text));
    };
    const bool isSampling = m_document.profile()->origin.kind == FileKind::SamplingProfile;
    show(u"groupingButton"_s, groupingText(filter.stacks.grouping), tr("Grouping: %1"));
    show(u"lensButton"_s, lensText(lens), tr("Shown code: %1"));
    show(u"measureButton"_s, measureName(filter.measure, isSampling), tr("Measure: %1"));
}

} // namespace heapline
