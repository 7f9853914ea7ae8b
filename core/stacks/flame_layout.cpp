// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/flame_layout.h"

#include <algorithm>
#include <cmath>

namespace heapline {

namespace {

constexpr std::uint64_t openAhead = 2;          ///< opens this much finer than needed, so that not each zoom step opens anew
constexpr std::size_t mostBoxesBelow = 100'000; ///< looked at to find the deepest row

/// The children of one box after the other, put into rows.
class LevelWalk {
public:
    LevelWalk(FlameSource& source, const FlameWindow& window, FlameLayout& out)
        : m_source(source)
        , m_window(window)
        , m_out(out)
        , m_least(static_cast<std::uint64_t>(
              std::clamp(std::ceil(window.leastWidth / std::max(window.pixelsPerUnit(), 1e-300)), 1.0, 9e18)))
    {
    }

    void place(FlameBoxId id, std::uint32_t row, std::uint64_t begin, std::uint64_t end, std::uint32_t smaller)
    {
        if (row < m_window.firstRow || row >= m_window.endRow)
            return;
        const int left = m_window.edgeOf(begin);
        const int right = m_window.edgeOf(end);
        if (right > left)
            m_out.boxes.push_back({id, row, left, right, smaller});
    }

    /// @return whether the row below has anything
    bool addChildren(FlameBoxId id)
    {
        const FlameBox box = m_source.box(id);
        if (isBeyondOpened(id, box))
            m_source.open(id, std::max<std::uint64_t>(1, m_least / openAhead));
        const std::span<const FlameBoxId> children = m_source.opened(id);
        // Those that are wide enough, and the first of them that is in the window.
        const auto wideEnd = std::partition_point(
            children.begin(), children.end(), [this](FlameBoxId child) { return m_source.box(child).weight >= m_least; });
        auto child = std::partition_point(children.begin(), wideEnd, [this](FlameBoxId other) {
            return static_cast<double>(m_source.box(other).end()) <= m_window.stretch.begin;
        });
        for (; child != wideEnd && static_cast<double>(m_source.box(*child).begin) < m_window.stretch.end(); ++child) {
            const FlameBox& at = m_source.box(*child);
            place(*child, at.depth, at.begin, at.end(), 0);
            m_out.next.push_back(*child);
        }
        // The rest is one block. It begins where the wide ones end, however far the tree is open and wherever the window begins.
        const auto placed = static_cast<std::uint32_t>(wideEnd - children.begin());
        const std::uint64_t begin = placed == 0 ? box.begin : m_source.box(children[placed - 1]).end();
        const std::uint64_t end = box.begin + m_source.childWeight(id);
        const std::uint32_t rest = m_source.childCount(id) - placed;
        const bool isRestSeen = rest > 0 && end - begin >= m_least && static_cast<double>(begin) < m_window.stretch.end()
                                && static_cast<double>(end) > m_window.stretch.begin;
        if (isRestSeen)
            place(id, box.depth + 1, begin, end, rest);
        return isRestSeen;
    }

private:
    std::uint64_t endOfOpened(const FlameBox& box, std::span<const FlameBoxId> children) const
    {
        return children.empty() ? box.begin : m_source.box(children.back()).end();
    }
    /// Whether children that are not made yet may be wide enough and in the window.
    bool isBeyondOpened(FlameBoxId id, const FlameBox& box) const
    {
        if (m_source.openedTo(id) <= m_least)
            return false;
        const std::uint64_t end = endOfOpened(box, m_source.opened(id));
        return static_cast<double>(end) < m_window.stretch.end() && box.end() - end >= m_least;
    }

    FlameSource& m_source;
    const FlameWindow& m_window;
    FlameLayout& m_out;
    std::uint64_t m_least;
};

} // namespace

int FlameWindow::edgeOf(std::uint64_t place) const
{
    const double x = (static_cast<double>(place) - stretch.begin) * pixelsPerUnit();
    return static_cast<int>(std::lround(std::clamp(x, 0.0, static_cast<double>(width))));
}

std::span<const PlacedBox> FlameLayout::row(std::uint32_t row) const
{
    if (row < window.firstRow || row - window.firstRow + std::size_t{1} >= rowBegin.size())
        return {};
    const std::size_t begin = rowBegin[row - window.firstRow];
    return {boxes.data() + begin, rowBegin[row - window.firstRow + 1] - begin};
}

const PlacedBox* FlameLayout::at(std::uint32_t rowNumber, int x) const
{
    const std::span<const PlacedBox> boxesOfRow = row(rowNumber);
    const auto found =
        std::partition_point(boxesOfRow.begin(), boxesOfRow.end(), [x](const PlacedBox& box) { return box.right <= x; });
    return found != boxesOfRow.end() && found->left <= x ? &*found : nullptr;
}

const PlacedBox* FlameLayout::find(const FlameSource& source, FlameBoxId id) const
{
    if (id == noFlameBox)
        return nullptr;
    const FlameBox& wanted = source.box(id);
    const PlacedBox* found = at(wanted.depth, std::min(window.edgeOf(wanted.begin), window.width - 1));
    return found && found->box == id && found->smaller == 0 ? found : nullptr;
}

void layoutFlame(FlameSource& source, const FlameWindow& window, FlameLayout& out)
{
    out.window = window;
    out.boxes.clear();
    out.level.clear();
    out.rowCount = 0;
    LevelWalk walk(source, window, out);
    const FlameBox root = source.box(FlameSource::root());
    if (window.width > 0 && window.stretch.length > 0 && root.weight > 0) {
        out.level.push_back(FlameSource::root());
        walk.place(FlameSource::root(), 0, root.begin, root.end(), 0);
    }
    std::size_t below = 0;
    while (!out.level.empty()) {
        ++out.rowCount;
        out.next.clear();
        bool hasRest = false;
        for (const FlameBoxId id : out.level)
            hasRest = walk.addChildren(id) || hasRest;
        if (out.next.empty() && hasRest)
            ++out.rowCount;
        std::swap(out.level, out.next);
        if (out.rowCount >= window.endRow && (below += out.level.size()) > mostBoxesBelow) {
            out.rowCount = source.depthLimit();
            break;
        }
    }

    out.rowBegin.clear();
    for (std::size_t box = 0; box < out.boxes.size(); ++box) {
        while (out.rowBegin.size() <= out.boxes[box].row - window.firstRow)
            out.rowBegin.push_back(box);
    }
    out.rowBegin.push_back(out.boxes.size());
}

} // namespace heapline
