// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measure.h"

#include "core/profile/allocated_by.h"
#include "core/stacks/bottom_up.h"
#include "core/stacks/flame_layout.h"

#include <algorithm>
#include <utility>

namespace heapline::bench {

namespace {

/// The function that most call-tree nodes are of: what costs most to merge.
FrameId mostFrequentFrame(const Stacks& stacks)
{
    std::vector<std::uint32_t> nodes(stacks.frames.size());
    for (std::size_t row = 1; row < stacks.callTree.size(); ++row)
        ++nodes[stacks.callTree.frame[row].value];
    return FrameId(static_cast<std::size_t>(std::ranges::max_element(nodes) - nodes.begin()));
}

StackFilter stepOn(StackStep::Kind kind, FrameId frame)
{
    StackFilter filter;
    StackStep step;
    step.kind = kind;
    step.functions = {kind == StackStep::Kind::CollapseGroup ? Grouping::Package : Grouping::Function, {frame}};
    filter.steps = {step};
    return filter;
}

std::vector<std::pair<std::string, StackFilter>> filtersFor(const Stacks& stacks)
{
    const FrameId frame = mostFrequentFrame(stacks);
    std::vector<std::pair<std::string, StackFilter>> filters;
    for (const auto& [name, grouping] :
         {std::pair("group by file", Grouping::File), std::pair("group by package", Grouping::Package)}) {
        StackFilter filter;
        filter.grouping = grouping;
        filters.emplace_back(name, filter);
    }
    StackFilter own;
    own.lens = PackageLens::ownCodeOnly();
    filters.emplace_back("own code only", own);
    filters.emplace_back("focus on a function", stepOn(StackStep::Kind::FocusFunction, frame));
    filters.emplace_back("drop a function", stepOn(StackStep::Kind::DropFunction, frame));
    filters.emplace_back("collapse recursion", stepOn(StackStep::Kind::CollapseRecursion, frame));
    filters.emplace_back("collapse a package", stepOn(StackStep::Kind::CollapseGroup, frame));
    filters.emplace_back("merge into caller", stepOn(StackStep::Kind::MergeIntoCaller, frame));
    return filters;
}

/// Flames of 2,000 pixels and as many rows as a window has, as they are made, and zoomed in on box after box along the heaviest path.
void measureFlames(const std::shared_ptr<const Stacks>& stacks, int runs, std::vector<QueryTimes>& times)
{
    auto weights = std::make_shared<StackWeights>();
    computeWeights(*stacks, std::nullopt, *weights);
    for (const auto& [name, kind] : {std::pair("flame from callers to callees", FlameData::Kind::TopDown),
                                     std::pair("flame from callees to callers", FlameData::Kind::BottomUp)}) {
        FlameData data;
        data.stacks = stacks;
        data.weights = weights;
        data.kind = kind;
        if (!data.isComplete() || data.whole() == 0)
            continue;
        std::unique_ptr<FlameSource> source;
        FlameWindow window;
        window.stretch = {0, static_cast<double>(data.whole())};
        window.width = 2000;
        window.endRow = 60;
        FlameLayout layout;
        const std::string of(name);
        times.push_back(measure(of + ", made and laid out", runs, [&](int) {
            source = makeFlameSource(data);
            layoutFlame(*source, window, layout);
        }));
        times.push_back(measure(of + ", other values", runs, [&](int) {
            source->setWeights(weights, data.measure);
            layoutFlame(*source, window, layout);
        }));
        FlameBoxId box = FlameSource::root();
        times.push_back(measure(of + ", zoom step", runs, [&](int) {
            source->open(box, 1);
            box = source->opened(box).empty() ? FlameSource::root() : source->opened(box).front();
            window.stretch = {static_cast<double>(source->box(box).begin), static_cast<double>(source->box(box).weight)};
            layoutFlame(*source, window, layout);
        }));
    }
}

} // namespace

std::vector<QueryTimes> measureStackQueries(const Profile& profile, int runs)
{
    std::vector<QueryTimes> times;
    if (!profile.stacks || runs < 1)
        return times;
    // The profile outlives all that is made here.
    const std::shared_ptr<const Stacks> stacks(std::shared_ptr<void>(), &*profile.stacks);
    std::shared_ptr<const ShownStacks> shown;
    for (const auto& [name, filter] : filtersFor(*stacks))
        times.push_back(measure(name, runs, [&, &wanted = filter](int) { shown = showStacks(stacks, wanted); }));
    measureFlames(stacks, runs, times);
    StackWeights weights;
    std::vector<MeasureColumn> buffer;
    if (profile.timeline) {
        const auto ranges = randomRanges(profile, runs);
        times.push_back(measure("changed tree's values of a range", runs, [&](int i) {
            computeWeights(*shown, ranges[static_cast<std::size_t>(i)], buffer, weights);
        }));
        const FrameId frame = shown->shownFrame(mostFrequentFrame(*stacks));
        times.push_back(measure("a function's share of all ticks", runs,
                                [&](int) { valuesPerTick(profile, nodesThrough(*shown, frame)); }));
        if (profile.heap)
            times.push_back(
                measure("a function's objects", runs, [&](int) { objectsOf(profile, nodesThrough(*shown, frame)); }));
    }
    return times;
}

} // namespace heapline::bench
