// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/duplicated_strings.h"

#include "core/heap/heap.h"
#include "core/heap/js_number.h"
#include "core/heap/object_names.h"
#include "core/heap/recorded_values.h"
#include "core/heap/stops.h"
#include "core/heap/string_text.h"

#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

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

/// Whether V8 has put the text of a concatenated string into one of its parts and emptied the other one.
bool isFlattened(const HeapGraph& graph, NodeOrdinal node)
{
    for (const EdgeIndex edge : graph.edgesOf(node)) {
        if (graph.kind(edge) != EdgeKind::Internal)
            continue;
        const std::string_view name = graph.edgeName(edge);
        if ((name == "first" || name == "second") && objectName(graph, graph.target(edge)).empty())
            return true;
    }
    return false;
}

/// What else tells strings apart whose text was cut.
struct CutText {
    std::optional<std::int64_t> length;
    std::optional<std::int64_t> hash;

    bool operator==(const CutText&) const = default;
};

class Finder {
public:
    explicit Finder(const Heap& heap) : m_graph(heap.graph), m_isDuplicate(heap.graph.nodeCount(), 0) {}

    void add(NodeOrdinal node)
    {
        const bool isConcatenated = m_graph.kind(node) == NodeKind::ConcatenatedString;
        if (isConcatenated && isFlattened(m_graph, node))
            return;
        if (isConcatenated)
            m_ownTexts.push_back(objectName(m_graph, node));
        const std::string_view text = isConcatenated ? std::string_view(m_ownTexts.back()) : m_graph.name(node);
        const bool isNewText = valueText(m_graph, internalTarget(m_graph, node, "truncated"), "bool") == "true"
                                   ? addCut(text, node)
                                   : addWhole(text, node);
        if (isConcatenated && !isNewText)
            m_ownTexts.pop_back();
    }

    std::vector<std::uint8_t> take() { return std::move(m_isDuplicate); }

private:
    /// @return whether the text must be kept: it has become a key
    bool addWhole(std::string_view text, NodeOrdinal node)
    {
        const auto [entry, isNew] = m_whole.try_emplace(text, node);
        if (!isNew)
            m_isDuplicate[entry->second.value] = m_isDuplicate[node.value] = 1;
        return isNew;
    }

    bool addCut(std::string_view text, NodeOrdinal node)
    {
        const CutText cut{integerOf(m_graph, node, "length"), integerOf(m_graph, node, "hash")};
        const auto [entry, isNew] = m_cut.try_emplace(text);
        for (const auto& [known, first] : entry->second) {
            if (known == cut) {
                m_isDuplicate[first.value] = m_isDuplicate[node.value] = 1;
                return isNew;
            }
        }
        entry->second.emplace_back(cut, node);
        return isNew;
    }

    const HeapGraph& m_graph;
    std::vector<std::uint8_t> m_isDuplicate;
    std::deque<std::string> m_ownTexts; ///< texts that are in no string table; the keys below point here, too
    std::unordered_map<std::string_view, NodeOrdinal> m_whole; ///< text -> first string that has it
    std::unordered_map<std::string_view, std::vector<std::pair<CutText, NodeOrdinal>>> m_cut;
};

} // namespace

namespace {

std::string wholeText(const Heap& heap, NodeOrdinal string, std::size_t most, const Progress& progress)
{
    return stringText(heap, string, most, progress).text;
}

} // namespace

EqualStrings findEqualStrings(const Heap& heap, NodeOrdinal string, const Progress& progress)
{
    const HeapGraph& graph = heap.graph;
    const std::string text = objectName(graph, string);
    const auto isCut = [&](NodeOrdinal node) {
        return valueText(graph, internalTarget(graph, node, "truncated"), "bool") == "true";
    };
    const auto cutOf = [&](NodeOrdinal node) {
        return CutText{integerOf(graph, node, "length"), integerOf(graph, node, "hash")};
    };
    const bool isOwnCut = isCut(string);
    // Names of concatenated strings end behind 1024 units: the filter stops there, this looks further.
    const std::string whole = wholeText(heap, string, std::numeric_limits<std::size_t>::max(), progress);
    const bool isLong = whole.size() > text.size();
    EqualStrings equal;
    for (std::uint32_t i = 0; i < graph.nodeCount(); ++i) {
        if (i % nodesBetweenStops == 0)
            progress.throwIfStopped();
        const NodeOrdinal node(i);
        const NodeKind kind = graph.kind(node);
        if ((kind != NodeKind::String && kind != NodeKind::ConcatenatedString) || heap.shallowSize[i] == 0)
            continue;
        const bool isSame = kind == NodeKind::String ? graph.name(node) == text
                                                     : !isFlattened(graph, node) && objectName(graph, node) == text;
        if (!isSame || isCut(node) != isOwnCut || (isOwnCut && cutOf(node) != cutOf(string)))
            continue;
        if ((isLong || kind == NodeKind::ConcatenatedString) && node != string
            && wholeText(heap, node, whole.size() + 1, progress) != whole)
            continue;
        ++equal.count;
        equal.bytes += heap.shallowSize[i];
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
