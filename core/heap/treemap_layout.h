// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace heapline {

/// A rectangle of whole pixels.
struct TreemapRect {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;

    std::int64_t area() const { return std::int64_t{width} * height; }
    bool contains(int x, int y) const { return x >= left && x < left + width && y >= top && y < top + height; }
    bool operator==(const TreemapRect&) const = default;
};

/// What is drawn as boxes within boxes.
class TreemapTree {
public:
    struct Child {
        NodeOrdinal object;
        std::uint64_t weight = 0;
    };
    struct Children {
        std::vector<Child> large;     ///< heaviest first
        std::uint64_t smallCount = 0; ///< those that are lighter, if they weigh anything
        std::uint64_t smallWeight = 0;
    };

    virtual ~TreemapTree() = default;

    /// Of an object with all that is in it.
    virtual std::uint64_t weight(NodeOrdinal object) const = 0;
    /// Of the object alone: its weight without that of its children.
    virtual std::uint64_t ownWeight(NodeOrdinal object) const = 0;
    /// @param least weight of the children that are told apart
    virtual Children children(NodeOrdinal object, std::uint64_t least) const = 0;
};

/// Sizes of what is drawn, in pixels.
struct TreemapStyle {
    int headerHeight = 18;     ///< strip with the name at the top of an opened box
    int leastHeaderWidth = 48; ///< narrower boxes are opened without a header
    int padding = 2;           ///< between an opened box and what is in it
    int leastSide = 3;         ///< no box is narrower or lower
    int leastArea = 40;        ///< what would be smaller is put together
    int leastOpened = 16;      ///< width and height of the room within a box that is opened
};

/// A box of a treemap.
struct TreemapBox {
    enum class Kind : std::uint8_t {
        Object,
        Own,    ///< the shallow part of the object around it
        Smaller ///< objects that are too small to be drawn one by one
    };
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    Kind kind = Kind::Object;
    bool hasHeader = false;
    NodeOrdinal object;           ///< for Own and Smaller: that of the box around
    std::uint32_t parent = none;  ///< row of the box around
    std::uint32_t depth = 0;      ///< 0 for the outermost
    std::uint32_t firstChild = 0; ///< row of the first box within; boxes of one box stand in a row, heaviest first
    std::uint32_t childCount = 0; ///< 0: not opened
    TreemapRect rect;
    std::uint64_t weight = 0;
    std::uint64_t smallerCount = 0; ///< objects of a Smaller box
};

/// Boxes; each stands behind the one around it.
struct TreemapLayout {
    std::vector<TreemapBox> boxes;

    /// Row of the innermost box at a place, or TreemapBox::none. O(depth × boxes of a level)
    std::uint32_t at(int x, int y) const;
    /// Row of the box of an object, or TreemapBox::none. O(boxes)
    std::uint32_t find(NodeOrdinal object) const;
};

/// Cuts a rectangle into one part for each weight, as near to squares as can be, without gap or overlap; areas are proportional to the weights
/// but for rounding to pixels and the least side.
/// @param weights heaviest first, none is 0  @param out [weights]
/// @return false if so many parts do not fit in
/// @see Bruls, Huizing, van Wijk: "Squarified Treemaps" (2000). O(weights)
bool squarify(std::span<const std::uint64_t> weights, TreemapRect room, int leastSide, std::span<TreemapRect> out);

/// Lays out an object and, within it, what it holds, as deep as boxes can be told apart. What is too small for a box of its own is in the box
/// "smaller" of its level. Work depends on the pixels, and on the children of the objects that are opened.
void layoutTreemap(const TreemapTree& tree, NodeOrdinal outermost, TreemapRect rect, const TreemapStyle& style,
                   TreemapLayout& out);

} // namespace heapline
