// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "ui/document/range_figures.h"

#include <memory>
#include <sstream>
#include <string>

namespace heapline::test {

/// A profile whose Stacks are drawn: a line "name liveBytes allocatedBytes" for each node, two spaces deeper than its caller.
/// Every name is one function, at "/srv/app/<name>.js:1"; "(anonymous)" is at "/srv/app/server.js:10". The n-th line's live bytes are one
/// object with id n.
inline std::shared_ptr<Profile> drawnProfile(const std::string& drawing)
{
    auto profile = std::make_shared<Profile>();
    profile->origin.kind = FileKind::HeapTimeline;
    Stacks& stacks = profile->stacks.emplace();
    const auto frameOf = [&stacks](const std::string& name) {
        for (std::size_t row = 0; row < stacks.frames.size(); ++row) {
            if (functionNameText(stacks, FrameId(row)) == name)
                return FrameId(row);
        }
        const bool isAnonymous = name == "(anonymous)";
        stacks.frames.functionName.push_back(stacks.strings.append(isAnonymous ? std::string() : name));
        stacks.frames.url.push_back(stacks.strings.append("/srv/app/" + (isAnonymous ? "server" : name) + ".js"));
        stacks.frames.scriptId.push_back(stacks.strings.append("1"));
        stacks.frames.line.push_back(isAnonymous ? 10 : 1);
        stacks.frames.column.push_back(1);
        return FrameId(stacks.frames.size() - 1);
    };
    CallTree& tree = stacks.callTree;
    const auto addNode = [&](const std::string& name, std::uint32_t depth, std::uint64_t live, std::uint64_t allocated) {
        CallNodeId parent;
        for (std::size_t row = tree.size(); row-- > 0 && !parent.isValid();) {
            if (tree.depth[row] + 1 == depth)
                parent = CallNodeId(row);
        }
        tree.parent.push_back(parent);
        tree.frame.push_back(frameOf(name));
        tree.depth.push_back(depth);
        tree.subtreeEnd.push_back(0);
        for (std::uint32_t row = static_cast<std::uint32_t>(tree.size()) - 1;; row = tree.parent[row].value) {
            tree.subtreeEnd[row] = static_cast<std::uint32_t>(tree.size());
            if (row == 0)
                break;
        }
        stacks.self[0].push_back(live);
        stacks.self[1].push_back(live != 0);
        stacks.self[2].push_back(allocated);
        stacks.self[3].push_back(allocated != 0);
        if (live != 0) {
            stacks.rangeRows.axisPosition.push_back(tree.size() - 1);
            stacks.rangeRows.node.push_back(CallNodeId(tree.size() - 1));
            stacks.rangeRows.bytes.push_back(live);
        }
    };
    addNode("(root)", 0, 0, 0);
    std::istringstream lines(drawing);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t indent = line.find_first_not_of(' ');
        std::istringstream words(line);
        std::string name;
        std::uint64_t live = 0;
        std::uint64_t allocated = 0;
        words >> name >> live >> allocated;
        addNode(name, static_cast<std::uint32_t>(indent / 2) + 1, live, allocated);
    }
    return profile;
}

/// Figures of the objects of the lines first … last of the drawing, or of all.
inline std::shared_ptr<const RangeFigures> figuresOf(const Profile& profile, std::optional<std::pair<int, int>> lines = {})
{
    auto figures = std::make_shared<RangeFigures>();
    if (lines) {
        figures->range = AxisRange{lines->first, lines->second};
        figures->ids = IdRange{static_cast<std::uint64_t>(lines->first) - 1, static_cast<std::uint64_t>(lines->second)};
    }
    // The profile outlives the figures.
    figures->shown = showStacks(std::shared_ptr<const Stacks>(std::shared_ptr<void>(), &*profile.stacks), {});
    computeWeights(*profile.stacks, figures->ids, figures->weights);
    return figures;
}

} // namespace heapline::test
