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

/// Of names that are not strings of the file, so much is kept: each of a million may be as long as the file.
constexpr std::size_t mostBytesKept = 8192;

/// A name, or the beginning of one.
struct Name {
    std::string_view text;
    NodeOrdinal whole; ///< whose name begins so and goes on; invalid: the text is all

    bool isWhole() const { return !whole.isValid(); }
};

class Names {
public:
    explicit Names(const HeapGraph& graph) : m_graph(graph) {}

    /// @return its row
    std::uint32_t add(std::string_view text)
    {
        m_names.push_back({text, {}});
        return static_cast<std::uint32_t>(m_names.size() - 1);
    }

    std::uint32_t addMadeUp(NodeOrdinal object)
    {
        const std::string name = objectName(m_graph, object);
        const std::string& kept = m_madeUp.emplace_back(name, 0, mostBytesKept);
        m_names.push_back({kept, kept.size() == name.size() ? NodeOrdinal() : object});
        return static_cast<std::uint32_t>(m_names.size() - 1);
    }

    std::size_t count() const { return m_names.size(); }

    std::strong_ordering compare(std::uint32_t a, std::uint32_t b) const
    {
        const Name& one = m_names[a];
        const Name& other = m_names[b];
        const std::size_t common = std::min({one.text.size(), other.text.size(), mostBytesKept - longestCharacter});
        if ((one.isWhole() && other.isWhole()) || one.text.substr(0, common) != other.text.substr(0, common))
            return compareUtf16(one.text, other.text);
        return compareUtf16(wholeOf(one), wholeOf(other));
    }

private:
    static constexpr std::size_t longestCharacter = 4; ///< bytes: what is kept may end within one

    std::string wholeOf(const Name& name) const
    {
        return name.isWhole() ? std::string(name.text) : objectName(m_graph, name.whole);
    }

    const HeapGraph& m_graph;
    std::vector<Name> m_names; // not all different: the same text may stand in two strings of the file
    std::deque<std::string> m_madeUp;
};

} // namespace

std::vector<std::uint32_t> rankNames(const HeapGraph& graph, std::span<const NodeOrdinal> objects)
{
    Names names(graph);
    std::unordered_map<NodeOrdinal, std::uint32_t> nameOfNamesake;
    std::unordered_map<StringId, std::uint32_t> nameOfString;
    std::vector<std::uint32_t> nameOf(objects.size());
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const bool isConcatenated = graph.kind(objects[i]) == NodeKind::ConcatenatedString;
        const NodeOrdinal object = isConcatenated ? graph.concatenatedStrings.namesake(objects[i]) : objects[i];
        if (!object.isValid()) {
            nameOf[i] = names.add({});
        } else if (graph.kind(object) == NodeKind::ConcatenatedString) {
            const auto [entry, isNew] = nameOfNamesake.try_emplace(object);
            if (isNew)
                entry->second = names.addMadeUp(object);
            nameOf[i] = entry->second;
        } else if (!isConcatenated && isPlainObject(graph, object)) {
            nameOf[i] = names.addMadeUp(object);
        } else {
            const auto [entry, isNew] = nameOfString.try_emplace(graph.nodes.name[object.value]);
            if (isNew)
                entry->second = names.add(graph.name(object));
            nameOf[i] = entry->second;
        }
    }

    std::vector<std::uint32_t> order(names.count());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return names.compare(a, b) < 0; });
    std::vector<std::uint32_t> rankOfName(names.count());
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool isSame = i > 0 && names.compare(order[i], order[i - 1]) == 0;
        rankOfName[order[i]] = isSame ? rankOfName[order[i - 1]] : static_cast<std::uint32_t>(i);
    }
    for (std::uint32_t& name : nameOf)
        name = rankOfName[name];
    return nameOf;
}

} // namespace heapline
