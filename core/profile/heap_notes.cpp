// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/heap_notes.h"

#include "core/base/utf16.h"
#include "core/heap/id_evidence.h"

#include <cstdint>
#include <vector>

namespace heapline {

namespace {

constexpr std::size_t longestName = 1024; // UTF-16 units, unless V8 was told otherwise

std::uint64_t countOldObjectsWithStacks(const Profile& profile)
{
    const NodeColumns& nodes = profile.heap->graph.nodes;
    if (!profile.stacks || profile.timeline->lastId.empty())
        return 0;
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < nodes.traceNodeId.size(); ++i)
        count += nodes.traceNodeId[i] && nodes.id[i] <= profile.timeline->lastId.front();
    return count;
}

} // namespace

void noteTimeline(const Profile& profile, Notes& notes)
{
    notes.add(NoteCode::FreedBytesNotInFile);
    notes.add(NoteCode::GarbageWithinTick);
    if (const std::uint64_t oldWithStacks = countOldObjectsWithStacks(profile))
        notes.add(NoteCode::OldObjectsWithStacks, oldWithStacks);
}

void noteCutNames(const HeapGraph& graph, Notes& notes)
{
    // Few strings are that long, so they are looked for once and not for each object.
    std::vector<bool> isLong(graph.strings.size(), false);
    bool any = false;
    for (std::size_t i = 0; i < isLong.size(); ++i) {
        const std::string_view text = graph.strings[StringId(i)];
        isLong[i] = text.size() >= longestName && utf16Length(text) >= longestName;
        any = any || isLong[i];
    }
    if (!any)
        return;
    std::uint64_t cut = 0;
    for (std::size_t i = 0; i < graph.nodeCount(); ++i)
        cut += isLong[graph.nodes.name[i].value] && graph.kind(NodeOrdinal(i)) == NodeKind::String;
    if (cut)
        notes.add(NoteCode::NamesCut, cut);
}

std::optional<Note> noteOnComparison(const Profile& newer, const Profile& base)
{
    if (compareIds(*newer.heap, *base.heap, {}).isOneLife())
        return {};
    return Note{NoteCode::IdsNotComparable, 0, base.origin.path};
}

} // namespace heapline
