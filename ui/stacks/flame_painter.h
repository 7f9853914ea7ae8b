// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/flame_layout.h"
#include "ui/stacks/flame_colors.h"
#include "ui/stacks/flame_geometry.h"
#include "ui/stacks/flame_labels.h"

#include <QFont>
#include <QPalette>
#include <QRect>

#include <cstdint>
#include <optional>
#include <vector>

class QPainter;

namespace heapline {

/// What a picture of a flame shows.
struct FlameScene {
    const FlameSource& source;
    const FlameLayout& layout;
    FlameGeometry geometry;
    qreal pixelRatio = 1;
    FlameBoxId selected = noFlameBox;
    FrameId outlined;                                    ///< function whose boxes have a weak outline
    const std::vector<std::uint8_t>* matching = nullptr; ///< frame -> 1 if it matches; null or empty: nothing is searched
};

/// Height of a row, with the line between rows.
int flameRowHeight(const QFont& font);

/// Draws flames. Keeps colours and labels from one picture to the next.
class FlamePainter {
public:
    /// To be called when any of these has changed.
    void setStyle(const QPalette& palette, const QFont& font, std::size_t frameCount, FlameKey key);
    /// To be called when frames have other names.
    void forgetLabels() { m_labels = FlameLabels(m_font); }

    /// Boxes and their labels, on the painter's ground.
    void paint(QPainter& painter, const FlameScene& scene);
    /// Outline of the box under the pointer, and weakly of the others of its function.
    void paintHover(QPainter& painter, const FlameScene& scene, const PlacedBox& hovered);

    FlameColors& colors() { return *m_colors; }
    FlameLabels& labels() { return m_labels; }
    /// Key of a box's label in labels(), which is made if need be.
    std::uint32_t labelOf(const FlameSource& source, FlameBoxId box);
    FlameColors::Look lookOf(const FlameScene& scene, const PlacedBox& box) const;
    /// Whether a label has room, and how much; logical pixels.
    std::optional<double> roomFor(double boxWidth) const;
    double padding() const;

private:
    QRect rectOf(const FlameScene& scene, const PlacedBox& box) const; ///< device pixels
    void paintBoxes(QPainter& painter, const FlameScene& scene);
    void paintLabels(QPainter& painter, const FlameScene& scene);

    std::optional<FlameColors> m_colors;
    QFont m_font;
    FlameLabels m_labels;
    double m_leastLabel = 0;
    double m_textHeight = 0;
};

} // namespace heapline
