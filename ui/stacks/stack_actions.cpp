// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/stack_actions.h"

#include "ui/stacks/step_text.h"

#include <QAction>
#include <QWidget>

#include <utility>

namespace heapline {

namespace {

constexpr const char* purposeProperty = "purpose";

} // namespace

StackActions::StackActions(Document& document, QWidget* view, Inverting inverting, Target target)
    : QObject(view)
    , m_document(document)
    , m_view(view)
    , m_target(std::move(target))
{
    addFunctionSteps();
    addCollapsingSteps();
    addOthers(inverting);
    connect(&document.filter(), &FilterState::stacksChanged, this, &StackActions::update);
    connect(&document.selection(), &SelectionHistory::currentChanged, this, &StackActions::update);
    update();
}

QAction* StackActions::add(const QString& text, const QKeySequence& shortcut, const QString& toolTip,
                           std::function<void()> act)
{
    auto* action = new QAction(text, m_view);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(toolTip);
    action->setProperty(purposeProperty, toolTip);
    connect(action, &QAction::triggered, this, std::move(act));
    m_view->addAction(action);
    return action;
}

// The keys are those of the Firefox profiler where it has the same step.
void StackActions::addFunctionSteps()
{
    m_needingTarget +=
        add(tr("&Focus on Function"), Qt::Key_F, tr("Show only stacks through this function, from it inwards"),
            [this] { addFunctionStep(StackStep::Kind::FocusFunction); });
    m_needingTarget +=
        add(tr("Focus on &Subtree"), Qt::SHIFT | Qt::Key_F,
            tr("Show only what this row stands for: the call with all below it, or the function with these callers"),
            [this] { addPlaceStep(true); });
    m_needingTarget += add(tr("&Drop Function"), Qt::Key_D, tr("Leave out all stacks through this function"),
                           [this] { addFunctionStep(StackStep::Kind::DropFunction); });
    m_needingTarget += add(tr("Drop S&ubtree"), Qt::SHIFT | Qt::Key_D,
                           tr("Leave out what this row stands for: the call with all below it, or the function with these "
                              "callers"),
                           [this] { addPlaceStep(false); });
}

void StackActions::addCollapsingSteps()
{
    m_needingTarget += add(tr("&Merge into Caller"), Qt::Key_M, tr("Hide this function: book its bytes to its caller"),
                           [this] { addFunctionStep(StackStep::Kind::MergeIntoCaller); });
    m_needingTarget += add(tr("Collapse &Recursion"), Qt::Key_R,
                           tr("Make one call of all from the outermost to the innermost call of this function"),
                           [this] { addFunctionStep(StackStep::Kind::CollapseRecursion); });
    m_needingTarget +=
        add(tr("Collapse Direct Recursion"), Qt::SHIFT | Qt::Key_R, tr("Make one call where this function calls itself"),
            [this] { addFunctionStep(StackStep::Kind::CollapseDirectRecursion); });
    m_needingTarget += add(tr("Collapse &Callees"), Qt::Key_C, tr("Book all that this function calls to itself"),
                           [this] { addFunctionStep(StackStep::Kind::CollapseCallees); });
    m_needingTarget += add(tr("Collapse &Package"), Qt::Key_P,
                           tr("Make one row of calls among functions of this function's package"), [this] {
                               if (const auto target = m_target()) {
                                   StackStep step;
                                   step.kind = StackStep::Kind::CollapseGroup;
                                   step.functions = {Grouping::Package, {target->shown->sourceFrame(target->frame)}};
                                   addStep(std::move(step));
                               }
                           });
    m_needingTarget +=
        add(tr("&Hide Package"), Qt::Key_H, tr("Book the bytes of this function's package to the callers outside of it"),
            [this] { hidePackage(); });
}

void StackActions::addOthers(Inverting inverting)
{
    if (m_document.profile()->heap)
        m_needingTarget +=
            add(tr("Show &Objects"), Qt::Key_O,
                tr("Narrow to the stacks through this row, and show the objects that they have allocated, by class"),
                [this] { showObjects(); });
    if (inverting == Inverting::Yes)
        add(tr("&Invert Flame"), Qt::Key_I, tr("Show callers below callees, or the other way round"),
            [this] { m_document.filter().setInverted(!m_document.filter().current().inverted); });
    m_restore = add(tr("Restore All Functions"), Qt::SHIFT | Qt::Key_Escape,
                    tr("Take back all that has been focused on, dropped, collapsed and hidden"), [this] {
                        StackFilter stacks;
                        stacks.grouping = m_document.filter().current().stacks.grouping;
                        m_document.filter().setStacks(stacks, tr("Restore all functions"));
                    });
}

void StackActions::update()
{
    const std::optional<StackTarget> target = m_target();
    // The root is no function: nothing is left of a tree without it, and nothing to book to.
    const bool canAct = target && target->frame != target->shown->stacks->callTree.frame[0];
    for (QAction* action : std::as_const(m_needingTarget)) {
        action->setEnabled(canAct);
        action->setToolTip(canAct ? action->property(purposeProperty).toString() : tr("Select a function first"));
    }
    const StackFilter& stacks = m_document.filter().current().stacks;
    const bool canRestore = !stacks.steps.empty() || stacks.lens.isActive();
    m_restore->setEnabled(canRestore);
    m_restore->setToolTip(canRestore ? m_restore->property(purposeProperty).toString()
                                     : tr("No function is focused on, dropped, collapsed or hidden"));
}

void StackActions::addStep(StackStep step)
{
    StackFilter stacks = m_document.filter().current().stacks;
    const QString what = stepText(*m_document.profile()->stacks, step);
    stacks.steps.push_back(std::move(step));
    m_document.filter().setStacks(stacks, what);
}

void StackActions::addFunctionStep(StackStep::Kind kind)
{
    if (const auto target = m_target()) {
        StackStep step;
        step.kind = kind;
        step.functions = target->shown->selectorOf(target->frame);
        addStep(std::move(step));
    }
}

void StackActions::addPlaceStep(bool focus)
{
    const std::optional<StackTarget> target = m_target();
    if (!target)
        return;
    StackStep step;
    step.grouping = target->shown->filter.grouping;
    if (target->node.isValid()) {
        step.kind = focus ? StackStep::Kind::FocusSubtree : StackStep::Kind::DropSubtree;
        step.node = target->shown->sourceNode(target->node);
    } else {
        step.kind = focus ? StackStep::Kind::FocusLeafPath : StackStep::Kind::DropLeafPath;
        for (const FrameId frame : target->leafPath)
            step.path.push_back(target->shown->selectorOf(frame));
    }
    addStep(std::move(step));
}

void StackActions::showObjects()
{
    const std::optional<StackTarget> target = m_target();
    if (!target)
        return;
    // A function without given callers means all stacks through it, as its objects in the lower pane do.
    if (!target->node.isValid() && target->leafPath.size() <= 1)
        addFunctionStep(StackStep::Kind::FocusFunction);
    else
        addPlaceStep(true);
    Q_EMIT objectsRequested();
}

void StackActions::hidePackage()
{
    if (const auto target = m_target()) {
        StackStep step;
        step.kind = StackStep::Kind::MergeIntoCaller;
        step.functions = {Grouping::Package, {target->shown->sourceFrame(target->frame)}};
        addStep(std::move(step));
    }
}

} // namespace heapline
