// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/class_table.h"
#include "core/heap/heap.h"

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <limits>

namespace heapline {

namespace {

constexpr std::size_t nodesOfBlock = 1 << 15;

/// Sums of the counted objects by class, whole retained sizes included. The nodes are split among all cores.
template <typename IsCounted>
void sumObjects(const Heap& heap, std::vector<ClassRow>& byClass, IsCounted isCounted)
{
    ClassRow empty;
    empty.distance = std::numeric_limits<std::int32_t>::max();
    byClass.assign(heap.classes.size(), empty);
    tbb::enumerable_thread_specific<std::vector<ClassRow>> sums(byClass);
    const auto nodes = static_cast<std::uint32_t>(heap.graph.nodeCount());
    tbb::parallel_for(tbb::blocked_range<std::uint32_t>(0, nodes, nodesOfBlock), [&](const auto& range) {
        std::vector<ClassRow>& rows = sums.local();
        for (std::uint32_t i = range.begin(); i != range.end(); ++i) {
            const std::uint64_t bytes = heap.shallowSize[i];
            if (bytes == 0 || !isCounted(NodeOrdinal(i)))
                continue;
            ClassRow& row = rows[heap.classOf[i].value];
            row.distance = std::min(row.distance, heap.distance[i]);
            ++row.count;
            row.shallowSize += bytes;
            row.retainedSize += heap.retainedSize[i];
        }
    });
    for (const std::vector<ClassRow>& rows : sums) {
        for (std::size_t c = 0; c < rows.size(); ++c) {
            byClass[c].distance = std::min(byClass[c].distance, rows[c].distance);
            byClass[c].count += rows[c].count;
            byClass[c].shallowSize += rows[c].shallowSize;
            byClass[c].retainedSize += rows[c].retainedSize;
        }
    }
}

/// Retained bytes, by class, of counted objects within another counted object of their class: they are in its retained size already.
/// @param blocked buffer
template <typename IsCounted>
std::vector<std::uint64_t> sumNested(const Heap& heap, std::vector<std::uint8_t>& blocked, IsCounted isCounted)
{
    const ClassTable::Nesting& nesting = heap.classes.nesting;
    std::vector<std::uint64_t> nested(heap.classes.size(), 0);
    blocked.resize(nesting.size());
    for (std::size_t row = 0; row < nesting.size(); ++row) {
        const NodeOrdinal node = nesting.object[row];
        const bool counted = isCounted(node);
        const bool isInside = nesting.outer[row] != ClassTable::Nesting::none && blocked[nesting.outer[row]];
        blocked[row] = isInside || counted;
        if (counted && isInside)
            nested[heap.classOf[node.value].value] += heap.retainedSize[node.value];
    }
    return nested;
}

template <typename IsCounted>
void sumRows(const Heap& heap, ClassRowScratch& scratch, IsCounted isCounted)
{
    std::vector<std::uint64_t> nested;
    tbb::parallel_invoke([&] { nested = sumNested(heap, scratch.blocked, isCounted); },
                         [&] { sumObjects(heap, scratch.byClass, isCounted); });
    for (std::size_t c = 0; c < nested.size(); ++c)
        scratch.byClass[c].retainedSize -= nested[c];
}

template <typename IsCounted>
void computeRows(const Heap& heap, ClassRowScratch& scratch, std::vector<ClassRow>& out, IsCounted isCounted)
{
    sumRows(heap, scratch, isCounted);
    out.clear();
    for (std::size_t c = 0; c < scratch.byClass.size(); ++c) {
        if (scratch.byClass[c].count) {
            out.push_back(scratch.byClass[c]);
            out.back().id = ClassId(c);
        }
    }
}

} // namespace

void computeClassRows(const Heap& heap, const std::optional<IdRange>& ids, ClassRowScratch& scratch,
                      std::vector<ClassRow>& out)
{
    if (ids)
        computeRows(heap, scratch, out, [&](NodeOrdinal node) { return ids->contains(heap.graph.nodes.id[node.value]); });
    else
        computeRows(heap, scratch, out, [](NodeOrdinal) { return true; });
}

void computeClassRows(const Heap& heap, const std::optional<IdRange>& ids, std::span<const std::uint8_t> passes,
                      ClassRowScratch& scratch, std::vector<ClassRow>& out)
{
    if (!ids)
        return computeClassRows(heap, passes, scratch, out);
    computeRows(heap, scratch, out,
                [&](NodeOrdinal node) { return passes[node.value] != 0 && ids->contains(heap.graph.nodes.id[node.value]); });
}

void computeClassRows(const Heap& heap, std::span<const std::uint8_t> passes, ClassRowScratch& scratch,
                      std::vector<ClassRow>& out)
{
    computeRows(heap, scratch, out, [passes](NodeOrdinal node) { return passes[node.value] != 0; });
}

} // namespace heapline
