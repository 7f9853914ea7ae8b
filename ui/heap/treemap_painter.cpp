// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/treemap_painter.h"

#include "ui/heap/treemap_text.h"
#include "ui/widgets/mixed_color.h"
#include "ui/widgets/text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace heapline {

namespace {

constexpr double labelPadding = 3;    ///< logical pixels on each side
constexpr double leastCharacters = 4; ///< of a label

QRect rectOf(const TreemapBox& box)
{
    return {box.rect.left, box.rect.top, box.rect.width, box.rect.height};
}

/// The four sides of a rectangle, inside of it.
void fillFrame(QPainter& painter, const QRect& rect, int thickness, const QColor& color)
{
    const int wide = std::min(thickness, rect.width());
    const int high = std::min(thickness, rect.height());
    painter.fillRect(rect.left(), rect.top(), rect.width(), high, color);
    painter.fillRect(rect.left(), rect.bottom() + 1 - high, rect.width(), high, color);
    painter.fillRect(rect.left(), rect.top(), wide, rect.height(), color);
    painter.fillRect(rect.right() + 1 - wide, rect.top(), wide, rect.height(), color);
}

int lineWidth(const TreemapScene& scene)
{
    return std::max(1, static_cast<int>(scene.pixelRatio));
}

} // namespace

int treemapHeaderHeight(const QFont& font)
{
    return static_cast<int>(std::ceil(QFontMetricsF(font).height())) + 3;
}

TreemapPainter::TreemapPainter(const QPalette& palette, const QFont& font, TreemapColoring coloring,
                               std::shared_ptr<const ObjectPackages> packages)
    : m_colors(palette, coloring, std::move(packages))
    , m_font(font)
{
}

void TreemapPainter::paint(QPainter& painter, const TreemapScene& scene)
{
    const int line = lineWidth(scene);
    for (const TreemapBox& box : scene.layout.boxes) {
        const QRect rect = rectOf(box);
        if (box.kind == TreemapBox::Kind::Smaller) {
            painter.fillRect(rect, m_colors.smaller);
        } else {
            const QColor full = m_colors.fill(scene.heap(), m_colors.keyOf(scene.heap(), box.object));
            const QColor fill = isPale(scene.heap(), box.object) ? mixed(full, m_colors.ground, 0.75) : full;
            painter.fillRect(rect, fill);
            if (box.kind == TreemapBox::Kind::Own)
                painter.fillRect(rect, QBrush(mixed(fill, m_colors.text, 0.3), Qt::BDiagPattern));
        }
        // Boxes side by side share a line: that at the right and at the bottom.
        painter.fillRect(rect.right() + 1 - line, rect.top(), line, rect.height(), m_colors.border);
        painter.fillRect(rect.left(), rect.bottom() + 1 - line, rect.width(), line, m_colors.border);
        if (box.childCount > 0) {
            painter.fillRect(rect.left(), rect.top(), rect.width(), line, m_colors.border);
            painter.fillRect(rect.left(), rect.top(), line, rect.height(), m_colors.border);
        }
    }
    for (const TreemapBox& box : scene.layout.boxes) {
        if (m_matching && box.kind == TreemapBox::Kind::Object && !isPale(scene.heap(), box.object))
            fillFrame(painter, rectOf(box), line, m_colors.weakOutline); // thinner than that of the selection
    }
    painter.save();
    painter.scale(scene.pixelRatio, scene.pixelRatio);
    painter.setFont(m_font);
    for (const TreemapBox& box : scene.layout.boxes)
        paintLabel(painter, scene, box);
    painter.restore();
}

bool TreemapPainter::isPale(const Heap& heap, NodeOrdinal object) const
{
    return m_matching && !(*m_matching)[heap.classOf[object.value].value];
}

void TreemapPainter::paintLabel(QPainter& painter, const TreemapScene& scene, const TreemapBox& box) const
{
    if (box.childCount > 0 && !box.hasHeader)
        return;
    const QFontMetricsF metrics(m_font);
    const qreal ratio = scene.pixelRatio;
    const double room = box.rect.width / ratio - 2 * labelPadding;
    const double height = box.childCount > 0 ? treemapHeaderHeight(m_font) : box.rect.height / ratio;
    if (room < metrics.averageCharWidth() * leastCharacters || height < metrics.height() + 1)
        return;
    const double left = box.rect.left / ratio + labelPadding;
    const double base = box.rect.top / ratio + 1 + metrics.ascent();
    const QString name = treemapLabel(scene, box);
    const QString size = bytesText(box.weight);
    painter.setPen(box.kind == TreemapBox::Kind::Smaller ? m_colors.smallerText : m_colors.text);
    const double sizeWidth = metrics.horizontalAdvance(size);
    const bool isHeader = box.childCount > 0;
    const double nameWidth = metrics.horizontalAdvance(name);
    // The size stands at the right of a header if the name leaves room, and below the name of a box that is not opened.
    const double gap = 2 * metrics.averageCharWidth();
    const bool isSizeBeside = isHeader && std::min(nameWidth, room * 0.6) + gap + sizeWidth <= room;
    painter.drawText(QPointF(left, base),
                     metrics.elidedText(name, Qt::ElideRight, isSizeBeside ? room - sizeWidth - gap : room));
    if (isSizeBeside)
        painter.drawText(QPointF(left + room - sizeWidth, base), size);
    else if (!isHeader && height >= 2 * metrics.height() + 1 && sizeWidth <= room)
        painter.drawText(QPointF(left, base + metrics.height()), size);
}

void TreemapPainter::paintSelection(QPainter& painter, const TreemapScene& scene, std::uint32_t row, bool isInside) const
{
    const int thickness = static_cast<int>(std::lround((isInside ? 2 : 3) * scene.pixelRatio));
    const QRect rect = rectOf(scene.layout.boxes[row]);
    fillFrame(painter, rect, thickness, isInside ? m_colors.weakOutline : m_colors.outline);
}

void TreemapPainter::paintHover(QPainter& painter, const TreemapScene& scene, std::uint32_t row) const
{
    fillFrame(painter, rectOf(scene.layout.boxes[row]), lineWidth(scene), m_colors.outline);
}

} // namespace heapline
