// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/allocated_by.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>

namespace heapline {

namespace {

/// Marks the nodes of the source whose own values are booked to marked shown nodes.
std::vector<std::uint8_t> sourceNodes(const ShownStacks& shown, const std::vector<std::uint8_t>& isShownMarked)
{
    if (shown.nodeOf.empty())
        return isShownMarked;
    std::vector<std::uint8_t> marked(shown.nodeOf.size());
    for (std::size_t node = 0; node < marked.size(); ++node) {
        const CallNodeId row = shown.nodeOf[node];
        marked[node] = row.isValid() && isShownMarked[row.value];
    }
    return marked;
}

} // namespace

std::shared_ptr<const Stacks> stacksOf(const std::shared_ptr<const Profile>& profile)
{
    return profile && profile->stacks ? std::shared_ptr<const Stacks>(profile, &*profile->stacks) : nullptr;
}

std::vector<std::uint8_t> shownNodes(const ShownStacks& shown)
{
    return sourceNodes(shown, std::vector<std::uint8_t>(shown.stacks->callTree.size(), 1));
}

std::vector<std::uint8_t> nodesThrough(const ShownStacks& shown, FrameId frame)
{
    const CallTree& tree = shown.stacks->callTree;
    std::vector<std::uint8_t> marked(tree.size());
    marked[0] = tree.frame[0] == frame;
    for (std::size_t row = 1; row < marked.size(); ++row) {
        const std::uint32_t caller = tree.parent[row].value;
        marked[row] = tree.frame[row] == frame || (caller != 0 && marked[caller]);
    }
    return sourceNodes(shown, marked);
}

std::vector<std::uint8_t> nodesBelow(const ShownStacks& shown, CallNodeId node)
{
    const CallTree& tree = shown.stacks->callTree;
    std::vector<std::uint8_t> marked(tree.size());
    std::fill(marked.begin() + node.value, marked.begin() + tree.subtreeEnd[node.value], std::uint8_t(1));
    return sourceNodes(shown, marked);
}

std::vector<std::uint8_t> objectsOf(const Profile& profile, std::span<const std::uint8_t> nodes)
{
    const std::size_t count = profile.heap->graph.nodeCount();
    std::vector<std::uint8_t> passes(count);
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, 1 << 15), [&](const auto& range) {
        for (std::size_t object = range.begin(); object != range.end(); ++object) {
            const CallNodeId node = allocationStackOf(profile, NodeOrdinal(object));
            passes[object] = node.isValid() && nodes[node.value];
        }
    });
    return passes;
}

TickValues valuesPerTick(const Profile& profile, std::span<const std::uint8_t> nodes)
{
    const Timeline& timeline = *profile.timeline;
    const Stacks::RangeRows& rows = profile.stacks->rangeRows;
    const std::size_t ticks = timeline.tickCount();
    TickValues values{std::vector<std::uint64_t>(ticks), std::vector<std::uint64_t>(ticks)};
    std::size_t tick = 0;
    const auto isBefore = [&](std::uint64_t position) {
        return timeline.axis == AxisKind::Time ? timeline.lastId[tick] < position
                                               : timeline.position[tick] < static_cast<std::int64_t>(position);
    };
    for (std::size_t row = 0; row < rows.axisPosition.size(); ++row) {
        while (tick < ticks && isBefore(rows.axisPosition[row]))
            ++tick;
        if (tick == ticks)
            break; // past the last sample: in no tick
        if (!nodes[rows.node[row].value])
            continue;
        values.bytes[tick] += rows.bytes[row];
        values.count[tick] += rows.count.empty() ? 0 : rows.count[row];
    }
    return values;
}

} // namespace heapline
