// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/heap_meta.h"

#include "core/base/result.h"
#include "core/format/header_values.h"

#include <algorithm>

namespace heapline {

namespace {

using MetaLists = std::map<std::string, HeaderList, std::less<>>;

[[noreturn]] void fail(std::string message)
{
    throw ErrorException({ErrorCode::BadMeta, std::move(message), "snapshot"});
}

std::vector<std::string> readNames(const HeaderList& list, const std::string& what)
{
    if (!list.isArray)
        fail(what + " is not an array");
    std::vector<std::string> names;
    for (const HeaderList::Item& item : list.items) {
        if (!item.name)
            fail(what + " holds something other than names");
        names.push_back(*item.name);
    }
    return names;
}

/// A list of field names; V8's own where the file has none.
std::vector<std::string> fieldNames(const MetaLists& meta, const std::string& key, std::vector<std::string> fallback)
{
    const auto found = meta.find(key);
    if (found != meta.end())
        return readNames(found->second, "meta." + key);
    if (fallback.empty())
        fail("no meta." + key);
    return fallback;
}

/// The names of the values of `type`: node_types and edge_types hold a list of them where the fields hold `type`.
std::vector<std::string> typeNames(const MetaLists& meta, const std::string& key, std::size_t typeField)
{
    const auto found = meta.find(key);
    if (found == meta.end())
        fail("no meta." + key);
    const std::vector<HeaderList::Item>& items = found->second.items;
    if (typeField >= items.size() || !items[typeField].names)
        fail("meta." + key + " has no list of type names");
    if (items[typeField].hasOthers)
        fail("meta." + key + " holds something other than names");
    return *items[typeField].names;
}

std::size_t position(const std::vector<std::string>& names, std::string_view name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? HeapLayout::missing : static_cast<std::size_t>(found - names.begin());
}

std::size_t required(const std::vector<std::string>& names, std::string_view name, const std::string& list)
{
    const std::size_t at = position(names, name);
    if (at == HeapLayout::missing)
        fail("meta." + list + " has no \"" + std::string(name) + '"');
    return at;
}

std::optional<std::uint64_t> numberIn(const HeaderValues& header, std::string_view key)
{
    const auto found = header.numbers.find(key);
    return found == header.numbers.end() ? std::nullopt : std::optional(found->second);
}

void readGraphFields(const MetaLists& meta, HeapHeader& header, HeapLayout& layout)
{
    header.nodeFields = fieldNames(meta, "node_fields", {});
    const auto& names = header.nodeFields;
    layout.node = {names.size(),
                   required(names, "type", "node_fields"),
                   required(names, "name", "node_fields"),
                   required(names, "id", "node_fields"),
                   required(names, "self_size", "node_fields"),
                   required(names, "edge_count", "node_fields"),
                   position(names, "trace_node_id"),
                   position(names, "detachedness")};
    header.nodeTypes = typeNames(meta, "node_types", layout.node.type);

    header.edgeFields = fieldNames(meta, "edge_fields", {});
    const auto& edges = header.edgeFields;
    layout.edge = {edges.size(), required(edges, "type", "edge_fields"), required(edges, "name_or_index", "edge_fields"),
                   required(edges, "to_node", "edge_fields")};
    header.edgeTypes = typeNames(meta, "edge_types", layout.edge.type);
    if (header.nodeTypes.size() > 255 || header.edgeTypes.size() > 255)
        fail("more than 255 types");
}

void readOtherFields(const MetaLists& meta, HeapLayout& layout)
{
    const auto functions = fieldNames(meta, "trace_function_info_fields",
                                      {"function_id", "name", "script_name", "script_id", "line", "column"});
    layout.traceFunction = {functions.size(),
                            position(functions, "name"),
                            position(functions, "script_name"),
                            position(functions, "script_id"),
                            position(functions, "line"),
                            position(functions, "column")};
    const auto traces = fieldNames(meta, "trace_node_fields", {"id", "function_info_index", "count", "size", "children"});
    layout.traceNode = {traces.size(),
                        position(traces, "id"),
                        position(traces, "function_info_index"),
                        position(traces, "count"),
                        position(traces, "size"),
                        position(traces, "children")};
    const auto samples = fieldNames(meta, "sample_fields", {"timestamp_us", "last_assigned_id"});
    layout.sample = {samples.size(), position(samples, "timestamp_us"), position(samples, "last_assigned_id")};
    const auto locations = fieldNames(meta, "location_fields", {"object_index", "script_id", "line", "column"});
    layout.location = {locations.size(), position(locations, "object_index"), position(locations, "script_id"),
                       position(locations, "line"), position(locations, "column")};
}

} // namespace

HeapMeta parseHeapMeta(std::string_view text)
{
    const HeaderValues snapshot = parseHeader(text);
    if (!snapshot.isObject)
        fail("\"snapshot\" is not an object");
    if (!snapshot.meta)
        fail("no snapshot.meta");

    HeapMeta result;
    HeapHeader& header = result.header;
    header.nodeCount = numberIn(snapshot, "node_count").value_or(0);
    header.edgeCount = numberIn(snapshot, "edge_count").value_or(0);
    header.traceFunctionCount = numberIn(snapshot, "trace_function_count").value_or(0);
    header.extraNativeBytes = numberIn(snapshot, "extra_native_bytes");
    header.rootIndex = numberIn(snapshot, "root_index");
    readGraphFields(*snapshot.meta, header, result.layout);
    readOtherFields(*snapshot.meta, result.layout);
    return result;
}

} // namespace heapline
