// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text_search.h"
#include "core/heap/heap_graph.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace heapline {

/// Tells whether texts match one pattern, and how many it could not tell of.
class TextTester {
public:
    explicit TextTester(const TextPattern& pattern) : m_finder(pattern) {}

    /// @throws ErrorException CostlyPattern if too many texts are undecided
    bool matches(std::string_view text);
    /// Texts that the expression would take too long on; they count as no match.
    std::size_t undecided() const { return m_undecided; }

private:
    TextFinder m_finder;
    std::size_t m_undecided = 0;
};

/// Tells whether displayed names match. Most names are strings of the file, which have been searched already; of plain objects with the same
/// properties, and of concatenated strings of which one begins with the other, one name is made. For one thread at a time.
class NameMatcher {
public:
    /// @param strings which strings of the graph match; has to outlive the matcher, as has the graph
    NameMatcher(const HeapGraph& graph, const TextMatches& strings, const TextPattern& pattern);

    /// Whether objectName() of an object matches.
    bool matches(NodeOrdinal node);
    std::size_t undecided() const { return m_tester.undecided(); }

private:
    /// An object, and whether the name matches that its properties give it.
    struct Shape {
        NodeOrdinal example;
        bool isMatch = false;
    };

    bool matchesConcatenated(NodeOrdinal node);
    bool matchesPlainObject(NodeOrdinal node);
    bool haveSameProperties(NodeOrdinal a, NodeOrdinal b) const;

    const HeapGraph& m_graph;
    const TextMatches& m_strings;
    TextTester m_tester;
    std::unordered_map<NodeOrdinal, bool> m_namesakes; ///< whether the name matches that other strings have from them
    std::unordered_map<std::uint64_t, Shape> m_shapes; ///< hash of the names of properties -> one of the shapes with it
};

} // namespace heapline
