// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/duplicated_strings.h"

#include "core/heap/heap.h"
#include "core/heap/js_number.h"
#include "core/heap/object_names.h"
#include "core/heap/recorded_values.h"
#include "core/heap/stops.h"
#include "core/heap/whole_texts.h"

#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace heapline {

namespace {

/// Text of the value that a made-up node of V8 ("int", "bool") stands for; empty when the node is no such one.
std::string_view valueText(const HeapGraph& graph, NodeOrdinal node, std::string_view kind)
{
    if (!node.isValid() || graph.kind(node) != NodeKind::Number || graph.name(node) != kind)
        return {};
    const NodeOrdinal value = internalTarget(graph, node, "value");
    return value.isValid() ? graph.name(value) : std::string_view();
}

std::optional<std::int64_t> integerOf(const HeapGraph& graph, NodeOrdinal string, std::string_view edge)
{
    return leadingInteger(valueText(graph, internalTarget(graph, string, edge), "int"));
}

bool isNameless(const HeapGraph& graph, NodeOrdinal node)
{
    if (graph.kind(node) == NodeKind::ConcatenatedString)
        return !graph.concatenatedStrings.namesake(node).isValid();
    return graph.name(node).empty();
}

/// Whether V8 has put the text of a concatenated string into one of its parts and emptied the other one.
bool isFlattened(const HeapGraph& graph, NodeOrdinal node)
{
    for (const EdgeIndex edge : graph.edgesOf(node)) {
        if (graph.kind(edge) != EdgeKind::Internal)
            continue;
        const std::string_view name = graph.edgeName(edge);
        if ((name == "first" || name == "second") && isNameless(graph, graph.target(edge)))
            return true;
    }
    return false;
}

/// What else tells strings apart whose text was cut: many may begin alike.
struct CutText {
    std::optional<std::int64_t> length;
    std::optional<std::int64_t> hash;

    bool operator==(const CutText&) const = default;
};

CutText cutText(const HeapGraph& graph, NodeOrdinal node)
{
    return {integerOf(graph, node, "length"), integerOf(graph, node, "hash")};
}

bool isTruncated(const HeapGraph& graph, NodeOrdinal node)
{
    return valueText(graph, internalTarget(graph, node, "truncated"), "bool") == "true";
}

/// Numbers of displayed texts: equal texts have one, in whatever way the file has them. Each is looked at once, not once for each string.
class TextNumbers {
public:
    explicit TextNumbers(const HeapGraph& graph) : m_graph(graph), m_ofString(graph.strings.size(), unknown) {}

    /// @param node a flat or concatenated string
    std::uint32_t of(NodeOrdinal node)
    {
        if (m_graph.kind(node) == NodeKind::String)
            return ofString(m_graph.nodes.name[node.value]);
        const NodeOrdinal namesake = m_graph.concatenatedStrings.namesake(node);
        if (namesake == node || !namesake.isValid())
            return ofText(objectName(m_graph, node));
        if (m_graph.kind(namesake) != NodeKind::ConcatenatedString)
            return ofString(m_graph.nodes.name[namesake.value]);
        const auto [known, isNew] = m_ofNamesake.try_emplace(namesake, unknown);
        if (isNew)
            known->second = ofText(objectName(m_graph, node));
        return known->second;
    }

    std::uint32_t count() const { return static_cast<std::uint32_t>(m_ofKey.size()); }

private:
    static constexpr std::uint32_t unknown = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::size_t mostBytesKept = 8192;

    std::uint32_t ofString(StringId string)
    {
        std::uint32_t& number = m_ofString[string.value];
        if (number == unknown) {
            const std::string_view text = m_graph.strings[string];
            number = text.size() <= mostBytesKept ? ofKey(text) : ofText(std::string(text));
        }
        return number;
    }

    std::uint32_t ofText(const std::string& text)
    {
        if (text.size() <= mostBytesKept)
            return ofKey(*m_ownKeys.insert(text).first);
        // The beginning, the length and a hash stand for it: each of a million texts may be as long as the file.
        std::string key(text, 0, mostBytesKept);
        key.append(std::to_string(text.size())).append(1, ' ').append(std::to_string(std::hash<std::string>()(text)));
        return ofKey(*m_ownKeys.insert(std::move(key)).first);
    }

    /// @param key is kept elsewhere
    std::uint32_t ofKey(std::string_view key) { return m_ofKey.try_emplace(key, count()).first->second; }

    const HeapGraph& m_graph;
    std::unordered_set<std::string> m_ownKeys;
    std::unordered_map<std::string_view, std::uint32_t> m_ofKey;
    std::vector<std::uint32_t> m_ofString; ///< [strings of the graph]
    std::unordered_map<NodeOrdinal, std::uint32_t> m_ofNamesake;
};

struct CutKey {
    std::uint32_t text = 0;
    CutText cut;

