// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/treemap_layout.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace heapline {

namespace {

/// How far from a square the worst of the parts of a strip is; they are between @p least and @p greatest.
double worstAspect(double sum, double greatest, double least, double pixelsPerWeight, double side)
{
    const double thickness = sum * pixelsPerWeight / side;
    const auto aspect = [&](double weight) {
        const double length = weight * pixelsPerWeight / thickness;
        return std::max(thickness / length, length / thickness);
    };
    return std::max(aspect(greatest), aspect(least));
}

/// Number of the first weights that make up the next strip.
std::size_t cellsOfStrip(std::span<const std::uint64_t> weights, double pixelsPerWeight, int side, std::size_t most)
{
    const auto first = static_cast<double>(weights.front());
    double sum = first;
    double worst = worstAspect(sum, first, first, pixelsPerWeight, side);
    std::size_t count = 1;
    while (count < std::min(weights.size(), most)) {
        const auto next = static_cast<double>(weights[count]);
        const double withNext = worstAspect(sum + next, first, next, pixelsPerWeight, side);
        if (withNext > worst)
            break;
        sum += next;
        worst = withNext;
        ++count;
    }
    return count;
}

/// Lays parts one behind the other along a side. @pre side >= parts * leastSide
void layStrip(std::span<const std::uint64_t> weights, double sum, const TreemapRect& strip, bool isDownwards, int leastSide,
              std::span<TreemapRect> out)
{
    const int side = isDownwards ? strip.height : strip.width;
    double before = 0;
    int begin = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        before += static_cast<double>(weights[i]);
        const int behind = static_cast<int>(weights.size() - i - 1);
        const int end = behind == 0 ? side
                                    : std::clamp(static_cast<int>(std::lround(side * before / sum)), begin + leastSide,
                                                 side - behind * leastSide);
        out[i] = isDownwards ? TreemapRect{strip.left, strip.top + begin, strip.width, end - begin}
                             : TreemapRect{strip.left + begin, strip.top, end - begin, strip.height};
        begin = end;
    }
}

/// One level that is about to be laid out.
struct Level {
    std::vector<TreemapBox> boxes; ///< heaviest first
    std::vector<std::uint64_t> weights;
    std::vector<TreemapRect> rects;
};

class Layouter {
public:
    Layouter(const TreemapTree& tree, const TreemapStyle& style, TreemapLayout& out)
        : m_tree(tree)
        , m_style(style)
        , m_out(out)
    {
    }

    void run(NodeOrdinal outermost, const TreemapRect& rect)
    {
        m_out.boxes.clear();
        if (rect.width < m_style.leastSide || rect.height < m_style.leastSide || m_tree.weight(outermost) == 0)
            return;
        TreemapBox box;
        box.object = outermost;
        box.rect = rect;
        box.weight = m_tree.weight(outermost);
        m_out.boxes.push_back(box);
        for (std::uint32_t row = 0; row < m_out.boxes.size(); ++row) {
            if (m_out.boxes[row].kind == TreemapBox::Kind::Object)
                open(row);
        }
    }

private:
    /// Room for boxes within a box; none if it is too small.
    std::optional<TreemapRect> roomIn(const TreemapBox& box, bool& hasHeader) const
    {
        const int padding = m_style.padding;
        TreemapRect room{box.rect.left + padding, box.rect.top + padding, box.rect.width - 2 * padding,
                         box.rect.height - 2 * padding};
        hasHeader = box.rect.width >= m_style.leastHeaderWidth
                    && room.height - m_style.headerHeight + padding >= m_style.leastOpened;
        if (hasHeader) { // which is the padding at the top
            room.top += m_style.headerHeight - padding;
            room.height -= m_style.headerHeight - padding;
        }
        return room.width < m_style.leastOpened || room.height < m_style.leastOpened ? std::nullopt : std::optional(room);
    }

    void open(std::uint32_t row)
    {
        bool hasHeader = false;
        const std::optional<TreemapRect> room = roomIn(m_out.boxes[row], hasHeader);
        if (!room)
            return;
        const TreemapBox around = m_out.boxes[row];
        const std::uint64_t own = m_tree.ownWeight(around.object);
        if (own == around.weight)
            return; // nothing in it
        const double least =
            std::ceil(static_cast<double>(around.weight) / static_cast<double>(room->area()) * m_style.leastArea);
        const TreemapTree::Children children =
            m_tree.children(around.object, static_cast<std::uint64_t>(std::max(1.0, least)));
        // Too many for the least side are rare: lengths of parts are near to each other.
        for (std::size_t apart = children.large.size();; apart = apart * 3 / 4) {
            collect(row, around, children, apart, static_cast<double>(own) >= least ? own : 0);
            if (m_level.boxes.empty())
                return;
            m_level.rects.resize(m_level.boxes.size());
            if (squarify(m_level.weights, *room, m_style.leastSide, m_level.rects))
                break;
            if (apart == 0)
                return;
        }
        m_out.boxes[row].hasHeader = hasHeader;
        m_out.boxes[row].firstChild = static_cast<std::uint32_t>(m_out.boxes.size());
        m_out.boxes[row].childCount = static_cast<std::uint32_t>(m_level.boxes.size());
        for (std::size_t i = 0; i < m_level.boxes.size(); ++i) {
            m_level.boxes[i].rect = m_level.rects[i];
            m_out.boxes.push_back(m_level.boxes[i]);
        }
    }

