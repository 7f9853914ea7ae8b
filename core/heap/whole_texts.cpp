// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/whole_texts.h"

#include <algorithm>
#include <string_view>

namespace heapline {

namespace {

/// V8's longest string has 2^29 - 24 units, each of which takes three bytes at most.
/// @see V8 include/v8-primitive.h, String::kMaxLength
constexpr std::uint64_t mostBytes = std::uint64_t{3} << 29;

/// Text of a string, part by part.
class TextReader {
public:
    TextReader(const HeapGraph& graph, PartTexts& texts, NodeOrdinal string, const Progress& progress)
        : m_texts(texts)
        , m_parts(graph, string)
        , m_progress(progress)
    {
    }

    /// What is left of a part; empty at the end.
    std::string_view rest()
    {
        while (m_rest.empty() && !m_parts.isAtEnd()) {
            if (m_steps++ % nodesBetweenStops == 0)
                m_progress.throwIfStopped();
            if (const NodeOrdinal part = m_parts.step(); part.isValid())
                m_rest = m_texts.textOf(part);
        }
        return m_rest;
    }

    void skip(std::size_t bytes) { m_rest.remove_prefix(bytes); }

private:
    PartTexts& m_texts;
    StringParts m_parts;
    const Progress& m_progress;
    std::string_view m_rest;
    std::size_t m_steps = 0;
};

} // namespace

WholeTexts::WholeTexts(const HeapGraph& graph, const Progress& progress)
    : m_graph(graph)
    , m_progress(progress)
    , m_texts(graph)
    , m_order(graph, graph.concatenatedStrings)
    , m_bytes(graph.concatenatedStrings.count())
{
}

bool WholeTexts::areEqual(NodeOrdinal a, NodeOrdinal b)
{
    if (a == b)
        return true;
    const std::uint64_t bytes = bytesOf(a);
    if (bytes > mostBytes || bytes != bytesOf(b))
        return false;
    TextReader readerOfA(m_graph, m_texts, a, m_progress);
    TextReader readerOfB(m_graph, m_texts, b, m_progress);
    for (;;) {
        const std::string_view restOfA = readerOfA.rest();
        const std::string_view restOfB = readerOfB.rest();
        const std::size_t length = std::min(restOfA.size(), restOfB.size());
        if (length == 0)
            return restOfA.empty() && restOfB.empty();
        if (restOfA.substr(0, length) != restOfB.substr(0, length))
            return false;
        readerOfA.skip(length);
        readerOfB.skip(length);
    }
}

std::uint64_t WholeTexts::bytesOf(NodeOrdinal string)
{
    const auto sum = [this](NodeOrdinal node, std::size_t row) {
        const ConcatenatedParts& parts = m_graph.concatenatedStrings.partsOf(node);
        m_bytes[row] = std::min(partBytes(parts.first) + partBytes(parts.second), mostBytes + 1);
    };
    m_order.visit(string, sum, m_progress);
    return partBytes(string);
}

std::uint64_t WholeTexts::partBytes(NodeOrdinal part)
{
    if (m_graph.kind(part) != NodeKind::ConcatenatedString)
        return m_texts.textOf(part).size();
    const std::size_t row = m_graph.concatenatedStrings.rowOf(part);
    return m_order.isOpen(row) ? mostBytes + 1 : m_bytes[row]; // a part of itself never ends
}

} // namespace heapline
