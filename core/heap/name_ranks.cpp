// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/name_ranks.h"

#include "core/base/utf16.h"
#include "core/heap/object_names.h"
#include "core/heap/property_names.h"

#include <algorithm>
#include <deque>
#include <numeric>
#include <string>
#include <string_view>
#include <unordered_map>

namespace heapline {

namespace {

/// Names of concatenated strings. A program that adds to a text in a loop leaves one for each addition, which begins with the one before:
/// from the first that is as long as is displayed on, all have its name, and none has to be gone through to its beginning.
class ConcatenatedNames {
public:
    explicit ConcatenatedNames(const HeapGraph& graph)
        : m_graph(graph)
    {
    }

    /// Stays where it is while this lives. O(1) on average where strings begin with one another.
    const std::string* nameOf(NodeOrdinal node)
    {
        m_open.clear();
        NodeOrdinal at = node;
        while (at.isValid() && m_known.try_emplace(at).second) {
            m_open.push_back(at);
            at = concatenatedBeginning(m_graph, at);
        }
        Name below = at.isValid() ? m_known[at] : Name();
        if (at.isValid() && !below.text) // it begins with itself, and never with a text
            below = {&m_texts.emplace_back(), true};
        for (; !m_open.empty(); m_open.pop_back()) {
            if (!below.isFull) {
                const std::string& text = m_texts.emplace_back(objectName(m_graph, m_open.back()));
                below = {&text, utf16Length(text) >= longestConcatenatedText};
            }
            m_known[m_open.back()] = below;
        }
        return m_known[node].text;
    }

private:
    struct Name {
        const std::string* text = nullptr;
        bool isFull = false; ///< nothing that is added behind it is displayed
    };
    const HeapGraph& m_graph;
    std::deque<std::string> m_texts;
    std::unordered_map<NodeOrdinal, Name> m_known;
    std::vector<NodeOrdinal> m_open;
};

} // namespace

std::vector<std::uint32_t> rankNames(const HeapGraph& graph, std::span<const NodeOrdinal> objects)
{
    std::vector<std::string_view> names; // not all different: the same text may stand in two strings of the file
    std::deque<std::string> madeUp;
    ConcatenatedNames concatenated(graph);
    std::unordered_map<const std::string*, std::uint32_t> nameOfText;
    std::unordered_map<StringId, std::uint32_t> nameOfString;
    std::vector<std::uint32_t> nameOf(objects.size());
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const auto next = static_cast<std::uint32_t>(names.size());
        if (graph.kind(objects[i]) == NodeKind::ConcatenatedString) {
            const std::string* const text = concatenated.nameOf(objects[i]);
            const auto [entry, isNew] = nameOfText.try_emplace(text, next);
            if (isNew)
                names.emplace_back(*text);
            nameOf[i] = entry->second;
            continue;
        }
        if (isPlainObject(graph, objects[i])) {
            names.push_back(madeUp.emplace_back(objectName(graph, objects[i])));
            nameOf[i] = next;
            continue;
        }
        const auto [entry, isNew] = nameOfString.try_emplace(graph.nodes.name[objects[i].value], next);
        if (isNew)
            names.push_back(graph.name(objects[i]));
        nameOf[i] = entry->second;
    }

    std::vector<std::uint32_t> order(names.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return compareUtf16(names[a], names[b]) < 0; });
    std::vector<std::uint32_t> rankOfName(names.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool isSame = i > 0 && names[order[i]] == names[order[i - 1]];
        rankOfName[order[i]] = isSame ? rankOfName[order[i - 1]] : static_cast<std::uint32_t>(i);
    }
    for (std::uint32_t& name : nameOf)
        name = rankOfName[name];
    return nameOf;
}

} // namespace heapline
