// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/notes.h"
#include "core/heap/heap.h"
#include "core/heap/heap_indexes.h"
#include "core/stacks/build.h"
#include "core/stacks/stacks.h"
#include "core/timeline/timeline.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace heapline {

/// What a file turned out to be, by its content.
enum class FileKind {
    HeapTimeline,
    HeapSnapshot,
    SamplingProfile,
    HeapCutOff ///< a heap timeline or snapshot: the file ends before what tells them apart
};

/// Name of a kind as shown: "Allocation timeline", "Heap snapshot", "Sampling heap profile".
std::string_view fileKindName(FileKind kind);

/// Where a profile came from and what reading it cost.
struct Origin {
    std::string path;
    FileKind kind = FileKind::HeapSnapshot;
    std::uint64_t storedBytes = 0; ///< size of the file
    std::uint64_t textBytes = 0;   ///< size of the JSON in it
    bool compressed = false;
    double secondsToOpen = 0;
    bool isFromCache = false;
};

/// An opened file: up to three faces, and what is to be known about its figures. Immutable; shared by all that show it.
struct Profile {
    Origin origin;
    Notes notes;
    std::optional<Timeline> timeline;
    std::optional<Stacks> stacks;
    std::optional<Heap> heap;
    HeapIndexes heapIndexes;               ///< of heap, made when asked for
    TraceIndex traceIndex;                 ///< trace id of an object -> call-tree node; empty without both faces
    std::uint64_t samplingNodeCount = 0;   ///< nodes of a sampling profile's tree as read
    std::uint64_t samplingSampleCount = 0; ///< samples of a sampling profile as read
    bool samplingPlacesFromOne = false;    ///< whether its lines and columns are 1-based in the file
};

/// Call-tree node of the stack that allocated an object; invalid when the file has none.
CallNodeId allocationStackOf(const Profile& profile, NodeOrdinal object);

/// The objects of a selection of the profile's axis: an id range for Time axes, or an ordinal range (minExclusive = begin - 1)
/// for AllocationOrder. What computeClassRows() and computeWeights() take.
std::optional<IdRange> idRangeOf(const Profile& profile, const std::optional<AxisRange>& range);

} // namespace heapline
