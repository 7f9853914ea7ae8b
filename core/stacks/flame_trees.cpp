// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/flame_trees.h"

#include <algorithm>

namespace heapline {

namespace {

void addValues(MeasureValues& values, const StackWeights& weights, std::uint32_t node, bool withTotal)
{
    for (std::size_t m = 0; m < measureCount; ++m) {
        if (weights.self[m].empty())
            continue;
        values.self[m] += weights.self[m][node];
        if (withTotal)
            values.total[m] += weights.total[m][node];
    }
}

} // namespace

CalleesSource::CalleesSource(FlameData data)
    : FlameSource(std::move(data))
    , m_twins(stacks().callTree.size(), Twins::Unknown)
    , m_seenByNode(stacks().frames.size(), noFlameBox)
{
    reset();
}

void CalleesSource::makeRoot(FlameBox& root, std::vector<Part>& parts)
{
    if (data().kind == FlameData::Kind::TopDown) {
        parts.push_back({0, total()[0]});
        root.weight = total()[0];
        return;
    }
    root.frame = data().function;
    listOutermost(root.frame, parts);
    std::uint64_t heaviest = 0;
    for (const Part& part : parts) {
        root.weight += part.weight;
        if (part.weight > heaviest) {
            heaviest = part.weight;
            root.node = CallNodeId(part.node);
        }
    }
}

bool CalleesSource::hasTwins(std::uint32_t node)
{
    if (m_twins[node] != Twins::Unknown)
        return m_twins[node] == Twins::Yes;
    const CallTree& tree = stacks().callTree;
    Twins twins = Twins::No;
    for (std::uint32_t child = node + 1; child < tree.subtreeEnd[node] && twins == Twins::No;
         child = tree.subtreeEnd[child]) {
        std::uint32_t& seen = m_seenByNode[tree.frame[child].value];
        if (seen == node)
            twins = Twins::Yes;
        seen = node;
    }
    m_twins[node] = twins;
    return twins == Twins::Yes;
}

bool CalleesSource::listChildren(FlameBoxId id, std::uint64_t least, std::vector<Part>& children)
{
    const CallTree& tree = stacks().callTree;
    const MeasureColumn& values = total();
    const std::span<const Part> parts = partsOf(id);
    const bool mayRepeat = parts.size() > 1 || (parts.size() == 1 && hasTwins(parts.front().node));
    for (const Part& part : parts) {
        const std::uint32_t end = tree.subtreeEnd[part.node];
        for (std::uint32_t child = part.node + 1; child < end; child = tree.subtreeEnd[child]) {
            const std::uint64_t value = values[child];
            if (value == 0)
                continue;
            if (mayRepeat || value >= least) {
                children.push_back({child, value});
            } else {
                ++m_leftOutCount;
                m_leftOutWeight += value;
            }
        }
    }
    return mayRepeat;
}

FlameBoxId CalleesSource::boxOf(FrameId frame, CallNodeId node)
{
    const CallTree& tree = stacks().callTree;
    if (!node.isValid() || node.value >= tree.size() || tree.frame[node.value] != frame)
        return noFlameBox;
    FlamePath path;
    std::size_t below = 0; // length of the part of the path that is below the outermost node of the function
    bool isBelow = data().kind == FlameData::Kind::TopDown;
    for (; node.value != 0; node = tree.parent[node.value]) {
        if (data().hasFunction() && tree.frame[node.value] == data().function) {
            below = path.size();
            isBelow = true;
        }
        path.push_back(tree.frame[node.value]);
    }
    if (!isBelow)
        return noFlameBox;
    if (data().hasFunction())
        path.resize(below);
    std::reverse(path.begin(), path.end());
    const FlameBoxId found = nearest(path);
    return box(found).depth == path.size() && (found != root() || data().hasFunction()) ? found : noFlameBox;
}

MeasureValues CalleesSource::valuesOf(FlameBoxId id) const
{
    MeasureValues values;
    for (const Part& part : partsOf(id))
        addValues(values, weights(), part.node, true);
    return values;
}

CallersSource::CallersSource(FlameData data) : FlameSource(std::move(data))
{
    reset();
}

void CallersSource::makeRoot(FlameBox& root, std::vector<Part>& parts)
{
    if (data().kind == FlameData::Kind::BottomUp) {
        root.weight = total()[0];
        return;
    }
    root.frame = data().function;
    listOutermost(root.frame, parts);
    std::uint64_t heaviest = 0;
    for (const Part& part : parts) {
        root.weight += part.weight;
        if (part.weight > heaviest) {
            heaviest = part.weight;
            root.node = CallNodeId(part.node);
        }
    }
}

bool CallersSource::listChildren(FlameBoxId id, std::uint64_t, std::vector<Part>& children)
{
    const CallTree& tree = stacks().callTree;
    if (id == root() && !data().hasFunction()) {
        const MeasureColumn& values = self();
        for (std::uint32_t node = 0; node < values.size(); ++node) {
            if (values[node] != 0)
                children.push_back({node, values[node]});
        }
        return true;
    }
    for (const Part& part : partsOf(id)) {
        const CallNodeId caller = tree.parent[part.node];
        if (!caller.isValid() || caller.value == 0)
            continue;
        if (!children.empty() && children.back().node == caller.value)
            children.back().weight += part.weight;
        else
            children.push_back({caller.value, part.weight});
    }
    return true;
}

FlameBoxId CallersSource::boxOf(FrameId frame, CallNodeId)
{
    if (data().hasFunction())
        return frame == data().function ? root() : noFlameBox;
    return frame.isValid() ? child(root(), frame) : noFlameBox;
}

MeasureValues CallersSource::valuesOf(FlameBoxId id) const
{
    const CallTree& tree = stacks().callTree;
    MeasureValues values;
    FlamePath path = pathTo(id);
    if (data().hasFunction())
        path.insert(path.begin(), data().function);
    std::uint32_t outermostEnd = 0;
    for (std::uint32_t node = 0; node < tree.size(); ++node) {
        if (!path.empty() && tree.frame[node] != path.front())
            continue;
        if (data().hasFunction() && node < outermostEnd)
            continue; // as in makeRoot(): only outermost nodes have a part
        CallNodeId step{node};
        bool isOnPath = true;
        for (std::size_t level = 1; level < path.size() && isOnPath; ++level) {
            step = tree.parent[step.value];
            isOnPath = step.isValid() && step.value != 0 && tree.frame[step.value] == path[level];
        }
        const bool isOutermost = node >= outermostEnd;
        if (data().hasFunction() && isOutermost)
            outermostEnd = tree.subtreeEnd[node];
        if (!isOnPath)
            continue;
        if (!data().hasFunction() && isOutermost && node != 0)
            outermostEnd = tree.subtreeEnd[node];
        // What is booked on the root itself has no function; its row tells that alone.
        addValues(values, weights(), node, isOutermost && node != 0);
        if (node == 0 && !path.empty())
            values.total = values.self;
    }
    return values;
}

std::unique_ptr<FlameSource> makeFlameSource(FlameData data)
{
    if (data.goesToCallers())
        return std::make_unique<CallersSource>(std::move(data));
    return std::make_unique<CalleesSource>(std::move(data));
}

} // namespace heapline
