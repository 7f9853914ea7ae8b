// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/heap.h"
#include "core/heap/object_nesting.h"

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace heapline {

/// Sums over groups of objects, of classes and of others alike.
/// @tparam Row      has count, shallowSize, retainedSize, distance
/// @tparam GroupIds node -> Id of its group; only asked for objects that are counted
template <typename Row, typename GroupIds>
class GroupSums {
public:
    GroupSums(const Heap& heap, const GroupIds& groupOf, std::size_t groups)
        : m_heap(heap)
        , m_groupOf(groupOf)
        , m_groups(groups)
    {
    }

    /// [groups] rows of the objects with shallow size > 0 that are counted, whose retained size is that of all that are in no other
    /// counted object of the group. Groups without any have a count of 0. O(nodes)
    /// @param blocked buffer
    template <typename IsCounted>
    void compute(const ObjectNesting& nesting, std::vector<std::uint8_t>& blocked, std::vector<Row>& byGroup,
                 IsCounted isCounted) const
    {
        std::vector<std::uint64_t> nested;
        tbb::parallel_invoke([&] { nested = sumNested(nesting, blocked, isCounted); },
                             [&] { sumObjects(byGroup, isCounted); });
        for (std::size_t group = 0; group < nested.size(); ++group)
            byGroup[group].retainedSize -= nested[group];
    }

private:
    static constexpr std::size_t nodesOfBlock = 1 << 15;

    /// Sums of the counted objects, whole retained sizes included. The nodes are split among all cores.
    template <typename IsCounted>
    void sumObjects(std::vector<Row>& byGroup, IsCounted isCounted) const
    {
        Row empty;
        empty.distance = std::numeric_limits<std::int32_t>::max();
        byGroup.assign(m_groups, empty);
        tbb::enumerable_thread_specific<std::vector<Row>> sums(byGroup);
        const auto nodes = static_cast<std::uint32_t>(m_heap.graph.nodeCount());
        tbb::parallel_for(tbb::blocked_range<std::uint32_t>(0, nodes, nodesOfBlock), [&](const auto& range) {
            std::vector<Row>& rows = sums.local();
            for (std::uint32_t i = range.begin(); i != range.end(); ++i) {
                const std::uint64_t bytes = m_heap.shallowSize[i];
                if (bytes == 0 || !isCounted(NodeOrdinal(i)))
                    continue;
                Row& row = rows[m_groupOf[i].value];
                row.distance = std::min(row.distance, m_heap.distance[i]);
                ++row.count;
                row.shallowSize += bytes;
                row.retainedSize += m_heap.retainedSize[i];
            }
        });
        for (const std::vector<Row>& rows : sums) {
            for (std::size_t group = 0; group < rows.size(); ++group) {
                byGroup[group].distance = std::min(byGroup[group].distance, rows[group].distance);
                byGroup[group].count += rows[group].count;
                byGroup[group].shallowSize += rows[group].shallowSize;
                byGroup[group].retainedSize += rows[group].retainedSize;
            }
        }
    }

    /// Retained bytes of counted objects within another counted object of their group: they are in its retained size already.
    template <typename IsCounted>
    std::vector<std::uint64_t> sumNested(const ObjectNesting& nesting, std::vector<std::uint8_t>& blocked,
                                         IsCounted isCounted) const
    {
        std::vector<std::uint64_t> nested(m_groups, 0);
        blocked.resize(nesting.size());
        for (std::size_t row = 0; row < nesting.size(); ++row) {
            const NodeOrdinal node = nesting.object[row];
            const bool counted = isCounted(node);
            const bool isInside = nesting.outer[row] != ObjectNesting::none && blocked[nesting.outer[row]];
            blocked[row] = isInside || counted;
            if (counted && isInside)
                nested[m_groupOf[node.value].value] += m_heap.retainedSize[node.value];
        }
        return nested;
    }

    const Heap& m_heap;
    const GroupIds& m_groupOf;
    std::size_t m_groups;
};

} // namespace heapline
