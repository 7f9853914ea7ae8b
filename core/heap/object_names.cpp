// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/object_names.h"

#include "core/base/utf16.h"
#include "core/heap/concatenated_strings.h"
#include "core/heap/js_number.h"
#include "core/heap/property_names.h"

namespace heapline {

namespace {

constexpr std::size_t longestPlainName = 100; // UTF-16 units, as DevTools

/// "{a, b, …, z}": properties from both ends in turn, as many as fit.
std::string plainObjectName(const HeapGraph& graph, NodeOrdinal node)
{
    std::string front = "{";
    std::string back = "}";
    std::size_t units = 2;
    std::uint32_t from = graph.firstEdge[node.value];
    std::uint32_t to = graph.firstEdge[node.value + 1];
    bool atBack = false;
    while (from < to) {
        const EdgeIndex edge(atBack ? to - 1 : from);
        if (!isNamedProperty(graph, edge)) {
            atBack ? --to : ++from;
            continue;
        }
        const std::string name = formatPropertyName(graph.edgeName(edge));
        const std::size_t length = utf16Length(name);
        if (front.size() > 1 && units + length > longestPlainName)
            break;
        if (atBack) {
            --to;
            units += length + (back.size() > 1 ? 2 : 0);
            back.insert(0, back.size() > 1 ? name + ", " : name);
        } else {
            ++from;
            units += length + (front.size() > 1 ? 2 : 0);
            front += (front.size() > 1 ? ", " : "") + name;
        }
        atBack = !atBack;
    }
    if (from < to)
        front += ", …";
    if (back.size() > 1)
        front += ", ";
    return front + back;
}

} // namespace

std::string objectName(const HeapGraph& graph, NodeOrdinal node)
{
    if (graph.kind(node) == NodeKind::ConcatenatedString)
        return concatenatedText(graph, node);
    if (isPlainObject(graph, node))
        return plainObjectName(graph, node);
    return std::string(graph.name(node));
}

std::string objectTitle(const HeapGraph& graph, NodeOrdinal node)
{
    std::string name = objectName(graph, node);
    switch (graph.kind(node)) {
    case NodeKind::String:
    case NodeKind::ConcatenatedString:
    case NodeKind::SlicedString: return '"' + name + '"';
    case NodeKind::RegExp: return '/' + name + '/';
    case NodeKind::Closure: return (name.empty() ? "(anonymous)" : name) + "()";
    case NodeKind::Array: return (name.empty() ? "(internal array)" : name) + "[]";
    default: return name;
    }
}

bool hasStringName(const HeapGraph& graph, EdgeIndex edge)
{
    if (graph.isNumbered(edge))
        return false;
    return graph.kind(edge) != EdgeKind::Shortcut || !leadingInteger(graph.edgeName(edge));
}

std::string edgeTitle(const HeapGraph& graph, EdgeIndex edge)
{
    if (graph.isNumbered(edge))
        return std::to_string(graph.edges.nameOrIndex[edge.value]);
    const std::string_view name = graph.edgeName(edge);
    if (graph.kind(edge) == EdgeKind::Shortcut) {
        if (const auto number = leadingInteger(name))
            return std::to_string(*number);
    }
    return std::string(name);
}

} // namespace heapline
