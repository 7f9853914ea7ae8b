// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/string_text.h"

#include "core/base/utf16.h"
#include "core/heap/heap.h"
#include "core/heap/js_number.h"
#include "core/heap/recorded_values.h"

#include <algorithm>
#include <string_view>

namespace heapline {

namespace {

constexpr std::uint64_t unitsWritten = 1024;          ///< of a flat string, by default
constexpr std::uint64_t flatHeaderBytes = 16;         ///< map, hash, length; with 8-byte pointers
constexpr std::uint64_t paddingUnits = 8;             ///< by which a length that follows from a size may be too large
constexpr std::size_t fewestPartsForRing = 1'000'000; ///< that many are gone through of any string
constexpr std::size_t partsBetweenStops = 1 << 12;

std::optional<std::uint64_t> numberOf(const HeapGraph& graph, NodeOrdinal string, std::string_view edge)
{
    const NodeOrdinal node = internalTarget(graph, string, edge);
    const auto text = node.isValid() ? recordedNumber(graph, node) : std::nullopt;
    const auto number = text ? leadingInteger(*text) : std::nullopt;
    return number && *number >= 0 ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
}

/// Bytes of a unit by the name of a flat string's map: "system / Map (SeqOneByteString)", "… (String)"; 0 when it does not tell, and for
/// external strings, whose bytes lie elsewhere.
std::uint64_t unitBytesOf(const HeapGraph& graph, NodeOrdinal string)
{
    const NodeOrdinal map = internalTarget(graph, string, "map");
    if (!map.isValid())
        return 0;
    const std::string_view name = graph.name(map);
    const auto has = [name](std::string_view word) { return name.find(word) != std::string_view::npos; };
    if (!name.ends_with("String)") || has("External") || has("Cons") || has("Sliced") || has("Thin") || has("Shared"))
        return 0;
    return has("OneByte") ? 1 : 2;
}

struct FlatText {
    std::string_view text;
    std::uint64_t units = 0;
    std::uint64_t length = 0;
    bool isEstimated = false;
    TextCut cut = TextCut::No;
};

FlatText flatText(const Heap& heap, NodeOrdinal node)
{
    const HeapGraph& graph = heap.graph;
    FlatText flat;
    flat.text = graph.name(node);
    flat.units = utf16Length(flat.text);
    flat.length = flat.units;
    const NodeOrdinal truncated = internalTarget(graph, node, "truncated");
    const auto isTruncated = truncated.isValid() ? recordedNumber(graph, truncated) : std::nullopt;
    if (const auto length = numberOf(graph, node, "length"); length || isTruncated) {
        // V8 writes one unit for a character beyond U+FFFF, so a whole text may be shorter than its length.
        flat.length = std::max(length.value_or(0), flat.units);
        const bool isCut = isTruncated ? *isTruncated == "true" : flat.length > flat.units && flat.length > unitsWritten;
        flat.cut = isCut ? TextCut::Yes : TextCut::No;
        return flat;
    }
    if (flat.units < unitsWritten / 2) // 1024 units of pairs, each written as one
        return flat;
    const std::uint64_t unitBytes = unitBytesOf(graph, node);
    const std::uint64_t size = heap.shallowSize[node.value];
    const std::uint64_t room = unitBytes && size > flatHeaderBytes ? (size - flatHeaderBytes) / unitBytes : 0;
    if (room > unitsWritten + paddingUnits) {
        flat.length = room;
        flat.isEstimated = true;
        flat.cut = TextCut::Yes;
    } else if (flat.units >= unitsWritten) {
        flat.cut = TextCut::Maybe;
    }
    return flat;
}

/// What a file tells of a slice whose place in its parent it tells.
struct Slice {
    NodeOrdinal parent; ///< invalid: it does not tell
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

Slice sliceOf(const HeapGraph& graph, NodeOrdinal node)
{
    const NodeOrdinal parent = internalTarget(graph, node, "parent");
    const auto offset = numberOf(graph, node, "offset");
    const auto length = numberOf(graph, node, "length");
    if (!parent.isValid() || !offset || !length || graph.kind(parent) != NodeKind::String)
        return {};
    return {parent, *offset, *length};
}

class TextMaker {
public:
    TextMaker(const Heap& heap, std::size_t most) : m_heap(heap), m_graph(heap.graph), m_parts(heap.graph), m_most(most) {}

    void addFlat(NodeOrdinal node)
    {
        const FlatText flat = flatText(m_heap, node);
        add(flat.text, flat.length, flat);
    }

