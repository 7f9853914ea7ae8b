// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace heapline {

/// A call tree without figures: rows in preorder, row 0 is the root.
struct PlainTree {
    std::vector<std::uint32_t> parent; ///< the root's is its own
    std::vector<FrameId> frame;

    std::size_t size() const { return frame.size(); }
};

inline constexpr std::uint32_t noRow = std::numeric_limits<std::uint32_t>::max();

/// Makes a tree in which no two siblings have the same frame, from rows in any order that has callers first.
class TreeRewriter {
public:
    /// @param rows how many calls of child() are expected at most
    TreeRewriter(FrameId rootFrame, std::size_t rows);

    static constexpr std::uint32_t root = 0;

    /// The row below @p parent that has this frame, made if need be. O(1)
    std::uint32_t child(std::uint32_t parent, FrameId frame);
    FrameId frameOf(std::uint32_t row) const { return m_tree.frame[row]; }

    /// Puts the rows into preorder, siblings in the order in which they were made. To be called once.
    /// @param images row numbers of child(), or noRow; renumbered
    PlainTree finish(std::span<std::uint32_t> images);

private:
    PlainTree m_tree;                   ///< in the order of making
    std::vector<std::uint32_t> m_slots; ///< hash table of rows by parent and frame; noRow = free
};

} // namespace heapline
