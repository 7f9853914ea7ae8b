// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/report_exercise.h"

#include "core/report/cut_report.h"
#include "core/report/diff_report.h"
#include "core/report/dominators_report.h"
#include "core/report/figures.h"
#include "core/report/flame_svg.h"
#include "core/report/objects_report.h"
#include "core/report/paths_report.h"
#include "core/report/render.h"
#include "core/report/terminal_text.h"
#include "tests/fuzz/profile_exercise.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>

namespace heapline {

namespace {

constexpr std::size_t top = 7;

Report reportOfStacks(const Profile& profile, std::size_t choice)
{
    StacksOptions options;
    options.view = static_cast<StacksView>(choice % 3);
    options.filter.grouping = static_cast<Grouping>(choice / 3 % 4);
    options.measure = profile.stacks->has(Measure::TotalCount) ? static_cast<Measure>(choice / 12 % 4) : Measure::LiveBytes;
    if (choice % 5 == 0)
        options.filter.lens = PackageLens::ownCodeOnly();
    if (choice % 5 < 3 && profile.stacks->frames.size() > 0) {
        StackStep step;
        step.kind = static_cast<StackStep::Kind>(choice % (static_cast<std::size_t>(StackStep::Kind::MergeIntoCaller) + 1));
        step.functions.frames = {FrameId(choice * 3 % profile.stacks->frames.size())};
        step.node = CallNodeId(choice * 5 % profile.stacks->callTree.parent.size());
        step.path = {step.functions};
        options.filter.steps = {step, step};
    }
    options.top = top;
    return stacksReport(profile, options);
}

/// @param object one of the profile
std::optional<Report> reportOfHeap(const std::shared_ptr<const Profile>& profile, NodeOrdinal object, std::size_t choice)
{
    const auto range =
        profile->timeline && choice % 2 ? std::optional<AxisRange>(AxisRange{0, 2'000'000}) : std::optional<AxisRange>();
    if (!profile->heap->knowsReferences() && choice % 8 != 6) // nothing else is asked of such a heap
        return objectReport(*profile, {object, top});
    switch (choice % 8) {
    case 0: return statisticsReport(*profile, {range});
    case 1: return objectReport(*profile, {object, top});
    case 2:
        return dominatorsReport(*profile,
                                {choice % 3 ? std::optional(object) : std::nullopt, range, choice % 5 == 0, top, 3});
    case 3:
        return retainersReport(*profile, {object, {NodeOrdinal(choice % profile->heap->graph.nodeCount())}, true, top, 9});
    case 4: return rootPathsReport(*profile, {object, {}, 5});
    case 5: return mergedPathsReport(*profile, {{{}, {profile->heap->classOf[object.value]}, {}}, {}, range, top, 4});
    case 6: {
        ObjectsOptions options;
        options.range = range;
        options.order = static_cast<ObjectsOrder>(choice / 8 % 5);
        options.top = top;
        if (choice / 8 % 3 == 0)
            options.classes = {profile->heap->classOf[object.value]};
        return objectsReport(*profile, options);
    }
    default: {
        DiffOptions options;
        options.by = static_cast<CompareBy>(choice / 8 % 3);
        options.top = top;
        Progress progress;
        return diffReport(profile, profile, options, progress);
    }
    }
}

std::optional<Report> reportOf(const std::shared_ptr<const Profile>& profile, std::size_t choice)
{
    const std::size_t part = choice % 5;
    choice /= 5;
    if (part == 0)
        return summaryReport(*profile, {{}, top});
    if (part == 1 && profile->timeline)
        return timelineReport(*profile, {{}, 9});
    if (part == 2 && profile->stacks && profile->stacks->has(Measure::LiveBytes))
        return reportOfStacks(*profile, choice);
    if (profile->heap && profile->heap->graph.nodeCount() > 0)
        return reportOfHeap(profile, NodeOrdinal(choice * 7 % profile->heap->graph.nodeCount()), choice);
    return {};
}

/// What goes to a terminal or into a page has nothing in it that could do harm there, whatever the names in the file are.
void requireHarmlessLines(const std::string& text, OutputFormat format)
{
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (format == OutputFormat::Tsv)
            std::ranges::replace(line, '\t', ' ');
        require(harmlessText(line) == line, "reports are harmless");
    }
}

} // namespace

void exerciseReport(const std::shared_ptr<const Profile>& profile, std::size_t choice)
{
    std::ostringstream out;
    const bool isCut = profile->heap && !profile->heap->knowsReferences();
    if (choice % 9 == 0 && !isCut) {
        FiguresOptions figures;
        figures.topNodes = 20;
        figures.filters = choice % 2 == 0;
        writeFigures(*profile, figures, out);
        return;
    }
    if (choice % 9 == 1 && profile->stacks && profile->stacks->has(Measure::LiveBytes)) {
        writeFlameOf(*profile, {choice % 2 ? StacksView::TopDown : StacksView::BottomUp, {}, {}, Measure::LiveBytes, 0, 0},
                     out);
        return;
    }
    if (auto report = reportOf(profile, choice / 9)) {
        if (isCut)
            dropFiguresOfReferences(*report);
        const auto format = static_cast<OutputFormat>(choice % 5);
        render(*report, format, out);
        requireHarmlessLines(out.str(), format);
    }
}

} // namespace heapline
