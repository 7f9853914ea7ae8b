// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/heap/graph_builder.h"

#include "tests/core/heap/v8_types.h"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

namespace heapline {

namespace {

const std::vector<std::string> nodeTypes(v8NodeTypes.begin(), v8NodeTypes.end());
const std::vector<std::string> edgeTypes = [] {
    std::vector<std::string> types(v8EdgeTypes.begin(), v8EdgeTypes.end());
    types.emplace_back("invisible"); // in old and foreign files
    return types;
}();

std::uint8_t numberOf(const std::vector<std::string>& names, const std::string& name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::uint8_t{255} : static_cast<std::uint8_t>(found - names.begin());
}

/// Words of a statement; '' keeps blanks together.
std::vector<std::string> wordsOf(std::string_view statement)
{
    std::vector<std::string> words;
    bool inWord = false;
    bool inQuotes = false;
    for (const char c : statement) {
        inQuotes = inQuotes != (c == '\'');
        const bool isBlank = !inQuotes && (c == ' ' || c == '\n');
        if (!isBlank) {
            if (!inWord)
                words.emplace_back();
            words.back().push_back(c);
        }
        inWord = !isBlank;
    }
    return words;
}

std::string withoutQuotes(std::string text)
{
    std::erase(text, '\'');
    return text;
}

} // namespace

GraphBuilder::GraphBuilder(std::string_view drawing)
{
    node("root");
    nodes[0].type = "synthetic";
    nodes[0].name = "";
    draw(drawing);
}

std::uint32_t GraphBuilder::node(const std::string& label)
{
    const auto [entry, isNew] = m_labels.try_emplace(label, static_cast<std::uint32_t>(nodes.size()));
    if (isNew)
        nodes.push_back({"object", label, 2 * nodes.size() + 1, 0, 0});
    return entry->second;
}

std::uint32_t GraphBuilder::add(std::string type, std::string name, std::uint64_t size)
{
    const std::uint32_t row = node(std::to_string(nodes.size()));
    nodes[row].type = std::move(type);
    nodes[row].name = std::move(name);
    nodes[row].size = size;
    return row;
}

void GraphBuilder::link(std::uint32_t from, std::uint32_t to, std::string type, std::string name)
{
    edges.push_back({from, to, std::move(type), std::move(name)});
}

std::string GraphBuilder::labelOf(NodeOrdinal wanted) const
{
    for (const auto& [label, row] : m_labels) {
        if (row == wanted.value)
            return label;
    }
    throw std::logic_error("no such object");
}

void GraphBuilder::draw(std::string_view drawing)
{
    const auto takeObject = [this](const std::string& word) {
        const std::string label = word.substr(0, word.find_first_of(":(@="));
        const std::uint32_t row = node(label);
        for (std::size_t at = label.size(); at < word.size();) {
            const std::size_t end =
                word[at] == '=' ? word.size() : std::min(word.find_first_of(":(@=", at + 1), word.size());
            const std::string value = word.substr(at + 1, end - at - 1);
            switch (word[at]) {
            case ':': nodes[row].type = value == "cons" ? "concatenated string" : withoutQuotes(value); break;
            case '(': nodes[row].size = std::stoull(value); break;
            case '@': nodes[row].id = std::stoull(value); break;
            default: nodes[row].name = withoutQuotes(value);
            }
            at = end;
        }
        return row;
    };
    for (std::size_t begin = 0; begin < drawing.size();) {
        const std::size_t end = std::min(drawing.find(';', begin), drawing.size());
        const std::vector<std::string> words = wordsOf(drawing.substr(begin, end - begin));
        begin = end + 1;
        if (words.empty())
            continue;
        const std::uint32_t from = takeObject(words[0]);
        std::string type = "property";
        std::string name;
        for (std::size_t i = 2; i < words.size(); ++i) {
            const std::size_t colon = std::min(words[i].find(':'), words[i].size());
            const std::string kind = words[i].substr(0, colon);
            if (std::find(edgeTypes.begin(), edgeTypes.end(), kind) != edgeTypes.end()) {
                type = kind;
                name = withoutQuotes(words[i].substr(std::min(colon + 1, words[i].size())));
                continue;
            }
            const std::uint32_t to = takeObject(words[i]);
            const bool isNumbered = type == "element" || type == "hidden";
            link(from, to, type, !name.empty() ? name : isNumbered ? std::to_string(to) : labelOf(NodeOrdinal(to)));
            type = "property";
            name.clear();
        }
    }
}

HeapGraph GraphBuilder::columns() const
{
    HeapGraph graph;
    graph.header.nodeFields = {"type", "name", "id", "self_size", "edge_count"};
    graph.header.nodeTypes = nodeTypes;
    graph.header.edgeTypes = edgeTypes;
    if (extraNativeBytes)
        graph.header.extraNativeBytes = extraNativeBytes;
    if (root)
        graph.header.rootIndex = root * graph.header.nodeFields.size();
    std::unordered_map<std::string, StringId> known;
    const auto stringFor = [&](const std::string& text) {
        const auto [entry, isNew] = known.try_emplace(text);
        if (isNew)
            entry->second = graph.strings.append(text);
        return entry->second;
    };
    stringFor("<dummy>");

    std::vector<const Edge*> sorted;
    for (const Edge& edge : edges)
        sorted.push_back(&edge);
    std::stable_sort(sorted.begin(), sorted.end(), [](const Edge* a, const Edge* b) { return a->from < b->from; });
    NodeColumns& columns = graph.nodes;
    columns.id.resize(nodes.size());
    columns.id.widen();
    columns.selfSize.resize(nodes.size());
    columns.selfSize.widen();
    columns.edgeCount.assign(nodes.size(), 0);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        columns.type.push_back(numberOf(nodeTypes, nodes[i].type));
        columns.name.push_back(stringFor(nodes[i].name));
        columns.id.wideData()[i] = nodes[i].id;
        columns.selfSize.wideData()[i] = nodes[i].size;
        if (withStates)
            columns.detachedness.push_back(nodes[i].state);
    }
    for (const Edge* edge : sorted) {
        ++columns.edgeCount[edge->from];
        const bool isNumbered = edge->type == "element" || edge->type == "hidden";
        graph.edges.type.push_back(numberOf(edgeTypes, edge->type));
        graph.edges.nameOrIndex.push_back(isNumbered ? static_cast<std::uint32_t>(std::stoul(edge->name))
                                                     : stringFor(edge->name).value);
        graph.edges.toNode.push_back(NodeOrdinal(edge->to));
    }
    graph.fileStringCount = graph.strings.size();
    graph.locations = locations;
    return graph;
}

HeapGraph GraphBuilder::build() const
{
    HeapGraph graph = columns();
    Progress progress;
    graph.link(progress);
    return graph;
}

Heap GraphBuilder::analyse() const
{
    Notes notes;
    Progress progress;
    return analyseHeap(columns(), notes, progress);
}

} // namespace heapline
