// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/load.h"

#include "core/base/background_call.h"
#include "core/base/column.h"
#include "core/base/free_memory.h"
#include "core/format/byte_source.h"
#include "core/format/heap_reader.h"
#include "core/format/sampling_reader.h"
#include "core/format/sniff.h"
#include "core/profile/heap_notes.h"
#include "core/profile/live_file.h"
#include "core/timeline/samples.h"

#include <chrono>
#include <new>
#include <stdexcept>
#include <utility>
#include <vector>

namespace heapline {

namespace {

// What a profile takes at least, measured on timelines with stacks.
constexpr std::uint64_t textBytesPerByte = 2; ///< most are less than 1; the text may be half white space
constexpr std::uint64_t analysisBytesPerNode = 24;
constexpr std::uint64_t analysisBytesPerEdge = 4;

void buildTimelineAndStacks(const HeapFile& file, const HeapGraph& graph, const NumberColumn& shallowSize, Profile& profile,
                            Notes& notes, Progress& progress)
{
    const NodeColumns& nodes = graph.nodes;
    if (file.samples.size() > 0)
        profile.timeline.emplace(buildTimeline(file.samples, nodes.id, shallowSize, notes, progress));
    if (file.traceTree.size() > 0) {
        const IdStretches stretches = profile.timeline ? IdStretches(profile.timeline->lastId) : IdStretches();
        profile.stacks.emplace(buildStacksFromTraces(file.traceFunctions, file.traceTree, graph.strings,
                                                     {nodes.id, nodes.traceNodeId, shallowSize, stretches}, notes,
                                                     progress));
        profile.traceIndex = TraceIndex(file.traceTree);
    } else if (profile.timeline && !(file.cutOff && !file.cutOff->hasAllTraces)) {
        notes.add(NoteCode::NoAllocationStacks);
    }
}

/// Makes the bars known as soon as nodes and samples have been read.
SamplesListener timelinePublisher(const LoadListener& listener, const Progress& progress)
{
    if (!listener.timeline)
        return {};
    return [&listener, quiet = progress.quiet()](const NodeColumns& nodes, const TimelineSampleColumns& samples) mutable {
        if (samples.size() == 0)
            return;
        Notes ignored; // the timeline of the profile has them again
        listener.timeline(
            std::make_shared<const Timeline>(buildTimeline(samples, nodes.id, nodes.selfSize, ignored, quiet)));
    };
}

void loadHeapFile(ByteSource& source, Profile& profile, Progress& progress, const LoadListener& listener)
{
    Notes& notes = profile.notes;
    HeapFile file = readHeapFile(source, notes, progress, timelinePublisher(listener, progress));
    profile.origin.textBytes = file.textBytes;

    HeapGraph graph;
    graph.header = std::move(file.header);
    graph.fileStringCount = file.strings.size();
    graph.strings = std::move(file.strings);
    graph.nodes = std::move(file.nodes);
    graph.edges = std::move(file.edges);
    graph.locations = std::move(file.locations);
    graph.referencesAreWhole = file.referencesAreWhole;
    requireFreeMemory(graph.nodes.size() * analysisBytesPerNode + graph.edges.size() * analysisBytesPerEdge);

    // Timeline and stacks need the shallow sizes only, and come into being beside the rest of the analysis.
    Notes otherNotes;
    const auto buildOtherFaces = [&](const HeapGraph& linked, const NumberColumn& shallowSize, Progress& quiet) {
        buildTimelineAndStacks(file, linked, shallowSize, profile, otherNotes, quiet);
    };
    profile.heap.emplace(analyseHeap(std::move(graph), buildOtherFaces, notes, progress));
    if (file.cutOff && !file.cutOff->hasAllNodes)
        profile.heap->totalSize = 0; // nothing is a share of a whole that nobody knows
    for (const Note& note : otherNotes.all())
        notes.add(note.code, note.count, note.place);
    const bool lacksSamples = file.cutOff && !file.cutOff->hasAllSamples;
    if (profile.timeline || profile.stacks)
        profile.origin.kind = FileKind::HeapTimeline;
    else
        profile.origin.kind = lacksSamples ? FileKind::HeapCutOff : FileKind::HeapSnapshot;
    noteCutNames(profile.heap->graph, notes);
    if (profile.timeline)
        noteTimeline(profile, notes);
    else if (!lacksSamples)
        notes.add(NoteCode::NoTimelineSamples);
    if (lacksSamples)
        notes.remove({NoteCode::ObjectsAfterLastSample}); // they may be in the samples that are missing
}

void loadSamplingProfile(ByteSource& source, Profile& profile, Progress& progress)
{
    progress.enter(Phase::Reading);
    SamplingFile file = readSamplingProfile(source, profile.notes, progress);
    profile.origin.kind = FileKind::SamplingProfile;
    profile.origin.textBytes = file.textBytes;
    profile.samplingNodeCount = file.nodes.size();
    profile.samplingSampleCount = file.samples.size();
    profile.samplingPlacesFromOne = file.countsPlacesFromOne;
    progress.enter(Phase::Stacks);
    profile.stacks.emplace(buildStacksFromSampling(file.nodes, file.samples, file.strings, profile.notes, progress));
    if (file.samples.size() > 0)
        profile.timeline.emplace(buildTimeline(file.samples, progress));
}

/// Reads and analyses what is in a source. @throws ErrorException
void loadContent(ByteSource& source, Profile& profile, Progress& progress, const LoadListener& listener)
{
    try {
        if (!source.isCompressed())
            requireFreeMemory(source.storedBytes() / textBytesPerByte);
        switch (sniffContent(source, progress)) {
        case ContentKind::HeapGraph: loadHeapFile(source, profile, progress, listener); break;
        case ContentKind::SamplingProfile: loadSamplingProfile(source, profile, progress); break;
        }
    } catch (const ErrorException& exception) {
        Error error = exception.error();
        if (source.isCutOff() && (error.code == ErrorCode::Truncated || error.code == ErrorCode::EmptyFile))
            error = {ErrorCode::BadGzip, "they end too early: " + error.message, error.section, error.byteOffset};
        if (error.code != ErrorCode::Cancelled && error.code != ErrorCode::ReadFailed && source.hasChanged())
            error.message += (error.message.empty() ? "" : "; ") + std::string("the file was written to while it was read");
        throw ErrorException(std::move(error));
    }
    if (source.isCutOff() && !profile.notes.contains(NoteCode::FileEndsEarly))
        profile.notes.add(NoteCode::FileEndsEarly, 0, "behind all that is needed");
    if (source.hasChanged())
        profile.notes.add(NoteCode::FileChanged);
}

/// @param source shared, so that reading can be let go of
std::shared_ptr<const Profile> load(const std::shared_ptr<ByteSource>& source, const std::string& path, Progress& progress,
                                    const LoadListener& listener)
{
    const auto start = std::chrono::steady_clock::now();
    const ColumnReuse reuse;
    auto profile = std::make_shared<Profile>();
    profile->origin.path = path;
    profile->origin.storedBytes = source->storedBytes();
    profile->origin.compressed = source->isCompressed();
    loadContent(*source, *profile, progress, listener);
    attachLiveFile(*profile, progress);
    progress.enter(Phase::Finished);
    profile->origin.secondsToOpen = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return profile;
}

/// Turns what is thrown into an Error: nothing leaves core by exception.
template <typename Load>
Result<std::shared_ptr<const Profile>> withoutExceptions(Load loadIt)
{
    try {
        try {
            return loadIt();
        } catch (const ErrorException& exception) {
            return exception.error();
        } catch (const std::length_error&) {
            return Error{ErrorCode::OutOfMemory, {}, {}};
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::runtime_error& exception) { // of oneTBB, when the system has no threads for it
            return Error{ErrorCode::OutOfMemory, exception.what(), {}};
        } catch (const std::exception& exception) {
            return Error{ErrorCode::ReadFailed, exception.what(), {}};
        }
    } catch (const std::bad_alloc&) { // also of the texts of another error
        return Error{ErrorCode::OutOfMemory, {}, {}};
    }
}

} // namespace

Result<std::shared_ptr<const Profile>> loadProfile(const std::string& path, Progress& progress, const LoadListener& listener)
{
    return withoutExceptions([&] {
        const auto source =
            callUnlessStopped(progress, [path] { return std::shared_ptr<ByteSource>(openByteSource(path)); });
        return load(source, path, progress, listener);
    });
}

Result<std::shared_ptr<const Profile>> loadProfile(std::unique_ptr<ByteSource> source, const std::string& path,
                                                   Progress& progress, const LoadListener& listener)
{
    return withoutExceptions([&] { return load(std::move(source), path, progress, listener); });
}

} // namespace heapline
