// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/users_objects.h"

#include "core/heap/heap_graph.h"

namespace heapline {

bool isScope(const HeapGraph& graph, NodeOrdinal node)
{
    return graph.name(node).starts_with("system / Context");
}

bool isUsersObject(const HeapGraph& graph, NodeOrdinal node)
{
    switch (graph.kind(node)) {
    case NodeKind::Object:
    case NodeKind::Closure:
    case NodeKind::RegExp:
    case NodeKind::Native: return isScope(graph, node) || !graph.name(node).starts_with("system / ");
    default: return isScope(graph, node);
    }
}

} // namespace heapline
