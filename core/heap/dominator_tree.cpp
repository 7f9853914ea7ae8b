// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/dominator_tree.h"

#include "core/heap/heap.h"

namespace heapline {

DominatorTree buildDominatorTree(const Heap& heap)
{
    const auto count = static_cast<std::uint32_t>(heap.dominator.size());
    const std::uint32_t root = heap.graph.root.value;
    DominatorTree tree;
    tree.firstChild.assign(count + 1, 0);
    tree.children.resize(count == 0 ? 0 : count - 1);
    for (std::uint32_t node = 0; node < count; ++node) {
        if (node != root)
            ++tree.firstChild[heap.dominator[node].value + 1];
    }
    for (std::uint32_t node = 0; node < count; ++node)
        tree.firstChild[node + 1] += tree.firstChild[node];
    // Each entry is moved on by one for each child that is put there, and so ends as the entry of the node behind.
    for (std::uint32_t node = 0; node < count; ++node) {
        if (node != root)
            tree.children[tree.firstChild[heap.dominator[node].value]++] = NodeOrdinal(node);
    }
    for (std::uint32_t node = count; node > 0; --node)
        tree.firstChild[node] = tree.firstChild[node - 1];
    if (!tree.firstChild.empty())
        tree.firstChild[0] = 0;
    return tree;
}

} // namespace heapline
