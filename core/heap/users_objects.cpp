// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/users_objects.h"

#include "core/heap/heap_graph.h"

#include <string_view>

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
    case NodeKind::RegExp: return isScope(graph, node) || !graph.name(node).starts_with("system / ");
    // "<li>" is a program's, "blink::HeapHashTableBacking<…>" the browser's.
    case NodeKind::Native:
        return !graph.name(node).starts_with("system / ") && graph.name(node).find("::") == std::string_view::npos;
    default: return isScope(graph, node);
    }
}

} // namespace heapline
