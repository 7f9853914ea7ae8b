// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <concepts>
#include <type_traits>

/// What of a profile stands in an archive, and in which order; see archive.h. Classes with private parts describe themselves.
/// Any change here needs a new formatVersion in cache_file.cpp.
namespace heapline {

/// T or const T: one description for reading and writing.
template <typename T, typename Wanted>
concept MaybeConst = std::same_as<std::remove_const_t<T>, Wanted>;

template <typename Archive>
void archiveParts(Archive& archive, MaybeConst<Note> auto& note)
{
    archive(note.code, note.count, note.place);
}

template <typename Archive>
void archiveParts(Archive& archive, MaybeConst<Timeline> auto& timeline)
{
    archive(timeline.axis, timeline.position, timeline.lastId, timeline.bytes, timeline.count, timeline.bytesBefore,
            timeline.countBefore, timeline.idsAlive);
}

template <typename Archive>
void archiveParts(Archive& archive, MaybeConst<Stacks> auto& stacks)
{
    auto& frames = stacks.frames;
    auto& tree = stacks.callTree;
    auto& rows = stacks.rangeRows;
    archive(stacks.strings, frames.functionName, frames.url, frames.scriptId, frames.line, frames.column);
    archive(tree.parent, tree.subtreeEnd, tree.frame, tree.depth);
    archive(stacks.self, rows.axisPosition, rows.node, rows.bytes, rows.count);
}

template <typename Archive>
void archiveParts(Archive& archive, MaybeConst<HeapHeader> auto& header)
{
    archive(header.nodeFields, header.nodeTypes, header.edgeFields, header.edgeTypes, header.nodeCount, header.edgeCount,
            header.traceFunctionCount, header.extraNativeBytes, header.rootIndex);
}

template <typename Archive>
void archiveParts(Archive& archive, MaybeConst<NodeColumns> auto& nodes)
{
    archive(nodes.type, nodes.name, nodes.id, nodes.selfSize, nodes.edgeCount, nodes.traceNodeId, nodes.detachedness);
}

template <typename Archive>
void archiveParts(Archive& archive, MaybeConst<EdgeColumns> auto& edges)
{
    archive(edges.type, edges.nameOrIndex, edges.toNode);
}

template <typename Archive>
void archiveParts(Archive& archive, MaybeConst<InterfaceDefinition> auto& interface)
{
    archive(interface.name, interface.properties, interface.count);
}

template <typename Archive>
void archiveParts(Archive& archive, MaybeConst<ClassTable> auto& classes)
{
    archive(classes.name, classes.key, classes.firstMember, classes.members, classes.nesting.object, classes.nesting.outer,
            classes.interfaces);
}

template <typename Archive>
void archiveParts(Archive& archive, MaybeConst<NativeContexts> auto& contexts)
{
    archive(contexts.contextOf, contexts.contexts, contexts.attributedSize, contexts.sharedSize, contexts.unattributedSize);
}

template <typename Archive>
void archiveParts(Archive& archive, MaybeConst<Heap> auto& heap)
{
    archive(heap.graph, heap.shallowSize, heap.retainedSize, heap.distance, heap.dominator, heap.detachedness, heap.classOf,
            heap.classes, heap.sourcePlaces, heap.nativeContexts, heap.statistics, heap.totalSize, heap.maxObjectId);
}

/// All but the path, the time that opening took, and live events, which lie in a file of their own.
template <typename Archive>
void archiveParts(Archive& archive, MaybeConst<Profile> auto& profile)
{
    auto& origin = profile.origin;
    archive(origin.kind, origin.storedBytes, origin.textBytes, origin.compressed);
    archive(profile.notes, profile.timeline, profile.stacks, profile.heap, profile.traceIndex);
    archive(profile.samplingNodeCount, profile.samplingSampleCount, profile.samplingPlacesFromOne);
}

} // namespace heapline
