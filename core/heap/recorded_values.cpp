// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/recorded_values.h"

#include "core/heap/js_number.h"
#include "core/heap/object_names.h"
#include "core/heap/weak_map_edges.h"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>
#include <utility>

namespace heapline {

namespace {

using Slot = std::pair<std::int64_t, NodeOrdinal>; ///< place in a hash table, and what is there

/// The numbered links of a hash table, ascending.
std::vector<Slot> slotsOf(const HeapGraph& graph, NodeOrdinal table)
{
    std::vector<Slot> slots;
    for (const EdgeIndex edge : graph.edgesOf(table)) {
        if (graph.kind(edge) != EdgeKind::Internal)
            continue;
        const std::string_view name = graph.edgeName(edge);
        const auto number = leadingInteger(name);
        if (number && name.find_first_not_of("0123456789") == std::string_view::npos)
            slots.emplace_back(*number, graph.target(edge));
    }
    std::ranges::sort(slots);
    return slots;
}

/// Entries of V8's OrderedHashMap and OrderedHashSet. A table is: three numbers, one for each of 2^n buckets, then the entries of
/// two (Set) or three (Map) places, the last of them a number. Numbers have no edges, so where the entries begin is to be found out:
/// no edge may stand in the last place of an entry, or before the first one.
/// @see V8 src/objects/ordered-hash-table.h
std::vector<CollectionEntry> orderedEntries(std::span<const Slot> slots, std::int64_t entrySize)
{
    constexpr std::int64_t prefix = 3;
    constexpr std::int64_t mostBuckets = std::int64_t{1} << 30;
    if (slots.empty())
        return {};
    std::optional<std::int64_t> begin;
    for (std::int64_t buckets = 2; buckets <= mostBuckets && prefix + buckets <= slots.front().first; buckets *= 2) {
        const std::int64_t first = prefix + buckets;
        if (std::ranges::all_of(slots, [&](const Slot& slot) {
                return (slot.first - first) % entrySize < entrySize - 1 && slot.first < first + 2 * buckets * entrySize;
            }))
            begin = first;
    }
    if (!begin)
        return {};
    std::vector<CollectionEntry> entries;
    std::int64_t last = -1;
    for (const auto& [place, node] : slots) {
        const std::int64_t entry = (place - *begin) / entrySize;
        if (entry != last)
            entries.emplace_back();
        last = entry;
        ((place - *begin) % entrySize == 0 ? entries.back().key : entries.back().value) = node;
    }
    return entries;
}

/// Entries of V8's EphemeronHashTable by its links of values, whose names tell the ids of the keys; the keys are weak links.
std::vector<CollectionEntry> weakEntries(const HeapGraph& graph, NodeOrdinal table)
{
    std::unordered_map<std::uint64_t, NodeOrdinal> nodeOfId;
    for (const EdgeIndex edge : graph.edgesOf(table)) {
        if (graph.kind(edge) == EdgeKind::Weak)
            nodeOfId.try_emplace(graph.nodes.id[graph.target(edge).value], graph.target(edge));
    }
    std::vector<CollectionEntry> entries;
    for (const EdgeIndex edge : graph.edgesOf(table)) {
        if (graph.kind(edge) != EdgeKind::Internal || !parseWeakMapEdgeName(graph.edgeName(edge)))
            continue;
        // "… key (Object @79745) -> value …": the last @ before the arrow is the key's id.
        const std::string_view name = graph.edgeName(edge);
        const std::string_view front = name.substr(0, name.rfind(") -> value ("));
        CollectionEntry entry{{}, graph.target(edge)};
        if (const std::size_t at = front.rfind('@'); at != std::string_view::npos) {
            const auto id = leadingInteger(front.substr(at + 1));
            const auto found = id ? nodeOfId.find(static_cast<std::uint64_t>(*id)) : nodeOfId.end();
            if (found != nodeOfId.end())
                entry.key = found->second;
        }
        entries.push_back(entry);
    }
    return entries;
}

CollectionKind collectionKindOf(const HeapGraph& graph, NodeOrdinal node)
{
    if (graph.kind(node) != NodeKind::Object || !internalTarget(graph, node, "table").isValid())
        return CollectionKind::None;
    // Classes that extend them have names of their own, but a map that says what they are has none: their table's links decide.
    const std::string_view name = graph.name(node);
    if (name == "WeakMap" || name == "WeakSet")
        return CollectionKind::WeakMap;
    return name.ends_with("Set") ? CollectionKind::Set : CollectionKind::Map;
}

std::uint32_t elementBytesOf(std::string_view className)
{
    static constexpr std::array<std::pair<std::string_view, std::uint32_t>, 14> sizes = {{{"Int8Array", 1},
                                                                                          {"Uint8Array", 1},
                                                                                          {"Uint8ClampedArray", 1},
                                                                                          {"Buffer", 1},
                                                                                          {"FastBuffer", 1},
                                                                                          {"Int16Array", 2},
                                                                                          {"Uint16Array", 2},
                                                                                          {"Float16Array", 2},
                                                                                          {"Int32Array", 4},
                                                                                          {"Uint32Array", 4},
                                                                                          {"Float32Array", 4},
                                                                                          {"Float64Array", 8},
                                                                                          {"BigInt64Array", 8},
                                                                                          {"BigUint64Array", 8}}};
    const auto* const found = std::ranges::find(sizes, className, [](const auto& entry) { return entry.first; });
    return found == sizes.end() ? 0 : found->second;
}

std::optional<std::string> oddballText(const HeapGraph& graph, NodeOrdinal node)
{
    static constexpr std::array<std::string_view, 4> values = {"undefined", "null", "true", "false"};
    const std::string_view name = graph.name(node);
    if (std::ranges::find(values, name) != values.end())
        return std::string(name);
    if (name != "system / Oddball")
        return {};
    for (const EdgeIndex edge : graph.edgesOf(node)) { // its first numbered link is to its text
        if (graph.kind(edge) == EdgeKind::Hidden
            && std::ranges::find(values, graph.name(graph.target(edge))) != values.end())
            return std::string(graph.name(graph.target(edge)));
        if (graph.kind(edge) == EdgeKind::Hidden)
            break;
    }
    return {};
}

} // namespace

NodeOrdinal internalTarget(const HeapGraph& graph, NodeOrdinal node, std::string_view name)
{
    for (const EdgeIndex edge : graph.edgesOf(node)) {
        if (graph.kind(edge) == EdgeKind::Internal && graph.edgeName(edge) == name)
            return graph.target(edge);
    }
    return {};
}

std::optional<std::string_view> recordedNumber(const HeapGraph& graph, NodeOrdinal node)
{
    if (graph.kind(node) != NodeKind::Number)
        return {};
    const NodeOrdinal value = internalTarget(graph, node, "value");
    return value.isValid() ? std::optional(graph.name(value)) : std::nullopt;
}

std::optional<std::string> primitiveText(const HeapGraph& graph, NodeOrdinal node)
{
    switch (graph.kind(node)) {
    case NodeKind::Number: {
        const auto number = recordedNumber(graph, node);
        return number ? std::optional(std::string(*number)) : std::nullopt;
    }
    case NodeKind::String:
    case NodeKind::ConcatenatedString: return objectTitle(graph, node);
    case NodeKind::Symbol: {
        const NodeOrdinal name = internalTarget(graph, node, "name");
        return "Symbol(" + (name.isValid() && graph.kind(name) == NodeKind::String ? std::string(graph.name(name)) : "")
               + ')';
    }
    case NodeKind::Hidden: return oddballText(graph, node);
    default: return {};
    }
}

RecordedValues recordedValues(const HeapGraph& graph, NodeOrdinal node)
{
    RecordedValues values;
    for (const EdgeIndex edge : graph.edgesOf(node)) {
        switch (graph.kind(edge)) {
        case EdgeKind::Property:
            if (graph.edgeName(edge) != "__proto__" && graph.name(graph.target(edge)) != "system / AccessorPair")
                values.properties.push_back(edge);
            break;
        case EdgeKind::Element: values.elements.push_back(edge); break;
        case EdgeKind::Context: values.variables.push_back(edge); break;
        default: break;
        }
    }
    std::ranges::stable_sort(values.elements, {}, [&](EdgeIndex edge) { return graph.edges.nameOrIndex[edge.value]; });
    values.collection = collectionKindOf(graph, node);
    if (values.collection == CollectionKind::None)
        return values;
    const NodeOrdinal table = internalTarget(graph, node, "table");
    if (values.collection == CollectionKind::WeakMap)
        values.entries = weakEntries(graph, table);
    else
        values.entries = orderedEntries(slotsOf(graph, table), values.collection == CollectionKind::Set ? 2 : 3);
    return values;
}

std::optional<RecordedBuffer> recordedBuffer(const HeapGraph& graph, NodeOrdinal node)
{
    if (graph.kind(node) != NodeKind::Object)
        return {};
    RecordedBuffer found;
    found.buffer = internalTarget(graph, node, "buffer");
    found.store = internalTarget(graph, found.buffer.isValid() ? found.buffer : node, "backing_store");
    if (!found.buffer.isValid() && !found.store.isValid())
        return {};
    found.elementBytes = found.buffer.isValid() ? elementBytesOf(graph.name(node)) : 0;
    return found;
}

} // namespace heapline
