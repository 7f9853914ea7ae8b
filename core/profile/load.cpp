// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/load.h"

#include "core/format/byte_source.h"
#include "core/format/heap_reader.h"
#include "core/format/sampling_reader.h"
#include "core/format/sniff.h"
#include "core/profile/heap_notes.h"
#include "core/timeline/samples.h"

#include <chrono>
#include <new>
#include <stdexcept>
#include <utility>
#include <vector>

namespace heapline {

namespace {

/// Live objects with a stack, gathered from the heap's columns.
Stacks buildStacks(const HeapFile& file, const Heap& heap, Notes& notes, Progress& progress)
{
    const Column<std::uint32_t>& traceOf = heap.graph.nodes.traceNodeId;
    Column<std::uint64_t> ids;
    Column<std::uint32_t> traces;
    Column<std::uint64_t> bytes;
    for (std::size_t i = 0; i < traceOf.size(); ++i) {
        if (i % (std::size_t{1} << 16) == 0)
            progress.throwIfStopped();
        if (traceOf[i] == 0)
            continue;
        ids.push_back(heap.graph.nodes.id[i]);
        traces.push_back(traceOf[i]);
        bytes.push_back(heap.shallowSize[i]);
    }
    return buildStacksFromTraces(file.traceFunctions, file.traceTree, heap.graph.strings, {ids, traces, bytes}, notes,
                                 progress);
}

void loadHeapFile(ByteSource& source, Profile& profile, Progress& progress)
{
    Notes& notes = profile.notes;
    HeapFile file = readHeapFile(source, notes, progress);
    profile.origin.textBytes = file.textBytes;

    HeapGraph graph;
    graph.header = std::move(file.header);
    graph.fileStringCount = file.strings.size();
    graph.strings = std::move(file.strings);
    graph.nodes = std::move(file.nodes);
    graph.edges = std::move(file.edges);
    graph.locations = std::move(file.locations);
    profile.heap.emplace(analyseHeap(std::move(graph), notes, progress));
    const Heap& heap = *profile.heap;

    progress.enter(Phase::Stacks);
    if (file.samples.size() > 0)
        profile.timeline.emplace(buildTimeline(file.samples, heap.graph.nodes.id, heap.shallowSize, notes, progress));
    profile.origin.kind = profile.timeline ? FileKind::HeapTimeline : FileKind::HeapSnapshot;
    if (file.traceTree.size() > 0) {
        profile.stacks.emplace(buildStacks(file, heap, notes, progress));
        profile.traceIndex = TraceIndex(file.traceTree);
    } else if (profile.timeline) {
        notes.add(NoteCode::NoAllocationStacks);
    }
    noteCutNames(heap.graph, notes);
    if (profile.timeline)
        noteTimeline(profile, notes);
    else
        notes.add(NoteCode::NoTimelineSamples);
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

std::shared_ptr<const Profile> load(ByteSource& source, const std::string& path, Progress& progress)
{
    const auto start = std::chrono::steady_clock::now();
    auto profile = std::make_shared<Profile>();
    profile->origin.path = path;
    profile->origin.storedBytes = source.storedBytes();
    profile->origin.compressed = source.isCompressed();
    switch (sniffContent(source, progress)) {
    case ContentKind::HeapGraph: loadHeapFile(source, *profile, progress); break;
    case ContentKind::SamplingProfile: loadSamplingProfile(source, *profile, progress); break;
    }
    progress.enter(Phase::Finished);
    profile->origin.secondsToOpen = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return profile;
}

/// Turns what is thrown into an Error: nothing leaves core by exception.
template <typename Load>
Result<std::shared_ptr<const Profile>> withoutExceptions(Load loadIt)
{
    try {
        return loadIt();
    } catch (const ErrorException& exception) {
        return exception.error();
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, {}, {}};
    } catch (const std::length_error&) {
        return Error{ErrorCode::OutOfMemory, {}, {}};
    } catch (const std::exception& exception) {
        return Error{ErrorCode::ReadFailed, exception.what(), {}};
    }
}

} // namespace

Result<std::shared_ptr<const Profile>> loadProfile(const std::string& path, Progress& progress)
{
    return withoutExceptions([&] { return load(*openByteSource(path), path, progress); });
}

Result<std::shared_ptr<const Profile>> loadProfile(std::unique_ptr<ByteSource> source, const std::string& path,
                                                   Progress& progress)
{
    return withoutExceptions([&] { return load(*source, path, progress); });
}

} // namespace heapline
