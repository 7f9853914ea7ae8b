// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heap/treemap_colors.h"
#include "ui/heap/treemap_scene.h"

#include <QFont>

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

class QPainter;

namespace heapline {

/// Height of the strip with an object's name at the top of its box, in logical pixels.
int treemapHeaderHeight(const QFont& font);

/// Draws treemaps, in device pixels.
class TreemapPainter {
public:
    /// @param packages needed to colour by package only
    TreemapPainter(const QPalette& palette, const QFont& font, TreemapColoring coloring,
                   std::shared_ptr<const ObjectPackages> packages = {});

    /// Makes the boxes of all but some classes pale, and gives those a frame. @param classes [classes] 1 or 0; null: all are alike
    void setMatching(std::shared_ptr<const std::vector<std::uint8_t>> classes) { m_matching = std::move(classes); }

    void paint(QPainter& painter, const TreemapScene& scene);
    /// Outline of the selected box. @param isInside whether the selected object is somewhere within the box
    void paintSelection(QPainter& painter, const TreemapScene& scene, std::uint32_t row, bool isInside) const;
    void paintHover(QPainter& painter, const TreemapScene& scene, std::uint32_t row) const;

    TreemapColors& colors() { return m_colors; }

private:
    void paintLabel(QPainter& painter, const TreemapScene& scene, const TreemapBox& box) const;

    bool isPale(const Heap& heap, NodeOrdinal object) const;

    TreemapColors m_colors;
    QFont m_font;
    std::shared_ptr<const std::vector<std::uint8_t>> m_matching;
};

} // namespace heapline
