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
/// Classes as a member of any name.
void writeClassRows(JsonWriter& json, const Heap& heap, std::string_view key, const std::vector<ClassRow>& rows);
/// The member "filters": the classes of what each filter lets through.
void writeFilters(JsonWriter& json, const Heap& heap);
void writeComparison(JsonWriter& json, const Heap& newer, const Heap& base);

void writeSamples(JsonWriter& json, const Profile& profile);
/// The member "timeline": the windows that a selection of the whole, a quarter … covers, and the bars.
void writeTimeline(JsonWriter& json, const Profile& profile);
/// The member "bars". @param totalMs length of the axis
void writeBars(JsonWriter& json, const Timeline& timeline, double totalMs);
/// The member "ranges" of a profile with a heap.
void writeHeapRanges(JsonWriter& json, const Profile& profile, const std::vector<FigureRange>& ranges);

void writeNodeHashes(JsonWriter& json, const Heap& heap);
void writeNodeSums(JsonWriter& json, const Heap& heap);
/// Objects by retained size, then by their place in the file. @param count at most so many
std::vector<NodeOrdinal> topNodes(const Heap& heap, std::size_t count);
void writeTopNodes(JsonWriter& json, const Heap& heap, const std::vector<NodeOrdinal>& nodes);

/// The retainers of each object, nearest first.
void writeRetainers(JsonWriter& json, const Heap& heap, const std::vector<NodeOrdinal>& nodes);
/// Children of the root and of the object "(GC roots)".
void writeContainment(JsonWriter& json, const Heap& heap);
/// The largest objects of the first classes. @param rows of the whole heap, sorted
void writeClassInstances(JsonWriter& json, const Heap& heap, const std::vector<ClassRow>& rows);

/// The member "traces": functions by the bytes that they allocated, with callers, and stacks of the largest objects; null without stacks.
/// @param depth levels of callers
void writeTraces(JsonWriter& json, const Profile& profile, std::size_t depth);

/// The members "meta", "views" and "ranges" of a sampling profile.
void writeSamplingFigures(JsonWriter& json, const Profile& profile, const FiguresOptions& options);

/// What the file calls a node by: its ordinal times the number of fields.
std::uint64_t nodeIndexOf(const HeapGraph& graph, NodeOrdinal node);

/// A number without end is the text "Infinity".
void writeMaximum(JsonWriter& json, std::optional<std::uint64_t> number);

} // namespace heapline
