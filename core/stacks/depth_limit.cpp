// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/depth_limit.h"

#include <algorithm>
#include <string>
#include <vector>

namespace heapline {

namespace {

constexpr std::uint32_t traceDepthLimit = 64;
constexpr std::uint32_t usualSamplingLimit = 128;
constexpr std::uint32_t smallestPlausibleLimit = 16;

std::uint32_t deepestLevel(const CallTree& tree)
{
    return *std::max_element(tree.depth.begin(), tree.depth.end());
}

void noteStacksAt(const CallTree& tree, std::uint32_t depth, Notes& notes)
{
    const auto stacks = static_cast<std::uint64_t>(std::count(tree.depth.begin(), tree.depth.end(), depth));
    notes.add(NoteCode::StacksCutAtDepth, stacks, std::to_string(depth));
}

/// Whether a stack of the deepest level starts with a function that has a caller in stacks which start with another
/// function.
bool deepestStacksStartInside(const CallTree& tree, std::size_t frameCount, std::uint32_t deepest)
{
    // function -> first function of a stack that calls it, if another one
    std::vector<FrameId> startOfCallers(frameCount);
    for (std::size_t row = 1; row < tree.size(); row = tree.subtreeEnd[row]) {
        const FrameId start = tree.frame[row];
        for (std::size_t callee = row + 1; callee < tree.subtreeEnd[row]; ++callee) {
            if (tree.frame[callee] != start)
                startOfCallers[tree.frame[callee].value] = start;
        }
    }
    for (std::size_t row = 1; row < tree.size(); row = tree.subtreeEnd[row]) {
        if (!startOfCallers[tree.frame[row].value].isValid())
            continue;
        const auto begin = tree.depth.begin();
        const auto end = begin + tree.subtreeEnd[row];
        if (std::find(begin + static_cast<std::ptrdiff_t>(row), end, deepest) != end)
            return true;
    }
    return false;
}

} // namespace

void noteCutTraces(const CallTree& tree, Notes& notes)
{
    if (deepestLevel(tree) == traceDepthLimit)
        noteStacksAt(tree, traceDepthLimit, notes);
}

void noteCutSamplingStacks(const CallTree& tree, std::size_t frameCount, Notes& notes)
{
    const std::uint32_t deepest = deepestLevel(tree);
    if (deepest < smallestPlausibleLimit)
        return;
    if (deepest == usualSamplingLimit || deepestStacksStartInside(tree, frameCount, deepest))
        noteStacksAt(tree, deepest, notes);
}

} // namespace heapline
