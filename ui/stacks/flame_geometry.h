// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>

namespace heapline {

/// Which way a flame grows.
enum class FlameOrientation {
    Icicle, ///< root at the top
    Flame   ///< root at the bottom
};

/// Where rows lie, in logical pixels.
struct FlameGeometry {
    FlameOrientation orientation = FlameOrientation::Icicle;
    int rowHeight = 1;
    int height = 0; ///< of the window
    int scroll = 0; ///< how far the window is away from the root

    int topOf(std::uint32_t row) const
    {
        const int fromRoot = static_cast<int>(row) * rowHeight - scroll;
        return orientation == FlameOrientation::Icicle ? fromRoot : height - fromRoot - rowHeight;
    }
    /// @pre 0 <= y < height
    std::uint32_t rowAt(int y) const
    {
        const int fromRoot = orientation == FlameOrientation::Icicle ? y : height - 1 - y;
        return static_cast<std::uint32_t>(std::max(0, fromRoot + scroll) / rowHeight);
    }
    std::uint32_t firstRow() const { return static_cast<std::uint32_t>(scroll / rowHeight); }
    std::uint32_t endRow() const
    {
        return height <= 0 ? firstRow() : static_cast<std::uint32_t>((scroll + height + rowHeight - 1) / rowHeight);
    }
    bool operator==(const FlameGeometry&) const = default;
};

} // namespace heapline
