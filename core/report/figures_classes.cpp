// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utf16.h"
#include "core/heap/comparison.h"
#include "core/heap/filters.h"
#include "core/report/class_list.h"
#include "core/report/figures_parts.h"

#include <algorithm>

namespace heapline {

namespace {

/// DevTools' own name of a filter.
std::string filterName(const Heap& heap, const ObjectFilter& filter)
{
    switch (filter.kind) {
    case ObjectFilterKind::DuplicatedStrings: return "duplicatedStrings";
    case ObjectFilterKind::RetainedByDetachedNodes: return "objectsRetainedByDetachedDomNodes";
    case ObjectFilterKind::RetainedByContexts: return "objectsRetainedByContexts";
    case ObjectFilterKind::RetainedByConsole: return "objectsRetainedByConsole";
    case ObjectFilterKind::RetainedByEventHandlers: return "objectsRetainedByEventHandlers";
    case ObjectFilterKind::AttributedToNativeContext:
        return "nativeContext_" + std::to_string(nodeIndexOf(heap.graph, filter.nativeContext));
    case ObjectFilterKind::SharedBetweenNativeContexts: return "sharedNativeContext";
    case ObjectFilterKind::WithoutNativeContext: return "noNativeContext";
    }
    return {};
}

} // namespace

std::uint64_t nodeIndexOf(const HeapGraph& graph, NodeOrdinal node)
{
    return std::uint64_t{node.value} * graph.header.nodeFields.size();
}

void writeClassRows(JsonWriter& json, const Heap& heap, std::string_view key, const std::vector<ClassRow>& rows)
{
    json.key(key);
    json.beginArray();
    for (const ClassRow& row : rows) {
        json.beginObject();
        json.member("key", heap.classes.key[row.id.value]);
        json.member("name", heap.classes.name[row.id.value]);
        json.member("count", row.count);
        json.member("self", row.shallowSize);
        json.member("maxRet", row.retainedSize);
        json.member("distance", row.distance);
        json.endObject();
    }
    json.endArray();
}

void writeFilters(JsonWriter& json, const Heap& heap)
{
    json.key("filters");
    json.beginObject();
    for (const ObjectFilter& filter : objectFilters(heap))
        writeClassRows(json, heap, filterName(heap, filter), listClasses(heap, passingObjects(heap, filter, Progress())));
    json.endObject();
}

void writeComparison(JsonWriter& json, const Heap& newer, const Heap& base)
{
    Progress progress;
    std::vector<ClassDifference> rows = compareById(newer, base, progress).rows;
    std::erase_if(rows, [](const ClassDifference& row) { return !row.differs(); });
    std::ranges::stable_sort(rows, [](const ClassDifference& a, const ClassDifference& b) {
        return a.addedSize != b.addedSize ? a.addedSize > b.addedSize : compareUtf16(a.name, b.name) < 0;
    });
    json.key("comparison");
    json.beginArray();
    for (const ClassDifference& row : rows) {
        json.beginObject();
        json.member("key", row.key);
        json.member("name", row.name);
        json.member("addedCount", row.addedCount);
        json.member("removedCount", row.removedCount);
        json.member("countDelta", row.countDelta());
        json.member("addedSize", row.addedSize);
        json.member("removedSize", row.removedSize);
        json.member("sizeDelta", row.sizeDelta());
        json.endObject();
    }
    json.endArray();
}

} // namespace heapline