    bool operator==(const CutKey&) const = default;
};

struct CutKeyHash {
    std::size_t operator()(const CutKey& key) const
    {
        constexpr std::size_t factor = 0x9E3779B97F4A7C15; // golden ratio: the parts have bits of equal worth
        const std::hash<std::optional<std::int64_t>> hash;
        return (key.text * factor + hash(key.cut.length)) * factor + hash(key.cut.hash);
    }
};

class Finder {
public:
    explicit Finder(const Heap& heap) : m_graph(heap.graph), m_isDuplicate(heap.graph.nodeCount(), 0), m_texts(heap.graph) {}

    void add(NodeOrdinal node)
    {
        if (m_graph.kind(node) == NodeKind::ConcatenatedString && isFlattened(m_graph, node))
            return;
        const std::uint32_t text = m_texts.of(node);
        if (isTruncated(m_graph, node)) {
            addTo(m_cut.try_emplace({text, cutText(m_graph, node)}).first->second, node);
        } else {
            m_whole.resize(m_texts.count());
            addTo(m_whole[text], node);
        }
    }

    std::vector<std::uint8_t> take() { return std::move(m_isDuplicate); }

private:
    void addTo(NodeOrdinal& first, NodeOrdinal node)
    {
        if (first.isValid())
            m_isDuplicate[first.value] = m_isDuplicate[node.value] = 1;
        else
            first = node;
    }

    const HeapGraph& m_graph;
    std::vector<std::uint8_t> m_isDuplicate;
    TextNumbers m_texts;
    std::vector<NodeOrdinal> m_whole; ///< text -> first string that has it
    std::unordered_map<CutKey, NodeOrdinal, CutKeyHash> m_cut;
};

/// Tells strings of one displayed name.
class NameTester {
public:
    NameTester(const HeapGraph& graph, NodeOrdinal string) : m_graph(graph), m_name(objectName(graph, string)) {}

    /// @param node a flat or concatenated string
    bool hasName(NodeOrdinal node)
    {
        if (m_graph.kind(node) == NodeKind::String)
            return isName(m_graph.nodes.name[node.value]);
        const NodeOrdinal namesake = m_graph.concatenatedStrings.namesake(node);
        if (namesake == node || !namesake.isValid())
            return objectName(m_graph, node) == m_name;
        if (m_graph.kind(namesake) != NodeKind::ConcatenatedString)
            return isName(m_graph.nodes.name[namesake.value]);
        const auto [known, isNew] = m_namesakes.try_emplace(namesake);
        if (isNew)
            known->second = objectName(m_graph, node) == m_name;
        return known->second;
    }

private:
    /// Most are of another length, and the others may be one string of a million objects.
    bool isName(StringId string)
    {
        const std::string_view text = m_graph.strings[string];
        if (text.size() != m_name.size())
            return false;
        const auto [known, isNew] = m_strings.try_emplace(string);
        if (isNew)
            known->second = text == m_name;
        return known->second;
    }

    const HeapGraph& m_graph;
    std::string m_name;
    std::unordered_map<StringId, bool> m_strings;
    std::unordered_map<NodeOrdinal, bool> m_namesakes;
};

} // namespace

EqualStrings findEqualStrings(const Heap& heap, NodeOrdinal string, const Progress& progress)
{
    const HeapGraph& graph = heap.graph;
    NameTester name(graph, string);
    WholeTexts texts(graph, progress);
    const bool isCut = isTruncated(graph, string);
    const CutText cut = cutText(graph, string);
    const auto isEqual = [&](NodeOrdinal node) {
        const bool isConcatenated = graph.kind(node) == NodeKind::ConcatenatedString;
        if ((isConcatenated && isFlattened(graph, node)) || !name.hasName(node) || isTruncated(graph, node) != isCut
            || (isCut && cutText(graph, node) != cut))
            return false;
        // Names of concatenated strings end behind 1024 units: the filter stops there, this looks further.
        return (!isConcatenated && graph.kind(string) != NodeKind::ConcatenatedString) || texts.areEqual(string, node);
    };
    EqualStrings equal;
    for (std::uint32_t i = 0; i < graph.nodeCount(); ++i) {
        if (i % nodesBetweenStops == 0)
            progress.throwIfStopped();
        const NodeOrdinal node(i);
        const NodeKind kind = graph.kind(node);
        if ((kind == NodeKind::String || kind == NodeKind::ConcatenatedString) && heap.shallowSize[i] != 0
            && isEqual(node)) {
            ++equal.count;
            equal.bytes += heap.shallowSize[i];
        }
    }
    return equal;
}

std::vector<std::uint8_t> findDuplicatedStrings(const Heap& heap, const Progress& progress)
{
    Finder finder(heap);
    for (std::uint32_t i = 0; i < heap.graph.nodeCount(); ++i) {
        if (i % nodesBetweenStops == 0)
            progress.throwIfStopped();
        const NodeKind kind = heap.graph.kind(NodeOrdinal(i));
        if ((kind == NodeKind::String || kind == NodeKind::ConcatenatedString) && heap.shallowSize[i] != 0)
            finder.add(NodeOrdinal(i));
    }
    return finder.take();
}

} // namespace heapline
