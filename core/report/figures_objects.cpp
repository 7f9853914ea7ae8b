// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/object_lists.h"
#include "core/heap/object_names.h"
#include "core/heap/roots.h"
#include "core/report/figures_parts.h"

#include <algorithm>

namespace heapline {

namespace {

constexpr std::size_t retainersListed = 100;
constexpr std::size_t childrenListed = 2000;
constexpr std::size_t classesListed = 20;
constexpr std::size_t instancesListed = 20;

/// Writes objects as rows of DevTools' grids.
class ObjectWriter {
public:
    ObjectWriter(JsonWriter& json, const Heap& heap)
        : m_json(json)
        , m_heap(heap)
        , m_isQueryable(markQueryableObjects(heap.graph, Progress()))
    {
    }

    /// The members of an object, into the JSON object that is open.
    void write(NodeOrdinal node) const
    {
        const HeapGraph& graph = m_heap.graph;
        m_json.member("id", graph.nodes.id[node.value]);
        m_json.member("name", objectName(graph, node));
        m_json.member("type", graph.typeName(node));
        m_json.member("self", m_heap.shallowSize[node.value]);
        m_json.member("retained", m_heap.retainedSize[node.value]);
        m_json.member("distance", m_heap.distance[node.value]);
        m_json.member("detached", graph.kind(node) == NodeKind::Native && m_heap.detachedness[node.value] == 2);
        m_json.member("queriable", m_isQueryable[node.value] != 0);
    }

    /// The members "total" and "items": the edges of an object by retained size.
    void writeChildren(NodeOrdinal node) const
    {
        const HeapGraph& graph = m_heap.graph;
        const std::vector<EdgeIndex> edges = sortedEdges(m_heap, node, ObjectOrder::RetainedSize, true);
        m_json.member("total", edges.size());
        m_json.key("items");
        m_json.beginArray();
        for (std::size_t i = 0; i < std::min(childrenListed, edges.size()); ++i) {
            m_json.beginObject();
            m_json.member("edge", edgeTitle(graph, edges[i]));
            m_json.member("edgeType", graph.typeName(edges[i]));
            write(graph.target(edges[i]));
            m_json.endObject();
        }
        m_json.endArray();
    }

private:
    JsonWriter& m_json;
    const Heap& m_heap;
    Column<std::uint8_t> m_isQueryable;
};

/// The first child of the root that is named "(GC roots)", in the order of the children's rows; invalid when there is none.
NodeOrdinal gcRoots(const Heap& heap)
{
    const HeapGraph& graph = heap.graph;
    for (const EdgeIndex edge : sortedEdges(heap, graph.root, ObjectOrder::RetainedSize, true)) {
        if (objectName(graph, graph.target(edge)) == "(GC roots)")
            return graph.target(edge);
    }
    return {};
}

} // namespace

void writeRetainers(JsonWriter& json, const Heap& heap, const std::vector<NodeOrdinal>& nodes)
{
    const HeapGraph& graph = heap.graph;
    json.key("retainers");
    json.beginArray();
    for (const NodeOrdinal node : nodes) {
        const std::vector<Retainer> retainers = sortedRetainers(heap, node, ObjectOrder::Distance, false);
        json.beginObject();
        json.member("id", graph.nodes.id[node.value]);
        json.member("total", retainers.size());
        json.key("items");
        json.beginArray();
        for (std::size_t i = 0; i < std::min(retainersListed, retainers.size()); ++i) {
            const Retainer& retainer = retainers[i];
            json.beginObject();
            json.member("edge", edgeTitle(graph, retainer.edge));
            json.member("edgeType", graph.typeName(retainer.edge));
            json.member("id", graph.nodes.id[retainer.from.value]);
            json.member("name", objectName(graph, retainer.from));
            json.member("distance", retainerDistance(heap, retainer));
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }
    json.endArray();
}

void writeContainment(JsonWriter& json, const Heap& heap)
{
    const ObjectWriter objects(json, heap);
    json.key("containment");
    json.beginObject();
    json.key("root");
    json.beginObject();
    objects.writeChildren(heap.graph.root);
    json.endObject();
    if (const NodeOrdinal roots = gcRoots(heap); roots.isValid()) {
        json.key("gc_roots");
        json.beginObject();
        json.member("id", heap.graph.nodes.id[roots.value]);
        objects.writeChildren(roots);
        json.endObject();
    }
    json.endObject();
}

void writeClassInstances(JsonWriter& json, const Heap& heap, const std::vector<ClassRow>& rows)
{
    const ObjectWriter objects(json, heap);
    json.key("class_instances");
    json.beginArray();
    for (std::size_t i = 0; i < std::min(classesListed, rows.size()); ++i) {
        const std::vector<NodeOrdinal> members = sortedMembers(heap, rows[i].id, {}, ObjectOrder::RetainedSize, true);
        json.beginObject();
        json.member("key", heap.classes.key[rows[i].id.value]);
        json.member("total", members.size());
        json.key("items");
        json.beginArray();
        for (std::size_t k = 0; k < std::min(instancesListed, members.size()); ++k) {
            json.beginObject();
            objects.write(members[k]);
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }
    json.endArray();
}

} // namespace heapline
