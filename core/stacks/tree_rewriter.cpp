// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/tree_rewriter.h"

#include <algorithm>
#include <bit>

namespace heapline {

TreeRewriter::TreeRewriter(FrameId rootFrame, std::size_t rows)
    : m_slots(std::bit_ceil(std::max<std::size_t>(16, rows * 2)), noRow)
{
    m_tree.parent.push_back(root);
    m_tree.frame.push_back(rootFrame);
}

std::uint32_t TreeRewriter::child(std::uint32_t parent, FrameId frame)
{
    const std::size_t mask = m_slots.size() - 1;
    const std::uint64_t key = (std::uint64_t(parent) << 32) | frame.value;
    // Multiplication spreads the low bits upwards; the high half is well mixed.
    std::size_t slot = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 32) & mask;
    for (; m_slots[slot] != noRow; slot = (slot + 1) & mask) {
        const std::uint32_t row = m_slots[slot];
        if (m_tree.parent[row] == parent && m_tree.frame[row] == frame)
            return row;
    }
    const auto row = static_cast<std::uint32_t>(m_tree.size());
    m_slots[slot] = row;
    m_tree.parent.push_back(parent);
    m_tree.frame.push_back(frame);
    return row;
}

PlainTree TreeRewriter::finish(std::span<std::uint32_t> images)
{
    const std::size_t rows = m_tree.size();
    std::vector<std::uint32_t> subtreeSize(rows, 1);
    for (std::size_t row = rows - 1; row > 0; --row)
        subtreeSize[m_tree.parent[row]] += subtreeSize[row];

    // Each row takes the next place below its caller, which has one already.
    std::vector<std::uint32_t> place(rows);
    std::vector<std::uint32_t> nextBelow(rows);
    PlainTree ordered;
    ordered.parent.resize(rows);
    ordered.frame.resize(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint32_t parent = m_tree.parent[row];
        if (row > 0) {
            place[row] = nextBelow[parent];
            nextBelow[parent] += subtreeSize[row];
        }
        nextBelow[row] = place[row] + 1;
        ordered.parent[place[row]] = place[parent];
        ordered.frame[place[row]] = m_tree.frame[row];
    }
    for (std::uint32_t& image : images) {
        if (image != noRow)
            image = place[image];
    }
    return ordered;
}

} // namespace heapline
