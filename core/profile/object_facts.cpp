// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/object_facts.h"

#include "core/heap/distances.h"
#include "core/heap/object_lists.h"
#include "core/stacks/readable_path.h"

#include <algorithm>
#include <string_view>

namespace heapline {

namespace {

/// Target of the first property of a name; invalid when there is none.
NodeOrdinal propertyTarget(const HeapGraph& graph, NodeOrdinal node, std::string_view name)
{
    for (const EdgeIndex edge : graph.edgesOf(node)) {
        if (graph.kind(edge) == EdgeKind::Property && graph.edgeName(edge) == name)
            return graph.target(edge);
    }
    return {};
}

/// The script of a function by the engine's own objects: its shared part leads to its script, which is named as its file.
std::string scriptOf(const HeapGraph& graph, NodeOrdinal function)
{
    static constexpr std::string_view prefix = "system / Script / ";
    const NodeOrdinal shared = internalTarget(graph, function, "shared");
    if (!shared.isValid())
        return {};
    NodeOrdinal script = internalTarget(graph, shared, "script");
    if (!script.isValid())
        script = internalTarget(graph, shared, "script_or_debug_info");
    if (!script.isValid() || graph.kind(script) != NodeKind::Code)
        return {};
    std::string_view name = graph.name(script);
    if (name.starts_with(prefix))
        name.remove_prefix(prefix.size());
    // Scripts without a name are called by their type.
    return name.starts_with("system") || name.starts_with('(') ? std::string() : std::string(name);
}

/// The URL that functions of the allocation stacks have for a script.
std::string urlInStacks(const Profile& profile, std::int64_t scriptId)
{
    if (!profile.stacks)
        return {};
    const Stacks& stacks = *profile.stacks;
    const std::string wanted = std::to_string(scriptId);
    for (std::size_t row = 0; row < stacks.frames.size(); ++row) {
        if (stacks.strings[stacks.frames.scriptId[row]] == wanted && !stacks.strings[stacks.frames.url[row]].empty())
            return std::string(stacks.strings[stacks.frames.url[row]]);
    }
    return {};
}

std::optional<CodeLocation> locationOf(const Profile& profile, NodeOrdinal object)
{
    const HeapGraph& graph = profile.heap->graph;
    const auto place = profile.heap->sourcePlaces.of(object);
    if (!place)
        return {};
    CodeLocation location{*place, {}, graph.kind(object) == NodeKind::Closure};
    NodeOrdinal function = object;
    if (!location.isOwn) {
        const NodeOrdinal prototype = propertyTarget(graph, object, "__proto__");
        function = prototype.isValid() ? propertyTarget(graph, prototype, "constructor") : NodeOrdinal();
        // A class that inherits may have no constructor there, or another one: that one's place says whether it is the right one.
        if (!function.isValid() || profile.heap->sourcePlaces.of(function) != place)
            function = {};
    }
    if (function.isValid())
        location.url = scriptOf(graph, function);
    if (location.url.empty())
        location.url = urlInStacks(profile, place->scriptId);
    location.url = readablePath(location.url);
    return location;
}

AllocationTime timeOf(const Profile& profile, std::uint64_t id)
{
    AllocationTime time;
    if (!profile.timeline || profile.timeline->axis != AxisKind::Time || profile.timeline->lastId.empty() || id % 2 == 0)
        return time;
    const Timeline& timeline = *profile.timeline;
    const auto tick = static_cast<std::size_t>(std::ranges::lower_bound(timeline.lastId, id) - timeline.lastId.begin());
    if (tick < timeline.firstRecordedTick()) {
        time.kind = AllocationTime::Kind::BeforeRecording;
    } else if (tick == timeline.tickCount()) {
        time.kind = AllocationTime::Kind::AfterLastTick;
        time.afterUs = timeline.position.back();
    } else {
        time = {AllocationTime::Kind::Recorded, timeline.position[tick - 1], timeline.position[tick]};
    }
    return time;
}

ContextOfObject contextOf(const Heap& heap, NodeOrdinal object)
{
    const NativeContexts& contexts = heap.nativeContexts;
    const std::uint32_t context = contexts.contextOf.size() ? contexts.contextOf[object.value] : NativeContexts::none;
    if (context == NativeContexts::none)
        return {};
    if (context == NativeContexts::shared)
        return {ContextOfObject::Kind::Shared, {}};
    return {ContextOfObject::Kind::One, NodeOrdinal(context)};
}

} // namespace

std::string CodeLocation::text() const
{
    const std::string lineAndColumn = std::to_string(place.line + 1) + ':' + std::to_string(place.column + 1);
    return url.empty() ? "script " + std::to_string(place.scriptId) + ", " + lineAndColumn : url + ':' + lineAndColumn;
}

ObjectFacts objectFacts(const Profile& profile, NodeOrdinal object)
{
    const Heap& heap = *profile.heap;
    const HeapGraph& graph = heap.graph;
    ObjectFacts facts;
    facts.object = object;
    facts.id = graph.nodes.id[object.value];
    facts.classId = heap.classOf[object.value];
    facts.shallowSize = heap.shallowSize[object.value];
    facts.retainedSize = heap.retainedSize[object.value];
    facts.distance = heap.distance[object.value];
    if (object != graph.root && facts.distance != noDistance)
        facts.dominator = heap.dominator[object.value];
    facts.detachedness = heap.detachedness.empty() ? std::uint8_t{0} : heap.detachedness[object.value];
    facts.context = contextOf(heap, object);
    facts.time = timeOf(profile, facts.id);
    const CallNodeId stack = allocationStackOf(profile, object);
    facts.stack = stack.isValid() && stack.value != 0 ? stack : CallNodeId();
    facts.location = locationOf(profile, object);
    facts.primitive = primitiveText(graph, object);
    facts.buffer = recordedBuffer(graph, object);
    if (facts.buffer && facts.buffer->store.isValid())
        facts.bufferBytes = heap.shallowSize[facts.buffer->store.value];
    facts.values = recordedValues(graph, object);
    facts.referencesOut = edgeCount(heap, object);
    facts.referencesIn = retainerCount(heap, object);
    return facts;
}

std::optional<NodeOrdinal> objectWithId(const Heap& heap, std::uint64_t id)
{
    return heap.graph.nodes.id.visit([id](const auto& ids) -> std::optional<NodeOrdinal> {
        const auto found = std::ranges::find(ids, id);
        return found == ids.end() ? std::nullopt : std::optional(NodeOrdinal(static_cast<std::size_t>(found - ids.begin())));
    });
}

ClassFacts classFacts(const Profile& profile, const ClassRow& row)
{
    const Heap& heap = *profile.heap;
    ClassFacts facts{row.id, row.count, row.shallowSize, row.retainedSize, row.distance, {}, {}, nullptr};
    for (const NodeOrdinal member : heap.classes.membersOf(row.id)) {
        if (!facts.largest.isValid() || heap.retainedSize[member.value] > heap.retainedSize[facts.largest.value])
            facts.largest = member;
    }
    const std::string& key = heap.classes.key[row.id.value];
    if (facts.largest.isValid() && !key.starts_with(',')) // objects of such a class share one place
        facts.location = locationOf(profile, facts.largest);
    const auto shape =
        std::ranges::find(heap.classes.interfaces, heap.classes.name[row.id.value], &InterfaceDefinition::name);
    if (shape != heap.classes.interfaces.end())
        facts.shape = &*shape;
    return facts;
}

} // namespace heapline
