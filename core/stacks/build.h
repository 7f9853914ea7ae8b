// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id_stretches.h"
#include "core/base/notes.h"
#include "core/base/number_column.h"
#include "core/base/progress.h"
#include "core/base/stack_columns.h"
#include "core/base/string_table.h"
#include "core/stacks/id_index.h"
#include "core/stacks/stacks.h"

#include <span>

namespace heapline {

/// The live objects of a timeline, for its range rows.
struct TracedObjects {
    const NumberColumn& objectId;               ///< [objects] V8 id, in any order
    std::span<const std::uint32_t> traceNodeId; ///< [objects] id in the trace tree, 0 = none
    const NumberColumn& shallowBytes;           ///< [objects]
    const IdStretches& stretches;               ///< what ranges are made of
};

// Both builders enter Phase::Stacks themselves, and can be stopped within a few milliseconds.

/// Call tree of a timeline's allocation stacks. Functions are rows of trace_function_infos (not merged); an index past their
/// end becomes "(unknown)" with a note, objects with an unknown trace id are left out with a note, and so on (see NoteCode).
/// @param strings  table that TraceFunctionColumns refer to; names are copied
/// @throws ErrorException Cancelled
/// @see DevTools AllocationProfile.ts
Stacks buildStacksFromTraces(const TraceFunctionColumns& functions, const TraceTreeColumns& tree, const StringTable& strings,
                             const TracedObjects& objects, Notes& notes, Progress& progress);

/// Call-tree node of each trace node id, for objects: trace id -> node. Invalid when the tree has no such id.
class TraceIndex {
public:
    TraceIndex() = default;
    explicit TraceIndex(const TraceTreeColumns& tree) : m_index(tree.id) {}
    CallNodeId find(std::uint64_t traceNodeId) const { return m_index.find(traceNodeId); }
    std::uint64_t duplicateCount() const { return m_index.duplicateCount(); }

    /// See core/cache/archive.h.
    template <typename Archive, typename Self>
    static void archive(Archive& archive, Self& self)
    {
        archive(self.m_index);
    }

private:
    IdIndex m_index;
};

/// Call tree of a sampling profile. Frames with equal name, script id, line and column are one function (the first one's URL
/// counts). If `head` is itself a function of the program, a root is put above it, so that its bytes show.
/// @param strings  table that the columns refer to; names are copied
/// @throws ErrorException Cancelled
/// @see DevTools HeapProfileView.ts
Stacks buildStacksFromSampling(const SamplingNodeColumns& nodes, const SampleColumns& samples, const StringTable& strings,
                               Notes& notes, Progress& progress);

} // namespace heapline
