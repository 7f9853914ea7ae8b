// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/subtree_sums.h"

#include "core/heap/dominator_tree.h"
#include "core/heap/heap.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <limits>

namespace heapline {

namespace {

constexpr std::size_t nodesOfBlock = 1 << 15;

/// Turns figures of places into sums of all places before each. @param numbers [places + 1]
template <typename Numbers>
void sumUp(Numbers& numbers)
{
    std::uint64_t sum = 0;
    for (auto& number : numbers) {
        const std::uint64_t own = number;
        number = static_cast<std::remove_reference_t<decltype(number)>>(sum);
        sum += own;
    }
}

} // namespace

DominatorPreorder buildDominatorPreorder(const Heap& heap, const DominatorTree& tree)
{
    const std::size_t count = heap.dominator.size();
    DominatorPreorder preorder;
    preorder.position.resize(count);
    preorder.end.assign(count, 1); // sizes of the subtrees at first
    if (count == 0)
        return preorder;
    Column<NodeOrdinal> levels(count); // level after level
    levels[0] = heap.graph.root;
    std::size_t found = 1;
    for (std::size_t at = 0; at < found; ++at) {
        const auto children = tree.childrenOf(levels[at]);
        std::ranges::copy(children, levels.begin() + static_cast<std::ptrdiff_t>(found));
        found += children.size();
    }
    for (std::size_t at = found - 1; at > 0; --at)
        preorder.end[heap.dominator[levels[at].value].value] += preorder.end[levels[at].value];
    preorder.position[heap.graph.root.value] = 0;
    for (const NodeOrdinal node : levels) {
        std::uint32_t place = preorder.position[node.value] + 1;
        for (const NodeOrdinal child : tree.childrenOf(node)) {
            preorder.position[child.value] = place;
            place += preorder.end[child.value];
        }
        preorder.end[node.value] = place;
    }
    return preorder;
}

void SubtreeSums::compute(const Heap& heap, const DominatorPreorder& preorder, const std::optional<IdRange>& ids,
                          std::span<const std::uint8_t> passes)
{
    const std::size_t count = preorder.position.size();
    m_preorder = &preorder;
    const bool isWide = heap.totalSize > std::numeric_limits<std::uint32_t>::max();
    if (m_bytesBefore.size() != count + 1 || m_bytesBefore.isWide() != isWide)
        m_bytesBefore = NumberColumn(count + 1, isWide);
    m_countBefore.resize(count + 1);
    m_countBefore[count] = 0;
    m_bytesBefore.visit([&](auto bytes) {
        bytes[count] = 0;
        heap.graph.nodes.id.visit([&](auto id) {
            heap.shallowSize.visit([&](auto shallow) {
                tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, nodesOfBlock), [&](const auto& range) {
                    for (std::size_t node = range.begin(); node != range.end(); ++node) {
                        const bool isSummed =
                            shallow[node] != 0 && (!ids || ids->contains(id[node])) && (passes.empty() || passes[node] != 0);
                        const std::uint32_t place = preorder.position[node];
                        bytes[place] =
                            isSummed ? static_cast<std::remove_reference_t<decltype(bytes[place])>>(shallow[node]) : 0;
                        m_countBefore[place] = isSummed;
                    }
                });
            });
        });
        tbb::parallel_invoke([&] { sumUp(bytes); }, [&] { sumUp(m_countBefore); });
    });
}

} // namespace heapline
