// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <vector>

namespace heapline {

/// Functions of the allocation stacks of a timeline (trace_function_infos) as read.
struct TraceFunctionColumns {
    std::vector<StringId> name; ///< empty text: anonymous
    std::vector<StringId> scriptName;
    std::vector<std::int64_t> scriptId;
    std::vector<std::uint32_t> line;   ///< 1-based, 0 = unknown
    std::vector<std::uint32_t> column; ///< 1-based, 0 = unknown

    std::size_t size() const { return name.size(); }
};

/// The tree of allocation stacks of a timeline (trace_tree) in preorder; row 0 is the root.
struct TraceTreeColumns {
    std::vector<std::uint32_t> parent;        ///< row of the caller; the root's is its own
    std::vector<std::uint64_t> id;            ///< what NodeColumns::traceNodeId refers to
    std::vector<std::uint32_t> functionIndex; ///< row of TraceFunctionColumns; may be past its end in damaged files
    std::vector<std::uint64_t> count;         ///< allocations ever made with exactly this stack
    std::vector<std::uint64_t> sizeBytes;     ///< their bytes

    std::size_t size() const { return id.size(); }
};

/// Rows of a timeline's `samples` as read.
struct TimelineSampleColumns {
    std::vector<std::int64_t> timestampUs;     ///< since the first row
    std::vector<std::uint64_t> lastAssignedId; ///< highest object id given out by then

    std::size_t size() const { return timestampUs.size(); }
};

/// The tree of a sampling profile (.heapprofile) as read, in preorder; row 0 is `head`.
struct SamplingNodeColumns {
    std::vector<std::uint32_t> parent;  ///< row of the caller; the head's is its own
    std::vector<StringId> functionName; ///< empty text: anonymous
    std::vector<StringId> url;
    std::vector<StringId> scriptId;      ///< as text: files hold numbers, strings, and things like "0"
    std::vector<std::int64_t> line;      ///< 0-based, -1 = unknown
    std::vector<std::int64_t> column;    ///< 0-based, -1 = unknown
    std::vector<std::uint64_t> selfSize; ///< bytes
    std::vector<std::uint64_t> id;       ///< 0 when the file has none

    std::size_t size() const { return parent.size(); }
};

/// Rows of a sampling profile's `samples` as read, in file order (V8 does not sort them).
struct SampleColumns {
    std::vector<std::uint64_t> sizeBytes;
    std::vector<std::uint64_t> nodeId;
    std::vector<std::int64_t> ordinal;

    std::size_t size() const { return ordinal.size(); }
};

} // namespace heapline
