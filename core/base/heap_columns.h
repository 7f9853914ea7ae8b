// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/ids.h"
#include "core/base/number_column.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace heapline {

/// What snapshot.meta and the header say, in the file's own words.
struct HeapHeader {
    std::vector<std::string> nodeFields;
    std::vector<std::string> nodeTypes; ///< type number -> name
    std::vector<std::string> edgeFields;
    std::vector<std::string> edgeTypes; ///< type number -> name
    std::uint64_t nodeCount = 0;
    std::uint64_t edgeCount = 0;
    std::uint64_t traceFunctionCount = 0;
    std::optional<std::uint64_t> extraNativeBytes;
    std::optional<std::uint64_t> rootIndex; ///< a node index (not an ordinal); V8 writes none
};

/// Heap objects as read; every filled vector has one row for each NodeOrdinal.
struct NodeColumns {
    Column<std::uint8_t> type; ///< row of HeapHeader::nodeTypes; >= its size when the file names no such type
    Column<StringId> name;     ///< checked against the string table
    NumberColumn id;           ///< V8's object id: odd for heap objects, even for native ones
    NumberColumn selfSize;     ///< bytes, as the file says; moved into Heap::shallowSize by analysis
    Column<std::uint32_t>
        edgeCount; ///< outgoing edges; their sum equals the number of edges. Empty once HeapGraph::firstEdge is there
    Column<std::uint32_t> traceNodeId; ///< id in the trace tree, 0 = none; empty if the file has no such field
    Column<std::uint8_t> detachedness; ///< 0 unknown, 1 attached, 2 detached; empty if the file has no such field;
                                       ///< moved into Heap::detachedness by analysis

    std::size_t size() const { return type.size(); }
};

/// References between objects as read, sorted by owner; one row for each EdgeIndex.
struct EdgeColumns {
    Column<std::uint8_t> type;         ///< row of HeapHeader::edgeTypes
    Column<std::uint32_t> nameOrIndex; ///< StringId value, or a number for element and hidden edges
    Column<NodeOrdinal> toNode;        ///< checked: a node that is there

    std::size_t size() const { return type.size(); }
};

/// Source places of objects; rows of equal length. Lines and columns are 0-based as in the file.
struct LocationColumns {
    Column<NodeOrdinal> object;
    Column<std::int64_t> scriptId;
    Column<std::int64_t> line;
    Column<std::int64_t> column;

    std::size_t size() const { return object.size(); }
};

} // namespace heapline
