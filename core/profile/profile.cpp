// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile.h"

namespace heapline {

std::string_view fileKindName(FileKind kind)
{
    switch (kind) {
    case FileKind::HeapTimeline: return "Allocation timeline";
    case FileKind::HeapSnapshot: return "Heap snapshot";
    case FileKind::HeapCutOff: return "Heap snapshot or allocation timeline, cut off";
    case FileKind::SamplingProfile: return "Sampling heap profile";
    }
    return "";
}

CallNodeId allocationStackOf(const Profile& profile, NodeOrdinal object)
{
    if (!profile.heap || !profile.stacks || profile.heap->graph.nodes.traceNodeId.empty())
        return {};
    const std::uint32_t traceId = profile.heap->graph.nodes.traceNodeId[object.value];
    return traceId ? profile.traceIndex.find(traceId) : CallNodeId();
}

std::optional<IdRange> idRangeOf(const Profile& profile, const std::optional<AxisRange>& range)
{
    if (!range || !profile.timeline)
        return {};
    if (profile.timeline->axis == AxisKind::Time)
        return idsIn(*profile.timeline, *range);
    // Ordinal ranges include both ends; ids exclude the lower one. Ordinals start at 1 in V8's files, but others may have 0.
    if (range->end < 0)
        return IdRange{IdRange::unbounded, IdRange::unbounded};
    return IdRange{range->begin > 0 ? static_cast<std::uint64_t>(range->begin - 1) : 0,
                   static_cast<std::uint64_t>(range->end)};
}

} // namespace heapline
