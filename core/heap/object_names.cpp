// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/object_names.h"

#include "core/base/utf16.h"
#include "core/heap/js_number.h"
#include "core/heap/property_names.h"

#include <vector>

namespace heapline {

namespace {

constexpr std::size_t longestPlainName = 100; // UTF-16 units, as DevTools
constexpr std::size_t mostParts = 100'000;    // parts without text could go round in a ring for ever

std::string concatenatedText(const HeapGraph& graph, NodeOrdinal node)
{
    std::string text;
    std::size_t units = 0;
    std::vector<NodeOrdinal> open = {node};
    for (std::size_t steps = 0; !open.empty() && units < longestConcatenatedText && steps < mostParts; ++steps) {
        const NodeOrdinal part = open.back();
        open.pop_back();
        if (graph.kind(part) != NodeKind::ConcatenatedString) {
            text += graph.name(part);
            units += utf16Length(graph.name(part));
            continue;
        }
        const ConcatenatedParts parts = concatenatedParts(graph, part);
        open.push_back(parts.second);
        open.push_back(parts.first);
    }
    return text;
}

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

ConcatenatedParts concatenatedParts(const HeapGraph& graph, NodeOrdinal node)
{
    ConcatenatedParts parts{NodeOrdinal(0), NodeOrdinal(0)};
    for (const EdgeIndex edge : graph.edgesOf(node)) {
        if (graph.kind(edge) != EdgeKind::Internal)
            continue;
        if (graph.edgeName(edge) == "first" && parts.first.value == 0)
            parts.first = graph.target(edge);
        else if (graph.edgeName(edge) == "second" && parts.second.value == 0)
            parts.second = graph.target(edge);
    }
    return parts;
}

NodeOrdinal concatenatedBeginning(const HeapGraph& graph, NodeOrdinal node)
{
    const NodeOrdinal first = concatenatedParts(graph, node).first;
    return graph.kind(first) == NodeKind::ConcatenatedString ? first : NodeOrdinal();
}

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
