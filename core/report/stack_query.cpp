// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/stack_query.h"

#include "core/report/terminal_text.h"

#include <array>
#include <string_view>
#include <utility>

namespace heapline {

namespace {

struct GroupPrefix {
    std::string_view prefix;
    Grouping grouping;
};
constexpr std::array<GroupPrefix, 3> groupPrefixes = {
    {{"package:", Grouping::Package}, {"file:", Grouping::File}, {"directory:", Grouping::Directory}}};

/// Whether a path is @p name, or ends in it behind a slash.
bool isPathCalled(std::string_view path, std::string_view name)
{
    return path == name
           || (path.ends_with(name) && path.size() > name.size()
               && (path[path.size() - name.size() - 1] == '/' || path[path.size() - name.size() - 1] == '\\'));
}

FrameSelector groupsCalled(const Stacks& stacks, Grouping grouping, std::string_view name)
{
    FrameSelector selector{grouping, {}};
    const FrameGroups groups = groupFrames(stacks, grouping);
    for (std::size_t group = 0; group < groups.size(); ++group) {
        const bool isCalled =
            grouping == Grouping::Package ? groups.label[group] == name : isPathCalled(groups.label[group], name);
        if (isCalled)
            selector.frames.push_back(groups.firstFrame[group]);
    }
    return selector;
}

FrameSelector functionsCalled(const Stacks& stacks, std::string_view name)
{
    FrameSelector selector;
    for (std::size_t row = 0; row < stacks.frames.size(); ++row) {
        const FrameId frame(row);
        if (functionNameText(stacks, frame) == name || functionLabel(stacks, frame) == name
            || std::string(functionNameText(stacks, frame)) + ' ' + placeText(stacks, frame) == name)
            selector.frames.push_back(frame);
    }
    return selector;
}

/// Whether a text is the name of a part of the lens; the part is hidden then.
bool hidePart(PackageLens& lens, std::string_view text)
{
    if (text == "node" || text == "node:")
        lens.hideRuntime = true;
    else if (text == "node_modules")
        lens.hideDependencies = true;
    else if (text == "engine")
        lens.hideEngine = true;
    else
        return false;
    return true;
}

} // namespace

ParsedStackFilter parseStackQuery(const Stacks& stacks, const StackQuery& query)
{
    StackFilter filter;
    filter.grouping = query.grouping;
    if (query.ownCode)
        filter.lens = PackageLens::ownCodeOnly();
    std::string problem;
    const auto addStep = [&](StackStep::Kind kind, const std::string& text) {
        StackStep step;
        step.kind = kind;
        step.functions = functionsCalled(stacks, text);
        for (const GroupPrefix& group : groupPrefixes) {
            if (text.starts_with(group.prefix))
                step.functions = groupsCalled(stacks, group.grouping, std::string_view(text).substr(group.prefix.size()));
        }
        if (step.functions.frames.empty() && problem.empty())
            problem = "nothing in the stacks of this file is called \"" + harmlessText(text) + '"';
        filter.steps.push_back(std::move(step));
    };
    for (const std::string& text : query.hide) {
        if (!hidePart(filter.lens, text))
            addStep(StackStep::Kind::MergeIntoCaller, text);
    }
    for (const std::string& text : query.focus)
        addStep(StackStep::Kind::FocusFunction, text);
    for (const std::string& text : query.drop)
        addStep(StackStep::Kind::DropFunction, text);
    if (!problem.empty())
        return {std::nullopt, problem};
    return {std::move(filter), {}};
}

} // namespace heapline
