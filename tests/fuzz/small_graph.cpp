// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/small_graph.h"

#include "tests/core/heap/v8_types.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace heapline {

namespace {

/// Bytes one by one; zeros when there are no more.
class Bytes {
public:
    explicit Bytes(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}
    std::uint8_t next() { return isAtEnd() ? std::uint8_t{0} : m_bytes[m_at++]; }
    bool isAtEnd() const { return m_at >= m_bytes.size(); }

private:
    std::span<const std::uint8_t> m_bytes;
    std::size_t m_at = 0;
};

template <std::size_t Count>
std::size_t rowOf(const std::array<std::string_view, Count>& names, std::string_view name)
{
    return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

/// Named texts that stand in a list from any of them on.
using Parts = std::vector<std::pair<std::string, std::string>>;

void rotate(Parts& parts, std::size_t by)
{
    std::rotate(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(by % parts.size()), parts.end());
}

std::string listed(const std::string& before, const std::string& text)
{
    return before.empty() ? text : before + ',' + text;
}

/// `["a","b"]` of the names of parts, or `a,b` of their texts.
std::string namesOf(const Parts& parts)
{
    std::string text;
    for (const auto& [name, value] : parts)
        text = listed(text, '"' + name + '"');
    return '[' + text + ']';
}
std::string valuesOf(const Parts& parts)
{
    std::string text;
    for (const auto& [name, value] : parts)
        text = listed(text, value);
    return text;
}

template <std::size_t Count>
std::string typeList(const std::array<std::string_view, Count>& types)
{
    std::string text;
    for (const std::string_view type : types)
        text = listed(text, '"' + std::string(type) + '"');
    return '[' + text + ']';
}

/// Strings of the file and their rows.
class Strings {
public:
    std::size_t rowFor(const std::string& text)
    {
        const auto row = static_cast<std::size_t>(std::ranges::find(m_texts, text) - m_texts.begin());
        if (row == m_texts.size())
            m_texts.push_back(text);
        return row;
    }
    std::string text() const
    {
        std::string list;
        for (const std::string& each : m_texts)
            list = listed(list, '"' + each + '"');
        return '[' + list + ']';
    }

private:
    std::vector<std::string> m_texts = {"<dummy>"};
};

Parts nodeParts(const GraphBuilder& graph, std::size_t row, Strings& strings, std::size_t order)
{
    const GraphBuilder::Node& node = graph.nodes[row];
    const auto edges = std::ranges::count(graph.edges, row, &GraphBuilder::Edge::from);
    Parts parts = {{"type", std::to_string(rowOf(v8NodeTypes, node.type))},
                   {"name", std::to_string(strings.rowFor(node.name))},
                   {"id", std::to_string(node.id)},
                   {"self_size", std::to_string(node.size)},
                   {"edge_count", std::to_string(edges)}};
    rotate(parts, order);
    return parts;
}

Parts edgeParts(const GraphBuilder::Edge& edge, Strings& strings, std::size_t nodeFields, std::size_t order)
{
    const bool isNumbered = edge.type == "element" || edge.type == "hidden";
    Parts parts = {{"type", std::to_string(rowOf(v8EdgeTypes, edge.type))},
                   {"name_or_index", isNumbered ? edge.name : std::to_string(strings.rowFor(edge.name))},
                   {"to_node", std::to_string(edge.to * nodeFields)}};
    rotate(parts, order);
    return parts;
}

/// What stands for the types of each field, in their order.
std::string typesOf(const Parts& fields, const std::string& types)
{
    std::string text;
    for (const auto& [name, value] : fields)
        text = listed(text, name == "type" ? types : R"("number")");
    return '[' + text + ']';
}

} // namespace

GraphBuilder graphOf(std::span<const std::uint8_t> bytes)
{
    Bytes rest(bytes);
    const auto count = static_cast<std::uint32_t>(2 + rest.next() % 47);
    GraphBuilder graph;
    while (graph.nodes.size() < count) {
        const std::uint8_t what = rest.next();
        const std::uint8_t size = rest.next();
        graph.add(std::string(v8NodeTypes[what % v8NodeTypes.size()]), std::string(1, static_cast<char>('A' + what / 64)),
                  size % 4 ? size : 0);
    }
    if (rest.next() % 2 != 0) {
        graph.root = count - 1;
        graph.nodes[0].type = "object";
    }
    graph.nodes[graph.root].type = "synthetic";
    while (!rest.isAtEnd()) {
        const std::uint32_t from = rest.next() % count;
        const std::uint32_t to = rest.next() % count;
        const std::uint8_t what = rest.next();
        graph.link(from, to, std::string(v8EdgeTypes[what % v8EdgeTypes.size()]), std::to_string(what / 64));
    }
    return graph;
}

std::string heapFileOf(const GraphBuilder& graph, std::size_t order)
{
    Strings strings;
    std::string nodes;
    std::string edges;
    const Parts nodeFields = nodeParts(graph, 0, strings, order);
    Parts edgeFields = edgeParts({}, strings, 0, order);
    for (std::size_t row = 0; row < graph.nodes.size(); ++row) {
        nodes = listed(nodes, valuesOf(nodeParts(graph, row, strings, order)));
        for (const GraphBuilder::Edge& edge : graph.edges) {
            if (edge.from == row)
                edges = listed(edges, valuesOf(edgeParts(edge, strings, nodeFields.size(), order)));
        }
    }
    const std::string root =
        graph.root ? R"(,"root_index":)" + std::to_string(graph.root * nodeFields.size()) : std::string();
    const std::string meta = R"({"meta":{"node_fields":)" + namesOf(nodeFields) + R"(,"node_types":)"
                             + typesOf(nodeFields, typeList(v8NodeTypes)) + R"(,"edge_fields":)" + namesOf(edgeFields)
                             + R"(,"edge_types":)" + typesOf(edgeFields, typeList(v8EdgeTypes)) + R"(},"node_count":)"
                             + std::to_string(graph.nodes.size()) + R"(,"edge_count":)" + std::to_string(graph.edges.size())
                             + root + '}';
    Parts sections = {{"nodes", '[' + nodes + ']'}, {"edges", '[' + edges + ']'}, {"strings", strings.text()}};
    rotate(sections, order / 15);
    std::string text = R"({"snapshot":)" + meta;
    for (const auto& [name, value] : sections)
        text += ",\"" + name + "\":" + value;
    return text + '}';
}

} // namespace heapline
