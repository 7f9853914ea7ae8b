// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/utf16_places.h"
#include "core/heap/heap_graph.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace heapline {

struct Heap;

/// Whether V8 wrote a string in full. It cuts flat ones at 1024 UTF-16 units unless told otherwise, and only newer versions say so.
enum class TextCut {
    No,
    Maybe, ///< as long as V8 writes at most; nothing tells whether there is more
    Yes
};

/// The text of a string, as much of it as a file has.
struct StringText {
    std::string text;                    ///< WTF-8
    std::uint64_t units = 0;             ///< UTF-16 units of it
    TextCut cut = TextCut::No;           ///< of the string, or of any part that it is put together from
    std::optional<std::uint64_t> length; ///< UTF-16 units of the whole string, when the file tells
    bool isLengthEstimated = false;      ///< length follows from the object's size, and may be a few units too large
    bool isRestLeftOut = false;          ///< there was more than was asked for: text is the beginning
    std::uint64_t parts = 1;             ///< flat strings that it is put together from
    NodeOrdinal parent;                  ///< of a sliced string: the string that it is a piece of
    bool isOfParent = false;             ///< text is the parent's: the file does not tell which piece
    bool hasUnknownParts = false;        ///< a part is a piece of another string; "…" stands for it
};

/// Whether an object is a string of any kind.
bool isString(const HeapGraph& graph, NodeOrdinal node);

/// Goes through the objects that hold the text of a string, in the order of the text; round and round where it is a part of itself.
class StringParts {
public:
    StringParts(const HeapGraph& graph, NodeOrdinal string) : m_graph(graph), m_open{string} {}

    bool isAtEnd() const { return m_open.empty(); }
    /// The next such object, or invalid: one step nearer to it. @pre not isAtEnd()
    NodeOrdinal step();

private:
    const HeapGraph& m_graph;
    std::vector<NodeOrdinal> m_open;
};

/// Texts of the objects that texts are put together from.
class PartTexts {
public:
    /// @param graph has to outlive this
    explicit PartTexts(const HeapGraph& graph) : m_graph(graph) {}

    /// As far as the file has it; "…" for a slice that it does not place. O(1) for a slice, but for the first of each parent.
    /// @pre not a concatenated string
    std::string_view textOf(NodeOrdinal part);

private:
    const HeapGraph& m_graph;
    std::unordered_map<NodeOrdinal, Utf16Places> m_parents; ///< of slices
};

/// The text of a string: concatenated ones put together, slices cut out where the file tells where.
/// @param most bytes of text at most, and a part more. O(parts + length of the text); goes round in no ring
/// @throws ErrorException Cancelled
/// @pre isString()
StringText stringText(const Heap& heap, NodeOrdinal node, std::size_t most, const Progress& progress);

} // namespace heapline
