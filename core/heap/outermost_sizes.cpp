// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/outermost_sizes.h"

#include "core/base/column.h"
#include "core/heap/heap.h"
#include "core/heap/subtree_sums.h"

#include <algorithm>
#include <vector>

namespace heapline {

namespace {

constexpr std::size_t fewOfAll = 32; // of so many objects, one is faster sorted than looked for

/// Sums objects that come in the order of their places: what an object dominates stands right behind it.
class OutermostSum {
public:
    OutermostSum(const Heap& heap, const DominatorPreorder& preorder) : m_heap(heap), m_preorder(preorder) {}

    void add(NodeOrdinal object)
    {
        if (m_preorder.position[object.value] < m_end)
            return;
        m_end = m_preorder.end[object.value];
        bytes += m_heap.retainedSize[object.value];
    }

    std::uint64_t bytes = 0;

private:
    const Heap& m_heap;
    const DominatorPreorder& m_preorder;
    std::uint32_t m_end = 0; ///< first place that is not below the object that was counted last
};

} // namespace

std::uint64_t outermostRetainedSize(const Heap& heap, const DominatorPreorder& preorder,
                                    std::span<const NodeOrdinal> objects)
{
    OutermostSum sum(heap, preorder);
    const std::size_t places = preorder.position.size();
    if (objects.size() <= places / fewOfAll) {
        std::vector<std::uint64_t> placed; // place in the upper half, object in the lower one
        placed.reserve(objects.size());
        for (const NodeOrdinal object : objects)
            placed.push_back(std::uint64_t{preorder.position[object.value]} << 32 | object.value);
        std::ranges::sort(placed);
        for (const std::uint64_t one : placed)
            sum.add(NodeOrdinal(static_cast<std::uint32_t>(one)));
        return sum.bytes;
    }
    Column<NodeOrdinal> objectAt; // by place
    objectAt.assign(places, NodeOrdinal());
    for (const NodeOrdinal object : objects)
        objectAt[preorder.position[object.value]] = object;
    for (const NodeOrdinal object : objectAt) {
        if (object.isValid())
            sum.add(object);
    }
    return sum.bytes;
}

} // namespace heapline
