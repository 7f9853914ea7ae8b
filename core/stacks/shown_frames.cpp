// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/shown_frames.h"

#include <algorithm>

namespace heapline {

ShownFrames::ShownFrames(const Stacks& source) : m_source(source), m_sourceFrame(source.frames.size())
{
    for (std::size_t row = 0; row < m_sourceFrame.size(); ++row)
        m_sourceFrame[row] = FrameId(row);
}

std::vector<ShownStacks::GroupFrames> ShownFrames::groups() const
{
    std::vector<ShownStacks::GroupFrames> all;
    for (const Grouping grouping : {Grouping::File, Grouping::Directory, Grouping::Package}) {
        if (const auto& made = m_groups[static_cast<std::size_t>(grouping)])
            all.push_back({grouping, made->firstFrame, made->firstFrame + static_cast<std::uint32_t>(made->groups.size())});
    }
    std::ranges::sort(all, {}, &ShownStacks::GroupFrames::begin);
    return all;
}

const ShownFrames::Groups& ShownFrames::need(Grouping grouping)
{
    auto& made = m_groups[static_cast<std::size_t>(grouping)];
    if (!made) {
        made = Groups{heapline::groupFrames(m_source, grouping), static_cast<std::uint32_t>(size())};
        m_sourceFrame.insert(m_sourceFrame.end(), made->groups.firstFrame.begin(), made->groups.firstFrame.end());
    }
    return *made;
}

std::vector<FrameId> ShownFrames::groupFrames(Grouping grouping)
{
    std::vector<FrameId> groupFrame;
    if (grouping == Grouping::Function) {
        groupFrame.resize(size());
        for (std::size_t row = 0; row < groupFrame.size(); ++row)
            groupFrame[row] = FrameId(row);
        return groupFrame;
    }
    const Groups& made = need(grouping);
    groupFrame.reserve(size());
    for (const FrameId frame : m_sourceFrame)
        groupFrame.emplace_back(made.firstFrame + made.groups.groupOf[frame.value]);
    // The root stays what it is, whatever it is grouped by.
    const FrameId root = m_source.callTree.frame[0];
    groupFrame[root.value] = root;
    return groupFrame;
}

std::vector<std::uint8_t> ShownFrames::matching(const FrameSelector& selector)
{
    std::vector<std::uint8_t> matches;
    if (selector.grouping == Grouping::Function) {
        matches.resize(size());
        for (const FrameId frame : selector.frames)
            matches[frame.value] = 1;
        return matches;
    }
    const FrameGroups& groups = need(selector.grouping).groups;
    std::vector<std::uint8_t> isMeant(groups.size());
    for (const FrameId frame : selector.frames)
        isMeant[groups.groupOf[frame.value]] = 1;
    matches.reserve(size());
    for (const FrameId frame : m_sourceFrame)
        matches.push_back(isMeant[groups.groupOf[frame.value]]);
    return matches;
}

std::vector<std::uint8_t> ShownFrames::hidden(const PackageLens& lens) const
{
    const std::vector<CodeOrigin> origins = originsOf(m_source);
    std::vector<std::uint8_t> isHidden;
    isHidden.reserve(size());
    for (const FrameId frame : m_sourceFrame) {
        bool hides = false;
        switch (origins[frame.value]) {
        case CodeOrigin::Own: break;
        case CodeOrigin::Dependency: hides = lens.hideDependencies; break;
        case CodeOrigin::Runtime: hides = lens.hideRuntime; break;
        case CodeOrigin::Engine: hides = lens.hideEngine; break;
        }
        isHidden.push_back(hides);
    }
    isHidden[m_source.callTree.frame[0].value] = 0;
    return isHidden;
}

void ShownFrames::write(StringTable& strings, FrameTable& frames) const
{
    const StringId nothing = strings.append({});
    for (const ShownStacks::GroupFrames& stretch : groups()) {
        const FrameGroups& made = m_groups[static_cast<std::size_t>(stretch.grouping)]->groups;
        for (std::size_t group = 0; group < made.size(); ++group) {
            frames.functionName.push_back(strings.append(made.label[group]));
            frames.url.push_back(nothing);
            frames.scriptId.push_back(nothing);
            frames.line.push_back(0);
            frames.column.push_back(0);
        }
    }
}

} // namespace heapline
