// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

#include "app/cli/descriptor_output.h"
#include "app/cli/output_file.h"
#include "app/cli/standard_input.h"
#include "app/cli/stop_signals.h"
#include "app/cli/terminal_progress.h"
#include "core/profile/heap_notes.h"
#include "core/profile/load.h"
#include "core/profile/object_facts.h"
#include "core/report/cut_report.h"
#include "core/report/dominators_report.h"
#include "core/report/flame_svg.h"
#include "core/report/paths_report.h"
#include "core/report/range_text.h"
#include "core/report/terminal_text.h"

#include <heapline_version.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <functional>
#include <ostream>

namespace heapline {

namespace {

constexpr const char* referencesMissing =
    "the file ends too early: not all references are known, and the figures would be wrong";

/// Prints the one line that says what went wrong.
int complain(const std::string& what, const std::string& why, ExitStatus status)
{
    const std::string name = what == standardInputArgument ? standardInputName : what;
    std::fprintf(stderr, "heapline-cli: %s: %s\n", harmlessText(name).c_str(), harmlessText(why).c_str());
    return status;
}

/// The view that is asked for. A flat list has no other side.
StacksView viewOf(const CliOptions& options)
{
    if (!options.inverted || options.view == StacksView::Functions)
        return options.view;
    return options.view == StacksView::BottomUp ? StacksView::TopDown : StacksView::BottomUp;
}

bool isAboutObjects(Command command)
{
    switch (command) {
    case Command::Statistics:
    case Command::Object:
    case Command::Retainers:
    case Command::Paths:
    case Command::Dominators:
    case Command::Diff:
    case Command::Objects: return true;
    case Command::Summary:
    case Command::Stacks:
    case Command::Timeline:
    case Command::Search:
    case Command::Figures: break;
    }
    return false;
}

/// Whether what a command shows is right only if all references are known.
bool needsReferences(const CliOptions& options)
{
    switch (options.command) {
    case Command::Statistics:
    case Command::Paths:
    case Command::Dominators:
    case Command::Diff:
    case Command::Figures: return true;
    case Command::Retainers: return !options.ignored.empty();
    case Command::Object:
    case Command::Objects:
    case Command::Summary:
    case Command::Stacks:
    case Command::Timeline:
    case Command::Search: break;
    }
    return false;
}

/// Why there is no such object or class, or "".
std::string targetProblem(const Profile& profile, const CliOptions& options)
{
    if (options.command != Command::Retainers && options.command != Command::Paths)
        return {};
    const HeapTarget target = parseHeapTarget(*profile.heap, options.target);
    if (!target.problem.empty())
        return target.problem;
    if (options.command == Command::Retainers && !target.object.isValid())
        return "retainers are of one object: write its id, as @12345";
    for (const std::string& text : options.ignored) {
        const HeapTarget ignored = parseHeapTarget(*profile.heap, text);
        if (!ignored.object.isValid())
            return ignored.problem.empty() ? "only an object can be ignored, by its id" : ignored.problem;
    }
    return {};
}

/// Why objects cannot be listed so, or "".
std::string objectsProblem(const Profile& profile, const CliOptions& options)
{
    if (!options.className.empty()) {
        if (const HeapTarget target = parseHeapTarget(*profile.heap, options.className); target.classes.empty())
            return target.problem.empty() ? "an object is no class" : target.problem;
    }
    if (!options.objectsFilter.empty()) {
        const auto parsed = parseObjectFilter(*profile.heap, options.objectsFilter);
        if (!parsed.filter)
            return parsed.problem;
        if (parsed.filter->kind != ObjectFilterKind::DuplicatedStrings && !profile.heap->knowsReferences())
            return referencesMissing;
    }
    if (!options.objectsGroupBy)
        return {};
    switch (lackFor(profile, *options.objectsGroupBy)) {
    case GroupingLack::NoStacks: return "the file does not tell which stack allocated which object";
    case GroupingLack::NoTimeline: return "the file does not tell when objects were allocated";
    case GroupingLack::NoReferences: return referencesMissing;
    case GroupingLack::None: break;
    }
    return {};
}

/// @pre objectsProblem() is ""
Report makeObjectsReport(const Profile& profile, const CliOptions& options, const std::optional<AxisRange>& range)
{
    ObjectsOptions wanted;
    if (!options.className.empty())
        wanted.classes = parseHeapTarget(*profile.heap, options.className).classes;
    if (!options.objectsFilter.empty())
        wanted.filter = parseObjectFilter(*profile.heap, options.objectsFilter).filter;
    wanted.groupBy = options.objectsGroupBy;
    wanted.range = range;
    wanted.order = options.objectsOrder;
    wanted.top = options.top;
    return objectsReport(profile, wanted);
}

/// What the command needs and the profile lacks, or "".
std::string lackOf(const Profile& profile, const CliOptions& options)
{
    if ((options.range || options.baseRange) && !profile.timeline)
        return "no range can be chosen: the file has no timeline";
    if (profile.heap && !profile.heap->knowsReferences() && needsReferences(options))
        return referencesMissing;
    if (options.command == Command::Stacks && !profile.stacks && profile.notes.contains(NoteCode::FileEndsEarly))
        return "the file ends too early: no allocation stacks are known";
    if (options.command == Command::Stacks && !profile.stacks)
        return profile.origin.kind == FileKind::HeapSnapshot
                   ? "a heap snapshot has no allocation stacks: record an allocation timeline or a sampling profile"
                   : std::string(noteTemplate(NoteCode::NoAllocationStacks));
    if (options.command == Command::Stacks && !profile.stacks->has(options.measure))
        return "the file does not hold the measure: a sampling profile has live-bytes only";
    if (options.command == Command::Stacks && options.range && !profile.stacks->hasInRange(options.measure))
        return "the measure is not known for a range: the file does not say when freed objects were allocated";
    if ((options.filters || !options.baseFile.empty()) && !profile.heap)
        return "only files with a heap have filters and comparisons";
    const bool searchesObjects = options.listObjects || options.searchPlace != SearchPlace::Everything;
    if ((isAboutObjects(options.command) || searchesObjects) && !profile.heap)
        return "a sampling profile holds no objects: take a heap snapshot or record an allocation timeline";
    if (options.objectId && !objectWithId(*profile.heap, *options.objectId))
        return "no object has the id @" + std::to_string(*options.objectId);
    if (std::string problem = targetProblem(profile, options); !problem.empty())
        return problem;
    if (options.command == Command::Objects) {
        if (std::string problem = objectsProblem(profile, options); !problem.empty())
            return problem;
    }
    if (options.command == Command::Timeline && !profile.timeline)
        return "the file has no timeline: nothing in it says when objects were allocated";
    return {};
}

/// @pre targetProblem() is ""
Report waysReport(const Profile& profile, const CliOptions& options, const std::optional<AxisRange>& range)
{
    const Heap& heap = *profile.heap;
    const HeapTarget target = parseHeapTarget(heap, options.target);
    std::vector<NodeOrdinal> ignored;
    for (const std::string& text : options.ignored) {
        const NodeOrdinal object = parseHeapTarget(heap, text).object;
        if (std::ranges::find(ignored, object) == ignored.end())
            ignored.push_back(object);
    }
    if (options.command == Command::Retainers)
        return retainersReport(profile, {target.object, ignored, options.withWeak, options.top, options.retainersDepth});
    if (target.object.isValid() && !options.merged)
        return rootPathsReport(profile, {target.object, ignored, options.next + 1});
    return mergedPathsReport(profile, {target, ignored, range, options.top, options.depth});
}

/// The report of a command that has one; figures are written as they are made.
/// @pre the command is no diff
Result<Report> makeReport(const Profile& profile, const CliOptions& options, const std::optional<AxisRange>& range,
                          const TextPattern& pattern, const StackFilter& filter)
{
    switch (options.command) {
    case Command::Summary: return summaryReport(profile, {range, options.top});
    case Command::Stacks:
        return stacksReport(profile, {viewOf(options), range, filter, options.measure, options.top, options.depth});
    case Command::Timeline: return timelineReport(profile, {range, options.bars});
    case Command::Search:
        return searchReport(profile, {pattern, options.searchPlace, range, options.listObjects, options.top}, {});
    case Command::Statistics: return statisticsReport(profile, {range});
    case Command::Object: return objectReport(profile, {*objectWithId(*profile.heap, *options.objectId), options.top});
    case Command::Dominators: {
        const auto object = options.objectId ? objectWithId(*profile.heap, *options.objectId) : std::nullopt;
        return dominatorsReport(profile, {object, range, options.byClass, options.top, options.dominatorsDepth});
    }
    case Command::Retainers:
    case Command::Paths: return waysReport(profile, options, range);
    case Command::Objects: return makeObjectsReport(profile, options, range);
    case Command::Diff:
    case Command::Figures: break;
    }
    return Report();
}

/// @param base null: two ranges of the profile
Report makeDiff(const std::shared_ptr<const Profile>& profile, const std::shared_ptr<const Profile>& base,
                const CliOptions& options, const std::optional<AxisRange>& range, const std::optional<AxisRange>& baseRange)
{
    const DiffOptions diff{range, baseRange, options.compareBy, options.differenceOrder, options.top, options.className};
    Progress progress;
    return base ? diffReport(profile, base, diff, progress) : diffReport(profile, diff);
}

/// Reads what was typed as a range. @return whether it is one, or there is none
bool readRange(const Profile& profile, const char* option, const std::optional<std::string>& text,
               std::optional<AxisRange>& range)
{
    if (!text)
        return true;
    const ParsedRange parsed = parseRangeText(*text, profile.timeline->axis);
    if (!parsed.range)
        complain(option, parsed.problem, WrongUsage);
    range = parsed.range;
    return parsed.range.has_value();
}

void writeAllFigures(const Profile& profile, const Profile* base, const CliOptions& options, std::ostream& out)
{
    FiguresOptions figures;
    figures.version = HEAPLINE_VERSION;
    figures.ranges = options.figureRanges;
    figures.filters = options.filters;
    figures.base = base;
    writeFigures(profile, figures, out);
}

/// Writes a result, or says why it cannot be written.
int printResult(const CliOptions& options, const std::function<void(std::ostream&)>& write)
{
    const bool toFile = !options.outputFile.empty();
    const std::string target = toFile ? options.outputFile : "standard output";
    OutputFile file(options.outputFile);
    if (file.error() != 0)
        return complain(target, std::strerror(file.error()), Failed);
    DescriptorOutput buffer(file.descriptor());
    std::ostream out(&buffer);
    write(out);
    out.flush();
    const int error = buffer.error() != 0 ? buffer.error() : file.commit();
    if (error == EPIPE) // the reader has seen enough
        return Done;
    return error == 0 ? Done : complain(target, std::strerror(error), Failed);
}

/// @param file as typed: a path, or "-" for standard input
Result<std::shared_ptr<const Profile>> load(const std::string& file, Progress& progress)
{
    if (file != standardInputArgument)
        return loadProfile(file, progress);
    try {
        return loadProfile(openStandardInput(progress), standardInputName, progress);
    } catch (const ErrorException& fault) {
        return fault.error();
    }
}

/// Reads a file, or says why it cannot be read.
std::shared_ptr<const Profile> openProfile(const std::string& file, const StopSignals& signals, int& exitStatus)
{
    TerminalProgress line;
    Progress progress(signals.token(), line.report());
    const Result<std::shared_ptr<const Profile>> loaded = load(file, progress);
    line.clear();
    if (loaded)
        return *loaded;
    const bool stopped = loaded.error().code == ErrorCode::Cancelled;
    exitStatus = complain(file, loaded.error().toString(), stopped ? Stopped : Failed);
    return nullptr;
}

} // namespace

int runCommand(const CliOptions& options)
{
    const Result<TextPattern> pattern = TextPattern::compile(options.query);
    if (!pattern)
        return complain(options.query.text, pattern.error().toString(), WrongUsage);
    StopSignals signals;
    int exitStatus = Done;
    const std::shared_ptr<const Profile> opened = openProfile(options.file, signals, exitStatus);
    if (!opened)
        return exitStatus;
    const Profile& profile = *opened;
    if (const std::string lack = lackOf(profile, options); !lack.empty())
        return complain(options.file, lack, Failed);
    std::shared_ptr<const Profile> base;
    if (!options.baseFile.empty()) {
        base = openProfile(options.baseFile, signals, exitStatus);
        if (!base)
            return exitStatus;
        if (!base->heap)
            return complain(options.baseFile, "only a file with a heap can be compared with", Failed);
        if (!base->heap->knowsReferences())
            return complain(options.baseFile, referencesMissing, Failed);
        if (const auto note = options.command == Command::Figures ? noteOnComparison(profile, *base) : std::nullopt)
            complain(options.file, note->sentence(), Done);
    }
    signals.finishWork();
    std::optional<AxisRange> range;
    std::optional<AxisRange> baseRange;
    if (!readRange(profile, "--range", options.range, range)
        || !readRange(profile, "--base-range", options.baseRange, baseRange))
        return WrongUsage;
    StackFilter filter;
    if (options.command == Command::Stacks) {
        const ParsedStackFilter parsed = parseStackQuery(*profile.stacks, options.stacksQuery);
        if (!parsed.filter)
            return complain(options.file, parsed.problem, Failed);
        filter = *parsed.filter;
    }
    if (options.flame) {
        const StacksView view = options.inverted ? StacksView::BottomUp : StacksView::TopDown;
        return printResult(options, [&](std::ostream& out) {
            writeFlameOf(profile, {view, range, filter, options.measure, 0, 0}, out);
        });
    }
    Result<Report> report = options.command == Command::Diff
                                ? Result<Report>(makeDiff(opened, base, options, range, baseRange))
                                : makeReport(profile, options, range, *pattern, filter);
    if (!report)
        return complain(options.query.text, report.error().toString(), Failed);
    if (profile.heap && !profile.heap->knowsReferences())
        dropFiguresOfReferences(*report);
    return printResult(options, [&](std::ostream& out) {
        if (options.command == Command::Figures)
            writeAllFigures(profile, base.get(), options, out);
        else
            render(*report, options.format, out);
    });
}

} // namespace heapline
