// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/flame_source.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

// Flames made of lists of stacks, without any call tree.

namespace heapline::test {

using Kind = FlameData::Kind;

inline std::string nameOf(const Stacks& stacks, FrameId frame)
{
    return frame.isValid() ? std::string(functionNameText(stacks, frame)) : "all";
}

/// A stack, the outermost function first, and what was allocated there.
struct Stack {
    std::vector<std::uint32_t> frames;
    std::uint64_t bytes;
};

inline std::vector<Stack> stacksOf(const Stacks& stacks)
{
    std::vector<Stack> all;
    for (std::size_t row = 0; row < stacks.callTree.size(); ++row) {
        Stack stack{{}, stacks.self[0][row]};
        for (CallNodeId node(row); node.value != 0; node = stacks.callTree.parent[node.value])
            stack.frames.insert(stack.frames.begin(), stacks.callTree.frame[node.value].value);
        if (stack.bytes != 0)
            all.push_back(std::move(stack));
    }
    return all;
}

/// The functions from the root's children outwards that show a stack, or nothing where it is not shown.
inline std::optional<std::vector<std::uint32_t>> wayOf(const Stack& stack, Kind kind, FrameId function)
{
    std::vector<std::uint32_t> way = stack.frames;
    const auto outermost = std::find(way.begin(), way.end(), function.value);
    const bool isHeld = outermost != way.end();
    switch (kind) {
    case Kind::TopDown: return way;
    case Kind::BottomUp: std::reverse(way.begin(), way.end()); return way;
    case Kind::Callees:
        if (isHeld)
            return std::vector<std::uint32_t>(outermost + 1, way.end());
        return {};
    case Kind::Callers:
        if (isHeld)
            return std::vector<std::uint32_t>(std::make_reverse_iterator(outermost), way.rend());
        return {};
    }
    return {};
}

struct NaiveBox {
    std::string name;
    std::uint32_t frame = 0;
    std::uint64_t weight = 0;
    std::uint64_t self = 0;
    std::vector<NaiveBox> children; ///< by first appearance

    std::string text(std::size_t depth = 0)
    {
        std::stable_sort(children.begin(), children.end(),
                         [](const NaiveBox& a, const NaiveBox& b) { return a.weight > b.weight; });
        std::string all = std::string(2 * depth, ' ') + name + ' ' + std::to_string(weight) + '\n';
        for (NaiveBox& child : children)
            all += child.text(depth + 1);
        return all;
    }
};

inline NaiveBox naiveFlame(const Stacks& stacks, Kind kind, FrameId function)
{
    NaiveBox root;
    root.name = nameOf(stacks, function);
    for (const Stack& stack : stacksOf(stacks)) {
        const auto way = wayOf(stack, kind, function);
        if (!way)
            continue;
        NaiveBox* at = &root;
        at->weight += stack.bytes;
        for (const std::uint32_t frame : *way) {
            const auto found =
                std::ranges::find_if(at->children, [frame](const NaiveBox& box) { return box.frame == frame; });
            if (found == at->children.end()) {
                at->children.push_back({nameOf(stacks, FrameId(frame)), frame, 0, 0, {}});
                at = &at->children.back();
            } else {
                at = &*found;
            }
            at->weight += stack.bytes;
        }
        at->self += stack.bytes;
    }
    return root;
}

/// Values of a box by what it means, without any tree.
inline MeasureValues naiveValues(const Stacks& stacks, const FlameSource& source, FlameBoxId id)
{
    const Kind kind = source.data().kind;
    std::vector<std::uint32_t> path;
    for (const FrameId frame : source.pathTo(id))
        path.push_back(frame.value);
    MeasureValues values;
    for (const Stack& stack : stacksOf(stacks)) {
        if (kind == Kind::BottomUp) {
            // Self: stacks that end so. Total: stacks that hold it anywhere.
            const std::vector<std::uint32_t> inwards(path.rbegin(), path.rend());
            if (std::search(stack.frames.begin(), stack.frames.end(), inwards.begin(), inwards.end()) != stack.frames.end())
                values.total[0] += stack.bytes;
            if (inwards.size() <= stack.frames.size() && std::equal(inwards.rbegin(), inwards.rend(), stack.frames.rbegin()))
                values.self[0] += stack.bytes;
            continue;
        }
        const auto way = wayOf(stack, kind, source.data().function);
        if (!way || way->size() < path.size() || !std::equal(path.begin(), path.end(), way->begin()))
            continue;
        values.total[0] += stack.bytes;
        const bool isSelf = kind == Kind::Callers
                                ? std::ranges::find(stack.frames, source.data().function.value) == stack.frames.end() - 1
                                : way->size() == path.size();
        if (isSelf)
            values.self[0] += stack.bytes;
    }
    return values;
}

} // namespace heapline::test