    /// @return whether the file tells the place of the slice in its parent
    bool addSlice(NodeOrdinal node)
    {
        const Slice slice = sliceOf(m_graph, node);
        if (!slice.parent.isValid())
            return false;
        auto parent = m_parents.find(slice.parent);
        if (parent == m_parents.end())
            parent = m_parents.emplace(slice.parent, flatText(m_heap, slice.parent)).first;
        FlatText flat = parent->second;
        flat.isEstimated = false;
        flat.cut = slice.offset + slice.length > flat.units ? flat.cut : TextCut::No;
        add(m_parts.textOf(node), slice.length, flat);
        return true;
    }

    void addUnknownPart(NodeOrdinal node)
    {
        out.hasUnknownParts = true;
        if (const auto length = numberOf(m_graph, node, "length"))
            m_length += *length;
        else
            m_isLengthKnown = false;
        out.text += m_parts.textOf(node);
    }

    bool isFull() const { return out.text.size() >= m_most; }

    StringText take(NodeOrdinal node)
    {
        if (const auto length = numberOf(m_graph, node, "length")) {
            out.length = *length;
            out.isLengthEstimated = false;
        } else if (m_isLengthKnown && !out.isRestLeftOut && out.cut != TextCut::Maybe) {
            out.length = m_length;
        }
        out.units = utf16Length(out.text);
        return std::move(out);
    }

    StringText out;

private:
    void add(std::string_view text, std::uint64_t length, const FlatText& flat)
    {
        out.text += text;
        m_length += length;
        out.isLengthEstimated = out.isLengthEstimated || flat.isEstimated;
        out.cut = std::max(out.cut, flat.cut);
    }

    const Heap& m_heap;
    const HeapGraph& m_graph;
    PartTexts m_parts;
    std::unordered_map<NodeOrdinal, FlatText> m_parents; ///< of slices
    std::size_t m_most;
    std::uint64_t m_length = 0;
    bool m_isLengthKnown = true;
};

} // namespace

bool isString(const HeapGraph& graph, NodeOrdinal node)
{
    const NodeKind kind = graph.kind(node);
    return kind == NodeKind::String || kind == NodeKind::ConcatenatedString || kind == NodeKind::SlicedString;
}

NodeOrdinal StringParts::step()
{
    const NodeOrdinal part = m_open.back();
    m_open.pop_back();
    if (m_graph.kind(part) != NodeKind::ConcatenatedString)
        return part;
    if (!m_graph.concatenatedStrings.namesake(part).isValid())
        return {}; // without text
    const ConcatenatedParts& parts = m_graph.concatenatedStrings.partsOf(part);
    m_open.push_back(parts.second);
    m_open.push_back(parts.first);
    return {};
}

std::string_view PartTexts::textOf(NodeOrdinal part)
{
    if (m_graph.kind(part) != NodeKind::SlicedString)
        return m_graph.name(part);
    const Slice slice = sliceOf(m_graph, part);
    if (!slice.parent.isValid())
        return "…";
    auto parent = m_parents.find(slice.parent);
    if (parent == m_parents.end())
        parent = m_parents.emplace(slice.parent, m_graph.name(slice.parent)).first;
    return parent->second.slice(slice.offset, slice.length);
}

StringText stringText(const Heap& heap, NodeOrdinal node, std::size_t most, const Progress& progress)
{
    const HeapGraph& graph = heap.graph;
    TextMaker maker(heap, most);
    if (graph.kind(node) == NodeKind::SlicedString) {
        const NodeOrdinal parent = internalTarget(graph, node, "parent");
        maker.out.parent = parent;
        if (!parent.isValid() || maker.addSlice(node))
            return maker.take(node);
        // The whole parent is shown: a slice holds no text of its own.
        StringText text = isString(graph, parent) && graph.kind(parent) != NodeKind::SlicedString
                              ? stringText(heap, parent, most, progress)
                              : StringText();
        text.parent = parent;
        text.isOfParent = true;
        text.length = numberOf(graph, node, "length");
        text.isLengthEstimated = false;
        return text;
    }
    StringParts walk(graph, node);
    std::uint64_t parts = 0;
    // More than all strings and their parts: some go round in a ring, or are parts of many others.
    const std::size_t mostSteps = std::max(fewestPartsForRing, 3 * graph.concatenatedStrings.count());
    for (std::size_t steps = 0; !walk.isAtEnd(); ++steps) {
        if (steps % partsBetweenStops == 0)
            progress.throwIfStopped();
        if (maker.isFull() || steps >= mostSteps) {
            maker.out.isRestLeftOut = true;
            break;
        }
        const NodeOrdinal part = walk.step();
        if (!part.isValid())
            continue;
        if (graph.kind(part) == NodeKind::SlicedString) {
            if (!maker.addSlice(part))
                maker.addUnknownPart(part);
        } else {
            maker.addFlat(part);
        }
        parts += graph.name(part).empty() ? 0 : 1;
    }
    maker.out.parts = std::max<std::uint64_t>(parts, 1);
    return maker.take(node);
}

} // namespace heapline
