// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/flame_source.h"

#include <cstdint>
#include <span>
#include <vector>

namespace heapline {

/// A stretch of a flame's width, in units of the measure.
struct FlameStretch {
    double begin = 0;
    double length = 0;

    double end() const { return begin + length; }
    bool operator==(const FlameStretch&) const = default;
};

/// What is to be laid out: a stretch over a width, and some rows. Row n holds the boxes of depth n.
struct FlameWindow {
    FlameStretch stretch;
    int width = 0;      ///< device pixels
    int leastWidth = 1; ///< device pixels; children that are narrower become one block
    std::uint32_t firstRow = 0;
    std::uint32_t endRow = 0;

    double pixelsPerUnit() const { return stretch.length > 0 ? width / stretch.length : 0; }
    /// Edge of a place in device pixels. Neighbours share their edge, so that boxes leave no gap.
    int edgeOf(std::uint64_t place) const;
    bool operator==(const FlameWindow&) const = default;
};

/// A box in device pixels, cut to the window.
struct PlacedBox {
    FlameBoxId box; ///< or the parent of the merged ones
    std::uint32_t row;
    std::int32_t left;
    std::int32_t right;        ///< first pixel beyond it
    std::uint32_t smaller = 0; ///< number of children of "box" that are merged here; 0: the box itself

    int width() const { return right - left; }
    bool operator==(const PlacedBox&) const = default;
};

/// Boxes of the rows of a window.
struct FlameLayout {
    FlameWindow window;
    std::vector<PlacedBox> boxes;        ///< row by row, each from the left to the right
    std::vector<std::size_t> rowBegin;   ///< row - firstRow -> its first box; one more at the end
    std::uint32_t rowCount = 0;          ///< rows with a box that can be seen, also beyond the window
    std::vector<FlameBoxId> level, next; ///< buffers

    std::span<const PlacedBox> row(std::uint32_t row) const;
    /// The box at a pixel, or null.
    const PlacedBox* at(std::uint32_t row, int x) const;
    /// Where a box is; null if it is not in the window or too narrow.
    const PlacedBox* find(const FlameSource& source, FlameBoxId box) const;
};

/// Lays out the boxes of a window. Only what is at least leastWidth wide is looked at. O(such boxes, down to the deepest row).
void layoutFlame(FlameSource& source, const FlameWindow& window, FlameLayout& out);

} // namespace heapline
