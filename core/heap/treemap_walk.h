// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/treemap_layout.h"

namespace heapline {

enum class TreemapWay {
    Left,
    Right,
    Up,
    Down,
    In, ///< to the heaviest box within
    Out ///< to the box around
};

/// The box that one comes to from another one: beside it, in the same box if there is one on that side, else beyond it.
/// @return its row; the same row where there is nothing further. O(depth × boxes of a level)
std::uint32_t walkTreemap(const TreemapLayout& layout, std::uint32_t row, TreemapWay way);

} // namespace heapline
