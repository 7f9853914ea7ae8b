// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/figures.h"
#include "core/report/json_writer.h"

namespace heapline {

// The parts of writeFigures(): each writes members of the object that is open.

void writeHeapMeta(JsonWriter& json, const Profile& profile);
void writeStatistics(JsonWriter& json, const Heap& heap);
void writeNativeContexts(JsonWriter& json, const Heap& heap);
void writeInterfaces(JsonWriter& json, const Heap& heap);
/// The member "aggregates": classes by retained size, then name, then first object.
void writeAggregates(JsonWriter& json, const Heap& heap, const std::optional<IdRange>& ids);

void writeSamples(JsonWriter& json, const Profile& profile);
void writeTimeline(JsonWriter& json, const Timeline& timeline);
/// The member "ranges" of a profile with a heap.
void writeHeapRanges(JsonWriter& json, const Profile& profile, const std::vector<FigureRange>& ranges);

void writeNodeHashes(JsonWriter& json, const Heap& heap);
void writeNodeSums(JsonWriter& json, const Heap& heap);
void writeTopNodes(JsonWriter& json, const Heap& heap, std::size_t count);

/// The members "meta", "views" and "ranges" of a sampling profile.
void writeSamplingFigures(JsonWriter& json, const Profile& profile, const FiguresOptions& options);

/// A number without end is the text "Infinity".
void writeMaximum(JsonWriter& json, std::optional<std::uint64_t> number);

} // namespace heapline
