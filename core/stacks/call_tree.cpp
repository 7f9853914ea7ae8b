// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/call_tree.h"

#include <algorithm>

namespace heapline {

CallTree makeCallTree(std::span<const std::uint32_t> parents, Progress& progress)
{
    const std::size_t rows = std::max<std::size_t>(1, parents.size());
    CallTree tree;
    tree.parent.resize(rows);
    tree.subtreeEnd.resize(rows);
    tree.frame.resize(rows);
    tree.depth.resize(rows);

    for (std::size_t row = 1; row < rows; ++row) {
        if (row % rowsPerProgressCheck == 0)
            progress.throwIfStopped();
        tree.parent[row] = CallNodeId(parents[row]);
        tree.depth[row] = tree.depth[parents[row]] + 1;
    }
    for (std::size_t row = rows; row-- > 0;) {
        if (row % rowsPerProgressCheck == 0)
            progress.throwIfStopped();
        tree.subtreeEnd[row] = std::max(tree.subtreeEnd[row], static_cast<std::uint32_t>(row + 1));
        if (row > 0) {
            std::uint32_t& end = tree.subtreeEnd[parents[row]];
            end = std::max(end, tree.subtreeEnd[row]);
        }
    }
    return tree;
}

} // namespace heapline
