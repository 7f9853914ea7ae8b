// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/statistic_parts.h"

#include "core/heap/heap.h"
#include "core/heap/stops.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_reduce.h>

#include <algorithm>

namespace heapline {

namespace {

constexpr std::uint8_t alsoJsArrays = 8; ///< an object of another part that is the elements of a JS array
constexpr std::size_t codes = 16;

StatisticPart partOf(const HeapGraph& graph, NodeOrdinal node)
{
    switch (graph.kind(node)) {
    case NodeKind::Hidden: return StatisticPart::System;
    case NodeKind::Native:
        return graph.name(node) == typedArrayContents ? StatisticPart::TypedArrays : StatisticPart::OtherNative;
    case NodeKind::Code: return StatisticPart::Code;
    case NodeKind::String:
    case NodeKind::ConcatenatedString:
    case NodeKind::SlicedString: return StatisticPart::Strings;
    default: return graph.name(node) == jsArrayName ? StatisticPart::JsArrays : StatisticPart::OtherJs;
    }
}

/// Whether the name "Array" makes an object one of the JS arrays.
bool isJsArray(std::uint8_t code)
{
    return code == static_cast<std::uint8_t>(StatisticPart::JsArrays);
}

using Sums = std::array<PartFigures, codes>;

} // namespace

std::string_view statisticPartName(StatisticPart part)
{
    switch (part) {
    case StatisticPart::Code: return "Code";
    case StatisticPart::Strings: return "Strings";
    case StatisticPart::JsArrays: return "JS arrays";
    case StatisticPart::TypedArrays: return "Typed arrays";
    case StatisticPart::System: return "System objects";
    case StatisticPart::OtherJs: return "Other JS objects";
    case StatisticPart::OtherNative: return "Other native memory";
    }
    return "";
}

StatisticParts::StatisticParts(const Heap& heap, const Progress& progress) : m_partOf(heap.graph.nodeCount())
{
    const HeapGraph& graph = heap.graph;
    std::vector<NodeOrdinal> elements;
    for (std::uint32_t i = 0; i < m_partOf.size(); ++i) {
        if (i % nodesBetweenStops == 0)
            progress.throwIfStopped();
        m_partOf[i] = static_cast<std::uint8_t>(partOf(graph, NodeOrdinal(i)));
        if (!isJsArray(m_partOf[i]))
            continue;
        if (const NodeOrdinal own = ownElements(graph, NodeOrdinal(i)); own.isValid())
            elements.push_back(own);
    }
    for (const NodeOrdinal node : elements) {
        std::uint8_t& code = m_partOf[node.value];
        if (code == static_cast<std::uint8_t>(StatisticPart::OtherJs))
            code = static_cast<std::uint8_t>(StatisticPart::JsArrays); // DevTools has no figure of its own for it
        else
            code |= alsoJsArrays;
    }
}

PartStatistics StatisticParts::figures(const Heap& heap, const std::optional<IdRange>& ids,
                                       std::span<const std::uint8_t> passes) const
{
    const auto sum = [&](const auto& sizes, const auto& nodeIds) {
        return tbb::parallel_reduce(
            tbb::blocked_range<std::size_t>(0, m_partOf.size(), 1 << 16), Sums{},
            [&](const auto& range, Sums sums) {
                for (std::size_t i = range.begin(); i < range.end(); ++i) {
                    if (sizes[i] == 0 || (ids && !ids->contains(nodeIds[i])) || (!passes.empty() && !passes[i]))
                        continue;
                    sums[m_partOf[i]].bytes += sizes[i];
                    ++sums[m_partOf[i]].objects;
                }
                return sums;
            },
            [](Sums a, const Sums& b) {
                for (std::size_t code = 0; code < codes; ++code) {
                    a[code].bytes += b[code].bytes;
                    a[code].objects += b[code].objects;
                }
                return a;
            });
    };
    const Sums sums = heap.shallowSize.visit([&](const auto& sizes) {
        return heap.graph.nodes.id.visit([&](const auto& nodeIds) { return sum(sizes, nodeIds); });
    });

    PartStatistics statistics;
    const auto add = [](PartFigures& to, const PartFigures& from) {
        to.bytes += from.bytes;
        to.objects += from.objects;
    };
    constexpr auto jsArrays = static_cast<std::size_t>(StatisticPart::JsArrays);
    for (std::size_t code = 0; code < codes; ++code) {
        const std::size_t part = code & ~std::size_t{alsoJsArrays};
        if (part >= statisticPartCount)
            continue;
        add(statistics.total, sums[code]);
        add(statistics.parts[part], sums[code]);
        if (code & alsoJsArrays && part != jsArrays) {
            add(statistics.parts[jsArrays], sums[code]);
            statistics.countedTwice += sums[code].bytes;
        }
    }
    if (!ids && passes.empty())
        statistics.bytesWithoutObject = heap.graph.header.extraNativeBytes.value_or(0);
    statistics.parts[static_cast<std::size_t>(StatisticPart::OtherNative)].bytes += statistics.bytesWithoutObject;
    statistics.total.bytes += statistics.bytesWithoutObject;
    std::uint64_t& otherJs = statistics.parts[static_cast<std::size_t>(StatisticPart::OtherJs)].bytes;
    statistics.countedTwice = std::min(statistics.countedTwice, otherJs);
    otherJs -= statistics.countedTwice;
    return statistics;
}

std::vector<std::uint8_t> StatisticParts::objectsOf(StatisticPart part) const
{
    const auto wanted = static_cast<std::uint8_t>(part);
    const bool isJsArrays = part == StatisticPart::JsArrays;
    std::vector<std::uint8_t> passes(m_partOf.size());
    for (std::size_t i = 0; i < passes.size(); ++i)
        passes[i] = (m_partOf[i] & ~alsoJsArrays) == wanted || (isJsArrays && (m_partOf[i] & alsoJsArrays));
    return passes;
}

} // namespace heapline
