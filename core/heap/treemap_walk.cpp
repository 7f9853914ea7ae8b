// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/treemap_walk.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace heapline {

namespace {

bool isSideways(TreemapWay way)
{
    return way == TreemapWay::Left || way == TreemapWay::Right;
}

/// How far a rectangle is from another one on the wanted side; negative if it is not on that side.
int gapBetween(const TreemapRect& from, const TreemapRect& to, TreemapWay way)
{
    switch (way) {
    case TreemapWay::Left: return from.left - (to.left + to.width);
    case TreemapWay::Right: return to.left - (from.left + from.width);
    case TreemapWay::Up: return from.top - (to.top + to.height);
    case TreemapWay::Down: return to.top - (from.top + from.height);
    case TreemapWay::In:
    case TreemapWay::Out: break;
    }
    return -1;
}

/// How far a stretch is from a point; 0 if it holds it.
int distanceTo(int begin, int length, int point)
{
    return point < begin ? begin - point : std::max(0, point - (begin + length - 1));
}

/// How far a rectangle is beside the middle of another one.
int offset(const TreemapRect& from, const TreemapRect& to, TreemapWay way)
{
    return isSideways(way) ? distanceTo(to.top, to.height, from.top + from.height / 2)
                           : distanceTo(to.left, to.width, from.left + from.width / 2);
}

/// The nearest of the boxes of a level, beside @p from. TreemapBox::none if there is none on that side.
std::uint32_t nearestBeside(const TreemapLayout& layout, const TreemapBox& parent, const TreemapRect& from, TreemapWay way)
{
    std::uint32_t best = TreemapBox::none;
    std::tuple<int, int> least;
    for (std::uint32_t row = parent.firstChild; row < parent.firstChild + parent.childCount; ++row) {
        const TreemapRect& to = layout.boxes[row].rect;
        const int gap = gapBetween(from, to, way);
        if (gap < 0)
            continue;
        const std::tuple distance(offset(from, to, way), gap);
        if (best == TreemapBox::none || distance < least) {
            best = row;
            least = distance;
        }
    }
    return best;
}

/// The box within another one that is nearest to where one comes from.
std::uint32_t nearestWithin(const TreemapLayout& layout, std::uint32_t row, const TreemapRect& from, TreemapWay way)
{
    const TreemapBox& box = layout.boxes[row];
    std::uint32_t best = row;
    std::tuple<int, int> least;
    for (std::uint32_t child = box.firstChild; child < box.firstChild + box.childCount; ++child) {
        const TreemapRect& to = layout.boxes[child].rect;
        const std::tuple distance(gapBetween(from, to, way), offset(from, to, way));
        if (best == row || distance < least) {
            best = child;
            least = distance;
        }
    }
    return best;
}

} // namespace

std::uint32_t walkTreemap(const TreemapLayout& layout, std::uint32_t row, TreemapWay way)
{
    const TreemapBox& start = layout.boxes[row];
    if (way == TreemapWay::In)
        return start.childCount > 0 ? start.firstChild : row;
    if (way == TreemapWay::Out)
        return start.parent == TreemapBox::none ? row : start.parent;
    for (std::uint32_t at = row; layout.boxes[at].parent != TreemapBox::none; at = layout.boxes[at].parent) {
        std::uint32_t found = nearestBeside(layout, layout.boxes[layout.boxes[at].parent], layout.boxes[at].rect, way);
        if (found == TreemapBox::none)
            continue;
        while (layout.boxes[found].depth < start.depth && layout.boxes[found].childCount > 0)
            found = nearestWithin(layout, found, start.rect, way);
        return found;
    }
    return row;
}

} // namespace heapline
