// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/figures_parts.h"

namespace heapline {

namespace {

void writeTexts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts)
{
    json.key(key);
    json.beginArray();
    for (const std::string& text : texts)
        json.value(text);
    json.endArray();
}

} // namespace

void writeHeapMeta(JsonWriter& json, const Profile& profile)
{
    const Heap& heap = *profile.heap;
    const HeapHeader& header = heap.graph.header;
    json.key("meta");
    json.beginObject();
    json.member("node_count", heap.graph.nodeCount());
    json.member("edge_count", heap.graph.edgeCount());
    json.member("header_node_count", header.nodeCount);
    json.member("header_edge_count", header.edgeCount);
    json.member("trace_function_count", header.traceFunctionCount);
    json.key("extra_native_bytes");
    if (header.extraNativeBytes)
        json.value(*header.extraNativeBytes);
    else
        json.null();
    json.member("strings", heap.graph.fileStringCount);
    json.member("samples", profile.timeline ? profile.timeline->tickCount() : 0);
    json.member("has_traces", profile.stacks.has_value());
    writeTexts(json, "node_fields", header.nodeFields);
    writeTexts(json, "edge_fields", header.edgeFields);
    writeTexts(json, "node_types", header.nodeTypes);
    writeTexts(json, "edge_types", header.edgeTypes);
    json.member("total_size", heap.totalSize);
    json.member("max_js_object_id", heap.maxObjectId);
    json.key("problems");
    json.beginArray();
    for (const Note& note : profile.notes.all()) {
        if (note.severity() == NoteSeverity::DataLoss)
            json.value(note.sentence());
    }
    json.endArray();
    json.endObject();
}

void writeStatistics(JsonWriter& json, const Heap& heap)
{
    const Statistics& statistics = heap.statistics;
    json.key("statistics");
    json.beginObject();
    json.member("total", statistics.total);
    json.key("native");
    json.beginObject();
    json.member("total", statistics.nativeTotal);
    json.member("typedArrays", statistics.typedArrays);
    json.endObject();
    json.key("v8heap");
    json.beginObject();
    json.member("total", statistics.v8Total);
    json.member("code", statistics.code);
    json.member("jsArrays", statistics.jsArrays);
    json.member("strings", statistics.strings);
    json.member("system", statistics.system);
    json.endObject();
    json.endObject();
}

void writeNativeContexts(JsonWriter& json, const Heap& heap)
{
    const NativeContexts& contexts = heap.nativeContexts;
    json.key("native_contexts");
    json.beginObject();
    json.key("nativeContexts");
    json.beginArray();
    for (std::size_t i = 0; i < contexts.contexts.size(); ++i) {
        const NodeOrdinal node = contexts.contexts[i];
        json.beginObject();
        json.member("nodeId", heap.graph.nodes.id[node.value]);
        json.member("nodeIndex", nodeIndexOf(heap.graph, node));
        json.member("nodeName", heap.graph.name(node));
        json.member("attributedSize", contexts.attributedSize[i]);
        json.member("retainedSize", heap.retainedSize[node.value]);
        json.member("selfSize", heap.shallowSize[node.value]);
        json.endObject();
    }
    json.endArray();
    json.member("sharedSize", contexts.sharedSize);
    json.member("noAttributionSize", contexts.unattributedSize);
    json.endObject();
}

void writeInterfaces(JsonWriter& json, const Heap& heap)
{
    json.key("interface_definitions");
    json.beginArray();
    for (const InterfaceDefinition& definition : heap.classes.interfaces) {
        json.beginObject();
        json.member("name", definition.name);
        writeTexts(json, "properties", definition.properties);
        json.member("count", definition.count);
        json.endObject();
    }
    json.endArray();
}

} // namespace heapline
