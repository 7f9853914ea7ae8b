// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/heap_columns.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace heapline {

/// Where the fields of a record stand, looked up by name; `missing` for those that the file does not have.
struct HeapLayout {
    static constexpr std::size_t missing = static_cast<std::size_t>(-1);

    struct Node {
        std::size_t stride = 0, type = missing, name = missing, id = missing, selfSize = missing, edgeCount = missing,
                    traceNodeId = missing, detachedness = missing;
    } node;
    struct Edge {
        std::size_t stride = 0, type = missing, nameOrIndex = missing, toNode = missing;
    } edge;
    struct TraceFunction {
        std::size_t stride = 0, name = missing, scriptName = missing, scriptId = missing, line = missing, column = missing;
    } traceFunction;
    struct TraceNode {
        std::size_t stride = 0, id = missing, functionIndex = missing, count = missing, size = missing, children = missing;
    } traceNode;
    struct Sample {
        std::size_t stride = 0, timestampUs = missing, lastAssignedId = missing;
    } sample;
    struct Location {
        std::size_t stride = 0, objectIndex = missing, scriptId = missing, line = missing, column = missing;
    } location;
};

/// The `snapshot` object of a heap file.
struct HeapMeta {
    HeapHeader header;
    HeapLayout layout;
};

/// Reads the text of the `snapshot` object and checks that the fields that Heapline cannot do without are there.
/// Lists that older or foreign files lack (samples, traces, locations) default to V8's.
/// @throws ErrorException BadMeta, BadSyntax
HeapMeta parseHeapMeta(std::string_view text);

} // namespace heapline
