// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/frame_groups.h"

#include <numeric>
#include <unordered_map>
#include <utility>

namespace heapline {

namespace {

CodePlace placeOfFrame(const Stacks& stacks, std::size_t frame)
{
    return codePlaceOf(stacks.strings[stacks.frames.functionName[frame]], stacks.strings[stacks.frames.url[frame]],
                       stacks.strings[stacks.frames.scriptId[frame]]);
}

/// What was found out for each script; many functions stand in one.
class ByScript {
public:
    explicit ByScript(const Stacks& stacks) : m_stacks(stacks) {}

    /// The value for the script of a frame, from @p find where it is new. Frames without a URL are told apart by more than their script.
    template <typename Find>
    std::uint32_t valueFor(std::size_t frame, Find find)
    {
        const StringId url = m_stacks.frames.url[frame];
        if (m_stacks.strings[url].empty())
            return find();
        if (const auto known = m_values.find(url); known != m_values.end())
            return known->second;
        return m_values[url] = find();
    }

private:
    const Stacks& m_stacks;
    std::unordered_map<StringId, std::uint32_t> m_values;
};

FrameGroups groupByFunction(const Stacks& stacks)
{
    FrameGroups groups;
    groups.groupOf.resize(stacks.frames.size());
    std::iota(groups.groupOf.begin(), groups.groupOf.end(), 0U);
    groups.firstFrame.reserve(stacks.frames.size());
    groups.label.reserve(stacks.frames.size());
    for (std::size_t frame = 0; frame < stacks.frames.size(); ++frame) {
        groups.firstFrame.emplace_back(frame);
        groups.label.emplace_back(functionNameText(stacks, FrameId(frame)));
    }
    groups.origin = originsOf(stacks);
    return groups;
}

std::string labelOf(CodePlace place, Grouping grouping)
{
    switch (grouping) {
    case Grouping::File: return std::move(place.file);
    case Grouping::Directory: return std::move(place.directory);
    case Grouping::Function: // has labels of its own
    case Grouping::Package: break;
    }
    return std::move(place.package);
}

} // namespace

FrameGroups groupFrames(const Stacks& stacks, Grouping grouping)
{
    if (grouping == Grouping::Function)
        return groupByFunction(stacks);

    FrameGroups groups;
    groups.groupOf.reserve(stacks.frames.size());
    const auto addGroup = [&groups](std::size_t frame, std::string label, CodeOrigin origin) {
        groups.firstFrame.emplace_back(frame);
        groups.label.push_back(std::move(label));
        groups.origin.push_back(origin);
        return static_cast<std::uint32_t>(groups.size() - 1);
    };

    std::unordered_map<std::string, std::uint32_t> byLabel;
    ByScript byScript(stacks);
    const FrameId root = stacks.callTree.size() > 0 ? stacks.callTree.frame[0] : FrameId::invalid();
    for (std::size_t frame = 0; frame < stacks.frames.size(); ++frame) {
        if (FrameId(frame) == root) {
            groups.groupOf.push_back(addGroup(frame, std::string(functionNameText(stacks, root)), CodeOrigin::Engine));
            continue;
        }
        groups.groupOf.push_back(byScript.valueFor(frame, [&] {
            CodePlace place = placeOfFrame(stacks, frame);
            const CodeOrigin origin = place.origin;
            std::string label = labelOf(std::move(place), grouping);
            if (const auto known = byLabel.find(label); known != byLabel.end())
                return known->second;
            const std::uint32_t group = addGroup(frame, label, origin);
            byLabel.emplace(std::move(label), group);
            return group;
        }));
    }
    return groups;
}

std::vector<CodeOrigin> originsOf(const Stacks& stacks)
{
    std::vector<CodeOrigin> origins;
    origins.reserve(stacks.frames.size());
    ByScript byScript(stacks);
    for (std::size_t frame = 0; frame < stacks.frames.size(); ++frame) {
        const auto find = [&] { return static_cast<std::uint32_t>(placeOfFrame(stacks, frame).origin); };
        origins.push_back(static_cast<CodeOrigin>(byScript.valueFor(frame, find)));
    }
    return origins;
}

} // namespace heapline