    /// Makes the boxes of a level, without their places. @param apart children that get a box of their own
    void collect(std::uint32_t row, const TreemapBox& around, const TreemapTree::Children& children, std::size_t apart,
                 std::uint64_t own)
    {
        m_level.boxes.clear();
        m_level.weights.clear();
        TreemapBox box;
        box.parent = row;
        box.depth = around.depth + 1;
        for (std::size_t i = 0; i < apart; ++i) {
            box.object = children.large[i].object;
            box.weight = children.large[i].weight;
            m_level.boxes.push_back(box);
        }
        box.object = around.object;
        if (own > 0) {
            box.kind = TreemapBox::Kind::Own;
            box.weight = own;
            m_level.boxes.push_back(box);
        }
        box.smallerCount = children.smallCount + (children.large.size() - apart);
        if (box.smallerCount > 0) {
            box.kind = TreemapBox::Kind::Smaller;
            box.weight = children.smallWeight;
            for (std::size_t i = apart; i < children.large.size(); ++i)
                box.weight += children.large[i].weight;
            m_level.boxes.push_back(box);
        }
        std::ranges::stable_sort(m_level.boxes, std::greater(), &TreemapBox::weight);
        for (const TreemapBox& made : m_level.boxes)
            m_level.weights.push_back(made.weight);
    }

    const TreemapTree& m_tree;
    const TreemapStyle& m_style;
    TreemapLayout& m_out;
    Level m_level; ///< buffers
};

} // namespace

std::uint32_t TreemapLayout::at(int x, int y) const
{
    if (boxes.empty() || !boxes.front().rect.contains(x, y))
        return TreemapBox::none;
    std::uint32_t row = 0;
    while (true) {
        const TreemapBox& box = boxes[row];
        const auto within = std::span(boxes).subspan(box.firstChild, box.childCount);
        const auto found = std::ranges::find_if(within, [&](const TreemapBox& one) { return one.rect.contains(x, y); });
        if (found == within.end())
            return row;
        row = box.firstChild + static_cast<std::uint32_t>(found - within.begin());
    }
}

std::uint32_t TreemapLayout::find(NodeOrdinal object) const
{
    const auto found = std::ranges::find_if(
        boxes, [&](const TreemapBox& box) { return box.kind == TreemapBox::Kind::Object && box.object == object; });
    return found == boxes.end() ? TreemapBox::none : static_cast<std::uint32_t>(found - boxes.begin());
}

bool squarify(std::span<const std::uint64_t> weights, TreemapRect room, int leastSide, std::span<TreemapRect> out)
{
    double left = 0;
    for (const std::uint64_t weight : weights)
        left += static_cast<double>(weight);
    for (std::size_t at = 0; at < weights.size();) {
        const bool isDownwards = room.width >= room.height; // parts of a strip stand one below the other
        const int side = isDownwards ? room.height : room.width;
        const int depth = isDownwards ? room.width : room.height;
        if (side < leastSide || depth < leastSide)
            return false;
        const double pixelsPerWeight = static_cast<double>(room.area()) / left;
        const auto rest = weights.subspan(at);
        const std::size_t count = cellsOfStrip(rest, pixelsPerWeight, side, static_cast<std::size_t>(side / leastSide));
        double sum = 0;
        for (const std::uint64_t weight : rest.first(count))
            sum += static_cast<double>(weight);
        int thickness = depth;
        if (count < rest.size()) {
            if (depth < 2 * leastSide)
                return false;
            thickness =
                std::clamp(static_cast<int>(std::lround(sum * pixelsPerWeight / side)), leastSide, depth - leastSide);
        }
        TreemapRect strip = room;
        (isDownwards ? strip.width : strip.height) = thickness;
        (isDownwards ? room.left : room.top) += thickness;
        (isDownwards ? room.width : room.height) -= thickness;
        layStrip(rest.first(count), sum, strip, isDownwards, leastSide, out.subspan(at, count));
        at += count;
        left = std::max(left - sum, 1.0); // rounding must not leave nothing
    }
    return true;
}

void layoutTreemap(const TreemapTree& tree, NodeOrdinal outermost, TreemapRect rect, const TreemapStyle& style,
                   TreemapLayout& out)
{
    Layouter(tree, style, out).run(outermost, rect);
}

} // namespace heapline
