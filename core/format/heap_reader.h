// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/heap_columns.h"
#include "core/base/notes.h"
#include "core/base/progress.h"
#include "core/base/stack_columns.h"
#include "core/base/string_table.h"
#include "core/format/byte_source.h"
#include "core/format/cut_off.h"

#include <functional>
#include <optional>

namespace heapline {

/// A heap snapshot or allocation timeline as read and checked: every index leads to something that is there.
/// Of a file that is cut off, nodes own the edges that were read, names that are missing are a placeholder, and the trace tree is either
/// whole or empty.
struct HeapFile {
    HeapHeader header;
    NodeColumns nodes;
    EdgeColumns edges;
    StringTable strings;
    TraceFunctionColumns traceFunctions;
    TraceTreeColumns traceTree;
    TimelineSampleColumns samples;
    LocationColumns locations;
    std::uint64_t textBytes = 0;    ///< size of the JSON text
    std::optional<CutOff> cutOff;   ///< when the text ends too early
    bool referencesAreWhole = true; ///< whether all nodes, edges, and names that analysis asks for are there
};

/// Called once the samples of a timeline have been read, if the nodes stand before them: the columns are as in the file, not checked yet.
using SamplesListener = std::function<void(const NodeColumns& nodes, const TimelineSampleColumns& samples)>;

/// Reads a `.heapsnapshot` or `.heaptimeline` of any V8 version: sections in any order, fields by name, unknown keys skipped.
/// Memory grows with what is in the file, never with what its header declares.
/// A file that ends too early is read as far as it goes, with notes, once there is a node.
/// @throws ErrorException with section and place
HeapFile readHeapFile(ByteSource& source, Notes& notes, Progress& progress, const SamplesListener& onSamples = {});

} // namespace heapline
