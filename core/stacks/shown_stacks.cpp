// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/shown_stacks.h"

#include "core/stacks/call_tree.h"
#include "core/stacks/stack_steps.h"

#include <algorithm>
#include <utility>

namespace heapline {

namespace {

/// Sums the own values of the source's nodes into the shown ones.
void bookOwn(const ShownStacks& shown, const std::vector<MeasureColumn>& sourceSelf, std::vector<MeasureColumn>& self)
{
    const std::size_t rows = shown.sourceOf.size();
    for (std::size_t m = 0; m < measureCount; ++m) {
        const MeasureColumn& from = sourceSelf[m];
        MeasureColumn& to = self[m];
        to.assign(from.empty() ? 0 : rows, 0);
        for (std::size_t node = 0; node < from.size(); ++node) {
            if (const CallNodeId row = shown.nodeOf[node]; row.isValid())
                to[row.value] += from[node];
        }
    }
}

CallTree callTreeOf(const PlainTree& plain)
{
    Progress quiet;
    CallTree tree = makeCallTree(plain.parent, quiet);
    tree.frame = plain.frame;
    return tree;
}

} // namespace

FrameId ShownStacks::shownFrame(FrameId ofSource, Grouping grouping) const
{
    if (!frameOf.empty())
        return frameOf[ofSource.value];
    for (const GroupFrames& groups : groupFrames) {
        if (groups.grouping != grouping)
            continue;
        for (std::uint32_t row = groups.begin; row < groups.end; ++row) {
            if (sourceFrameOf[row] == ofSource)
                return FrameId(row);
        }
    }
    return ofSource;
}

Grouping ShownStacks::groupingOf(FrameId shown) const
{
    for (const GroupFrames& groups : groupFrames) {
        if (shown.value >= groups.begin && shown.value < groups.end)
            return groups.grouping;
    }
    return Grouping::Function;
}

FrameSelector ShownStacks::selectorOf(FrameId shown) const
{
    return {groupingOf(shown), {sourceFrame(shown)}};
}

std::shared_ptr<const ShownStacks> showStacks(std::shared_ptr<const Stacks> source, const StackFilter& filter,
                                              const Progress& progress)
{
    auto shown = std::make_shared<ShownStacks>();
    shown->source = std::move(source);
    shown->filter = filter;
    if (filter.isEmpty()) {
        shown->stacks = shown->source;
        return shown;
    }

    StackSteps steps(*shown->source, progress);
    steps.hide(filter.lens);
    for (const StackStep& step : filter.steps)
        steps.apply(step);
    steps.group(filter.grouping);

    auto stacks = std::make_shared<Stacks>();
    stacks->strings = shown->source->strings;
    stacks->frames = shown->source->frames;
    stacks->callTree = callTreeOf(steps.tree());
    if (filter.grouping != Grouping::Function) {
        shown->frameOf = steps.frames().groupFrames(filter.grouping);
        shown->frameOf.resize(shown->source->frames.size());
    }
    steps.frames().write(stacks->strings, stacks->frames);
    shown->sourceFrameOf = steps.frames().sourceFrames();
    shown->groupFrames = steps.frames().groups();

    const std::size_t nodes = shown->source->callTree.size();
    shown->nodeOf.resize(nodes);
    shown->sourceOf.resize(stacks->callTree.size());
    for (std::size_t node = 0; node < nodes; ++node) {
        const std::uint32_t row = steps.rowOf()[node];
        if (row == noRow)
            continue;
        if (!shown->sourceOf[row].isValid())
            shown->sourceOf[row] = CallNodeId(node);
        if (steps.counts()[node])
            shown->nodeOf[node] = CallNodeId(row);
    }
    shown->placeOf.reserve(nodes);
    for (const std::uint32_t row : steps.rowOf())
        shown->placeOf.push_back(row == noRow ? CallNodeId() : CallNodeId(row));
    bookOwn(*shown, shown->source->self, stacks->self);
    shown->stacks = std::move(stacks);
    return shown;
}

void computeWeights(const ShownStacks& shown, const std::optional<IdRange>& positions,
                    std::vector<MeasureColumn>& sourceSelf, StackWeights& out)
{
    if (shown.isSource())
        return computeWeights(*shown.source, positions, out);
    out.self.resize(measureCount);
    out.total.resize(measureCount);
    if (positions) {
        sourceSelf.resize(measureCount);
        sumSelf(*shown.source, *positions, sourceSelf);
        bookOwn(shown, sourceSelf, out.self);
    } else {
        std::ranges::copy(shown.stacks->self, out.self.begin());
    }
    sumTotals(shown.stacks->callTree, out);
}

} // namespace heapline
