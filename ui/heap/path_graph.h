// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/root_paths.h"

#include <QPoint>
#include <QRect>
#include <QSize>

#include <span>
#include <vector>

namespace heapline {

class HeapGraph;

/// A picture of ways from the roots to an object: boxes for the objects that a program knows, in columns from the root at the left to the
/// object at the right, arrows for what leads from one to the next.
struct PathGraph {
    struct Box {
        NodeOrdinal object;
        int column = 0;
        int row = 0;
        bool isRoot = false;   ///< whether a way begins here
        bool isTarget = false; ///< the object that is asked for

        bool operator==(const Box&) const = default;
    };
    struct Arrow {
        std::size_t from = 0; ///< row of boxes
        std::size_t to = 0;
        std::vector<EdgeIndex>
            references; ///< in the order of the way; more than one where objects of the engine are passed over

        bool operator==(const Arrow&) const = default;
    };

    std::vector<Box> boxes;
    std::vector<Arrow> arrows; ///< no two of them are equal
    int columns = 0;
    int rows = 0; ///< of the fullest column
};

/// Draws ways that all lead to the same object. The first way is one straight line; each later one adds what is new in it below.
/// @param most boxes at most: ways that do not fit in are left out
PathGraph layoutPathGraph(const HeapGraph& graph, std::span<const RootPath> paths, std::size_t mostBoxes = 200);

/// Sizes in pixels.
struct PathGraphSizes {
    int boxWidth = 0;
    int boxHeight = 0;
    int gapX = 0; ///< between columns: room for an arrow and the names of references
    int gapY = 0;
    int margin = 0;
};

QRect boxRect(const PathGraph::Box& box, const PathGraphSizes& sizes);
QSize pathGraphSize(const PathGraph& graph, const PathGraphSizes& sizes);
/// The box under a point; -1 if there is none.
int boxAt(const PathGraph& graph, const PathGraphSizes& sizes, QPoint point);
/// The box that an arrow key leads to from another one, or that one itself. @param step columns (x) or rows (y), one of them 0
int boxBeside(const PathGraph& graph, int box, QPoint step);

} // namespace heapline
