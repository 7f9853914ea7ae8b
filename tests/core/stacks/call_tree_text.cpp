// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_tree_text.h"

#include "core/stacks/build.h"

#include <sstream>
#include <utility>
#include <vector>

namespace heapline::test {

namespace {

DrawnProfile emptyProfile()
{
    DrawnProfile profile;
    profile.strings.append("");
    addNode(profile, 0, "(root)", 0);
    return profile;
}

std::string lineOf(const Stacks& stacks, FrameId frame, std::size_t level, std::uint64_t self, std::uint64_t total)
{
    return std::string(2 * level, ' ') + std::string(functionNameText(stacks, frame)) + ' '
           + std::to_string(self) + ' ' + std::to_string(total);
}

} // namespace

DrawnProfile drawn(std::string_view drawing)
{
    DrawnProfile profile = emptyProfile();
    std::vector<std::uint32_t> path = {0}; // level -> row of the last node there, the root first
    std::istringstream lines{std::string(drawing)};
    for (std::string line; std::getline(lines, line);) {
        const std::size_t indent = line.find_first_not_of(' ');
        if (indent == std::string::npos)
            continue;
        const std::size_t space = line.rfind(' ');
        path.resize(indent / 2 + 1);
        const std::string_view text = std::string_view(line).substr(indent, space - indent);
        const std::size_t in = text.find(" in ");
        path.push_back(addNode(profile, path.back(), text.substr(0, in), std::stoull(line.substr(space + 1))));
        if (in != std::string_view::npos)
            profile.nodes.url.back() = profile.strings.append(text.substr(in + 4));
    }
    return profile;
}

std::uint32_t addNode(DrawnProfile& profile, std::uint32_t parent, std::string_view name, std::uint64_t selfBytes)
{
    SamplingNodeColumns& nodes = profile.nodes;
    nodes.parent.push_back(parent);
    nodes.functionName.push_back(profile.strings.append(name));
    nodes.url.push_back(StringId(0));
    nodes.scriptId.push_back(StringId(0));
    nodes.line.push_back(0);
    nodes.column.push_back(-1);
    nodes.selfSize.push_back(selfBytes);
    nodes.id.push_back(nodes.size());
    return static_cast<std::uint32_t>(nodes.size() - 1);
}

void addSample(DrawnProfile& profile, std::uint64_t bytes, std::uint64_t nodeId, std::int64_t ordinal)
{
    profile.samples.sizeBytes.push_back(bytes);
    profile.samples.nodeId.push_back(nodeId);
    profile.samples.ordinal.push_back(ordinal);
}

DrawnProfile randomProfile(std::mt19937& random, std::size_t size)
{
    const auto below = [&random](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
    DrawnProfile profile = emptyProfile();
    std::vector<std::uint32_t> path = {0};
    const std::size_t nodes = 1 + below(size);
    const std::size_t functions = 1 + below(5);
    for (std::size_t i = 0; i < nodes; ++i) {
        path.resize(path.size() - below(std::min<std::size_t>(path.size(), 3)));
        const std::string name(1, static_cast<char>('a' + below(functions)));
        path.push_back(addNode(profile, path.back(), name, below(3) == 0 ? 0 : 1 + below(100)));
    }
    return profile;
}

Stacks build(const DrawnProfile& profile)
{
    Notes notes;
    Progress progress;
    return buildStacksFromSampling(profile.nodes, profile.samples, profile.strings, notes, progress);
}

StackWeights weigh(const Stacks& stacks, const std::optional<IdRange>& range)
{
    StackWeights weights;
    computeWeights(stacks, range, weights);
    return weights;
}

std::string topDownText(const Stacks& stacks, const StackWeights& weights, Measure measure)
{
    const auto m = static_cast<std::size_t>(measure);
    std::string text;
    for (std::size_t row = 1; row < stacks.callTree.size(); ++row) {
        text += lineOf(stacks, stacks.callTree.frame[row], stacks.callTree.depth[row] - 1, weights.self[m][row],
                       weights.total[m][row])
                + '\n';
    }
    return text;
}

std::string bottomUpText(const Stacks& stacks, const StackWeights& weights, int levels, Measure measure)
{
    struct Pending {
        BottomUpRow row;
        int level;
    };
    const auto m = static_cast<std::size_t>(measure);
    std::vector<Pending> pending; // last one first
    const auto push = [&pending](std::vector<BottomUpRow> rows, int level) {
        for (auto row = rows.rbegin(); row != rows.rend(); ++row)
            pending.push_back({std::move(*row), level});
    };
    push(bottomUpRoots(stacks, weights), 0);
    std::string text;
    while (!pending.empty()) {
        const Pending next = std::move(pending.back());
        pending.pop_back();
        const bool isOpen = next.level + 1 < levels;
        text += lineOf(stacks, next.row.frame, static_cast<std::size_t>(next.level), next.row.values.self[m],
                       next.row.values.total[m])
                + (next.row.hasCallers && !isOpen ? " +\n" : "\n");
        if (isOpen)
            push(bottomUpCallers(stacks, weights, next.row), next.level + 1);
    }
    return text;
}

} // namespace heapline::test
