// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/step_text.h"

#include "core/stacks/code_place.h"
#include "ui/stacks/frame_text.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <QStringList>

namespace heapline {

namespace {

/// Gives the texts of this file one context for translators.
struct StepTexts {
    Q_DECLARE_TR_FUNCTIONS(heapline::StepText)
};

QString groupText(const Stacks& source, FrameId frame, Grouping grouping)
{
    const FrameTable& frames = source.frames;
    const CodePlace place =
        codePlaceOf(source.strings[frames.functionName[frame.value]], source.strings[frames.url[frame.value]],
                    source.strings[frames.scriptId[frame.value]]);
    switch (grouping) {
    case Grouping::Function: return functionText(source, frame);
    case Grouping::File: return fromFile(place.file, 1000);
    case Grouping::Directory: return fromFile(place.directory, 1000);
    case Grouping::Package: return fromFile(place.package, 1000);
    }
    return {};
}

/// The last function of a step's subtree or path, and that there are more.
QString pathText(const Stacks& source, const StackStep& step)
{
    QStringList names;
    for (const FrameSelector& selector : step.path)
        names += selectorText(source, selector);
    return names.join(QStringLiteral(" \u2039 ")); // callee ‹ caller
}

} // namespace

QString selectorText(const Stacks& source, const FrameSelector& selector)
{
    if (selector.frames.size() != 1)
        return QCoreApplication::translate("heapline::StepText", "%n function(s)", nullptr,
                                           static_cast<int>(selector.frames.size()));
    return groupText(source, selector.frames.front(), selector.grouping);
}

QString stepText(const Stacks& source, const StackStep& step)
{
    const auto functions = [&] { return selectorText(source, step.functions); };
    const auto subtree = [&] { return groupText(source, source.callTree.frame[step.node.value], step.grouping); };
    switch (step.kind) {
    case StackStep::Kind::FocusFunction: return StepTexts::tr("Focus: %1").arg(functions());
    case StackStep::Kind::FocusSubtree: return StepTexts::tr("Focus on subtree: %1").arg(subtree());
    case StackStep::Kind::FocusLeafPath: return StepTexts::tr("Focus on stacks: %1").arg(pathText(source, step));
    case StackStep::Kind::DropFunction: return StepTexts::tr("Drop: %1").arg(functions());
    case StackStep::Kind::DropSubtree: return StepTexts::tr("Drop subtree: %1").arg(subtree());
    case StackStep::Kind::DropLeafPath: return StepTexts::tr("Drop stacks: %1").arg(pathText(source, step));
    case StackStep::Kind::CollapseRecursion: return StepTexts::tr("Collapse recursion: %1").arg(functions());
    case StackStep::Kind::CollapseDirectRecursion: return StepTexts::tr("Collapse direct recursion: %1").arg(functions());
    case StackStep::Kind::CollapseGroup: return StepTexts::tr("Collapse: %1").arg(functions());
    case StackStep::Kind::CollapseCallees: return StepTexts::tr("Collapse callees: %1").arg(functions());
    case StackStep::Kind::MergeIntoCaller: return StepTexts::tr("Hide: %1").arg(functions());
    }
    return {};
}

QString stepToolTip(const StackStep& step)
{
    switch (step.kind) {
    case StackStep::Kind::FocusFunction: return StepTexts::tr("Only stacks through it are shown, from its outermost call inwards.");
    case StackStep::Kind::FocusSubtree: return StepTexts::tr("Only what this call allocated is shown, itself and below.");
    case StackStep::Kind::FocusLeafPath: return StepTexts::tr("Only what the function allocated itself with these callers is counted.");
    case StackStep::Kind::DropFunction: return StepTexts::tr("Stacks through it are left out.");
    case StackStep::Kind::DropSubtree: return StepTexts::tr("What this call allocated is left out, itself and below.");
    case StackStep::Kind::DropLeafPath: return StepTexts::tr("What the function allocated itself with these callers is left out.");
    case StackStep::Kind::CollapseRecursion:
        return StepTexts::tr("From its outermost to its innermost call it counts as one call; what lies between goes to it.");
    case StackStep::Kind::CollapseDirectRecursion: return StepTexts::tr("Where it calls itself, the calls count as one.");
    case StackStep::Kind::CollapseGroup: return StepTexts::tr("Calls among its functions are one row that has its name.");
    case StackStep::Kind::CollapseCallees: return StepTexts::tr("All that it calls is booked to it.");
    case StackStep::Kind::MergeIntoCaller:
        return StepTexts::tr("Its bytes are booked to its caller, and its callees stand below the caller.");
    }
    return {};
}

QString lensText(const PackageLens& lens)
{
    if (lens == PackageLens::ownCodeOnly())
        return StepTexts::tr("Own code only");
    QStringList hidden;
    if (lens.hideRuntime)
        hidden += QStringLiteral("node:");
    if (lens.hideDependencies)
        hidden += QStringLiteral("node_modules");
    if (lens.hideEngine)
        hidden += StepTexts::tr("engine");
    return hidden.isEmpty() ? StepTexts::tr("All code") : StepTexts::tr("Hidden: %1").arg(hidden.join(QStringLiteral(", ")));
}

QString lensToolTip()
{
    return StepTexts::tr("What hidden functions allocated is booked to the nearest caller that is shown; without one, to (root).");
}

QString groupingText(Grouping grouping)
{
    switch (grouping) {
    case Grouping::Function: return StepTexts::tr("By function");
    case Grouping::File: return StepTexts::tr("By file");
    case Grouping::Directory: return StepTexts::tr("By directory");
    case Grouping::Package: return StepTexts::tr("By package");
    }
    return {};
}

} // namespace heapline
