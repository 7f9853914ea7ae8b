// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/shortest_way.h"

#include "core/heap/distances.h"
#include "core/heap/heap.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <unordered_map>

namespace heapline {

namespace {

/// The reference into an object that comes from nearer to the root than the object itself; the nearest one.
std::optional<EdgeIndex> stepTowardsRoot(const Heap& heap, NodeOrdinal object)
{
    const HeapGraph& graph = heap.graph;
    std::optional<EdgeIndex> best;
    std::int32_t nearest = heap.distance[object.value];
    for (const EdgeIndex edge : graph.edgesInto(object)) {
        const NodeOrdinal from = graph.owner(edge);
        // User roots have the distance 1 and the root itself a very large one.
        if (from == graph.root && graph.kind(edge) != EdgeKind::Invisible)
            return edge;
        const std::int32_t distance = heap.distance[from.value];
        const EdgeKind kind = graph.kind(edge);
        if (distance != noDistance && distance < nearest && kind != EdgeKind::Weak && kind != EdgeKind::Invisible) {
            nearest = distance;
            best = edge;
        }
    }
    return best;
}

/// The fewest references of any kind from the root, or from something that has a distance, to an object. Breadth first, backwards.
/// @return empty if there are none
std::vector<EdgeIndex> searchBackwards(const Heap& heap, NodeOrdinal object)
{
    const HeapGraph& graph = heap.graph;
    std::unordered_map<NodeOrdinal, EdgeIndex> onwards; // object -> the reference that leads on from it
    std::deque<NodeOrdinal> queue{object};
    onwards.emplace(object, EdgeIndex());
    while (!queue.empty()) {
        const NodeOrdinal at = queue.front();
        queue.pop_front();
        for (const EdgeIndex edge : graph.edgesInto(at)) {
            const NodeOrdinal from = graph.owner(edge);
            if (graph.kind(edge) == EdgeKind::Invisible || !onwards.try_emplace(from, edge).second)
                continue;
            if (from != graph.root && heap.distance[from.value] == noDistance) {
                queue.push_back(from);
                continue;
            }
            std::vector<EdgeIndex> way;
            for (NodeOrdinal node = from; node != object; node = graph.target(way.back()))
                way.push_back(onwards.at(node));
            return way;
        }
    }
    return {};
}

} // namespace

std::vector<EdgeIndex> shortestWay(const Heap& heap, NodeOrdinal object)
{
    const HeapGraph& graph = heap.graph;
    std::vector<EdgeIndex> way; // the last reference first
    if (heap.distance[object.value] == noDistance) {
        way = searchBackwards(heap, object);
        if (way.empty())
            return {};
        std::ranges::reverse(way);
        object = graph.owner(way.back());
    }
    while (object != graph.root) {
        const std::optional<EdgeIndex> step = stepTowardsRoot(heap, object);
        if (!step)
            return {};
        way.push_back(*step);
        object = graph.owner(*step);
    }
    std::ranges::reverse(way);
    return way;
}

} // namespace heapline
