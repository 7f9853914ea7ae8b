// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/path_graph.h"

#include "core/heap/users_objects.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace heapline {

namespace {

/// A way without the engine's own objects between its ends.
struct ShortWay {
    std::vector<NodeOrdinal> objects;
    std::vector<std::vector<EdgeIndex>> references; ///< into each object; empty for the first
};

ShortWay shorten(const HeapGraph& graph, const RootPath& path)
{
    ShortWay way;
    std::vector<EdgeIndex> passed;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i].edge.isValid())
            passed.push_back(path[i].edge);
        if (i > 0 && i + 1 < path.size() && !isUsersObject(graph, path[i].object))
            continue;
        way.objects.push_back(path[i].object);
        way.references.push_back(std::exchange(passed, {}));
    }
    return way;
}

} // namespace

PathGraph layoutPathGraph(const HeapGraph& graph, std::span<const RootPath> paths, std::size_t mostBoxes)
{
    PathGraph picture;
    std::unordered_map<NodeOrdinal, std::size_t> boxOf;
    for (const RootPath& path : paths) {
        const ShortWay way = shorten(graph, path);
        const auto isNew = [&](NodeOrdinal object) { return !boxOf.contains(object); };
        if (picture.boxes.size() + static_cast<std::size_t>(std::ranges::count_if(way.objects, isNew)) > mostBoxes)
            continue;
        for (std::size_t i = 0; i < way.objects.size(); ++i) {
            const auto [entry, added] = boxOf.try_emplace(way.objects[i], picture.boxes.size());
            if (added)
                picture.boxes.push_back({way.objects[i], static_cast<int>(i), 0, i == 0, i + 1 == way.objects.size()});
            PathGraph::Box& box = picture.boxes[entry->second];
            // The object that all ways lead to stands to the right of all others.
            box.column =
                box.isTarget ? std::max(box.column, static_cast<int>(i)) : std::min(box.column, static_cast<int>(i));
            box.isRoot = box.isRoot || i == 0;
            if (i == 0)
                continue;
            const PathGraph::Arrow arrow{boxOf.at(way.objects[i - 1]), entry->second, way.references[i]};
            if (std::ranges::find(picture.arrows, arrow) == picture.arrows.end())
                picture.arrows.push_back(arrow);
        }
    }
    for (const PathGraph::Box& box : picture.boxes)
        picture.columns = std::max(picture.columns, box.column + 1);
    std::vector<int> filled(static_cast<std::size_t>(picture.columns), 0);
    for (PathGraph::Box& box : picture.boxes) {
        box.row = filled[static_cast<std::size_t>(box.column)]++;
        picture.rows = std::max(picture.rows, box.row + 1);
    }
    return picture;
}

QRect boxRect(const PathGraph::Box& box, const PathGraphSizes& sizes)
{
    return {sizes.margin + box.column * (sizes.boxWidth + sizes.gapX),
            sizes.margin + box.row * (sizes.boxHeight + sizes.gapY), sizes.boxWidth, sizes.boxHeight};
}

QSize pathGraphSize(const PathGraph& graph, const PathGraphSizes& sizes)
{
    const auto extent = [&sizes](int count, int size, int gap) {
        return 2 * sizes.margin + count * size + std::max(0, count - 1) * gap;
    };
    return {extent(graph.columns, sizes.boxWidth, sizes.gapX), extent(graph.rows, sizes.boxHeight, sizes.gapY)};
}

int boxAt(const PathGraph& graph, const PathGraphSizes& sizes, QPoint point)
{
    const auto found =
        std::ranges::find_if(graph.boxes, [&](const PathGraph::Box& box) { return boxRect(box, sizes).contains(point); });
    return found == graph.boxes.end() ? -1 : static_cast<int>(found - graph.boxes.begin());
}

int boxBeside(const PathGraph& graph, int box, QPoint step)
{
    const PathGraph::Box& from = graph.boxes[static_cast<std::size_t>(box)];
    // The nearest one in that direction, first along it and then across.
    int best = box;
    std::tuple<int, int> bestWay;
    for (std::size_t i = 0; i < graph.boxes.size(); ++i) {
        const QPoint way(graph.boxes[i].column - from.column, graph.boxes[i].row - from.row);
        const int along = way.x() * step.x() + way.y() * step.y();
        const int across = std::abs(way.x() * step.y()) + std::abs(way.y() * step.x());
        if (along <= 0 || (step.y() != 0 && across != 0))
            continue;
        if (best == box || std::tuple(along, across) < bestWay) {
            best = static_cast<int>(i);
            bestWay = {along, across};
        }
    }
    return best;
}

} // namespace heapline
