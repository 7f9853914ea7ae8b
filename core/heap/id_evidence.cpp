// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/id_evidence.h"

#include "core/base/column.h"
#include "core/heap/heap.h"
#include "core/heap/row_order.h"
#include "core/heap/stops.h"

#include <algorithm>

namespace heapline {

namespace {

constexpr std::size_t mostStretches = 32;
constexpr std::size_t fewestOfStretch = 256; ///< so that a few changed objects do not decide

/// The objects with an odd id, by id; without the synthetic ones, which have the same ids and names in every file.
Column<NodeOrdinal> objectsById(const HeapGraph& graph)
{
    Column<NodeOrdinal> objects;
    for (std::uint32_t i = 0; i < graph.nodeCount(); ++i) {
        if (graph.nodes.id[i] % 2 == 1 && graph.kind(NodeOrdinal(i)) != NodeKind::Synthetic)
            objects.push_back(NodeOrdinal(i));
    }
    RowOrder order(static_cast<std::uint32_t>(objects.size()));
    order.sortBy([&](std::uint32_t row) -> std::uint64_t { return graph.nodes.id[objects[row].value]; }, false);
    Column<NodeOrdinal> sorted(objects.size());
    for (std::size_t place = 0; place < sorted.size(); ++place)
        sorted[place] = objects[order[place]];
    return sorted;
}

} // namespace

IdEvidence compareIds(const Heap& newer, const Heap& base, const Progress& progress)
{
    const HeapGraph& a = newer.graph;
    const HeapGraph& b = base.graph;
    const Column<NodeOrdinal> ofNewer = objectsById(a);
    progress.throwIfStopped();
    const Column<NodeOrdinal> ofBase = objectsById(b);

    IdEvidence evidence;
    Column<std::uint8_t> isAlike; // of the common ids, in their order
    std::size_t i = 0;
    std::size_t k = 0;
    for (std::size_t step = 0; i < ofNewer.size() && k < ofBase.size(); ++step) {
        if (step % nodesBetweenStops == 0)
            progress.throwIfStopped();
        const NodeOrdinal x = ofNewer[i];
        const NodeOrdinal y = ofBase[k];
        const std::uint64_t idOfX = a.nodes.id[x.value];
        const std::uint64_t idOfY = b.nodes.id[y.value];
        if (idOfX == idOfY)
            isAlike.push_back(a.kind(x) == b.kind(y) && a.name(x) == b.name(y));
        else
            ++(idOfX < idOfY ? evidence.newerOnly : evidence.baseOnly);
        i += idOfX <= idOfY;
        k += idOfY <= idOfX;
    }

    evidence.common = isAlike.size();
    if (isAlike.empty())
        return evidence;
    const std::size_t stretches = std::clamp<std::size_t>(isAlike.size() / fewestOfStretch, 1, mostStretches);
    evidence.leastAlike = 1;
    std::size_t alike = 0;
    for (std::size_t s = 0; s < stretches; ++s) {
        const auto from = isAlike.begin() + static_cast<std::ptrdiff_t>(isAlike.size() * s / stretches);
        const auto to = isAlike.begin() + static_cast<std::ptrdiff_t>(isAlike.size() * (s + 1) / stretches);
        const auto count = static_cast<std::size_t>(std::count(from, to, 1));
        alike += count;
        evidence.leastAlike =
            std::min(evidence.leastAlike, static_cast<double>(count) / static_cast<double>(std::distance(from, to)));
    }
    evidence.alike = static_cast<double>(alike) / static_cast<double>(isAlike.size());
    return evidence;
}

} // namespace heapline
