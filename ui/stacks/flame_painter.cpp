// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/flame_painter.h"

#include "ui/stacks/flame_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace heapline {

namespace {

constexpr double labelPadding = 4;    ///< logical pixels on each side
constexpr double leastCharacters = 4; ///< of a label
constexpr double outlineWidth = 2;    ///< logical pixels, of the selected box

/// The four sides of a rectangle, inside of it; sharp at any scale.
void fillFrame(QPainter& painter, const QRect& rect, int thickness, const QColor& color)
{
    const int wide = std::min(thickness, rect.width());
    const int high = std::min(thickness, rect.height());
    painter.fillRect(rect.left(), rect.top(), rect.width(), high, color);
    painter.fillRect(rect.left(), rect.bottom() + 1 - high, rect.width(), high, color);
    painter.fillRect(rect.left(), rect.top(), wide, rect.height(), color);
    painter.fillRect(rect.right() + 1 - wide, rect.top(), wide, rect.height(), color);
}

/// Lets the painter draw in device pixels.
class DevicePixels {
public:
    DevicePixels(QPainter& painter, qreal ratio) : m_painter(painter)
    {
        painter.save();
        painter.scale(1 / ratio, 1 / ratio);
    }
    ~DevicePixels() { m_painter.restore(); }
    DevicePixels(const DevicePixels&) = delete;
    DevicePixels& operator=(const DevicePixels&) = delete;

private:
    QPainter& m_painter;
};

int lineWidth(qreal ratio)
{
    return std::max(1, static_cast<int>(ratio));
}

} // namespace

int flameRowHeight(const QFont& font)
{
    return static_cast<int>(std::ceil(QFontMetricsF(font).height())) + 5;
}

void FlamePainter::setStyle(const QPalette& palette, const QFont& font, std::size_t frameCount, FlameKey key)
{
    m_colors.emplace(palette, frameCount, std::move(key));
    m_font = font;
    m_labels = FlameLabels(font);
    const QFontMetricsF metrics(font);
    m_leastLabel = metrics.averageCharWidth() * leastCharacters;
    m_textHeight = metrics.height();
}

std::optional<double> FlamePainter::roomFor(double boxWidth) const
{
    const double room = boxWidth - 2 * labelPadding;
    return room >= m_leastLabel ? std::optional(room) : std::nullopt;
}

double FlamePainter::padding() const
{
    return labelPadding;
}

std::uint32_t FlamePainter::labelOf(const FlameSource& source, FlameBoxId box)
{
    const std::uint32_t key = source.box(box).frame.value;
    if (!m_labels.has(key))
        m_labels.add(key, flameLabel(source, box));
    return key;
}

FlameColors::Look FlamePainter::lookOf(const FlameScene& scene, const PlacedBox& box) const
{
    if (!scene.matching || scene.matching->empty())
        return FlameColors::Look::Plain;
    const FrameId frame = scene.source.box(box.box).frame;
    const bool matches = box.smaller == 0 && frame.value < scene.matching->size() && (*scene.matching)[frame.value] != 0;
    return matches ? FlameColors::Look::Match : FlameColors::Look::Faded;
}

QRect FlamePainter::rectOf(const FlameScene& scene, const PlacedBox& box) const
{
    const qreal ratio = scene.pixelRatio;
    const int top = scene.geometry.topOf(box.row);
    const int from = static_cast<int>(std::lround(top * ratio));
    const int to = static_cast<int>(std::lround((top + scene.geometry.rowHeight) * ratio));
    const int gap = lineWidth(ratio);
    const int width = box.width() > 3 * gap ? box.width() - gap : box.width();
    return {box.left, from, width, to - from - gap};
}

void FlamePainter::paint(QPainter& painter, const FlameScene& scene)
{
    {
        const DevicePixels pixels(painter, scene.pixelRatio);
        paintBoxes(painter, scene);
    }
    paintLabels(painter, scene);
    if (const PlacedBox* selected = scene.layout.find(scene.source, scene.selected)) {
        const DevicePixels pixels(painter, scene.pixelRatio);
        const int thick = static_cast<int>(std::lround(outlineWidth * scene.pixelRatio));
        QRect rect = rectOf(scene, *selected);
        if (rect.width() < 3 * thick) // an outline on the inside would leave nothing of the box
            rect.adjust(-thick, 0, thick, 0);
        fillFrame(painter, rect, thick, m_colors->outline);
    }
}

void FlamePainter::paintBoxes(QPainter& painter, const FlameScene& scene)
{
    const int line = lineWidth(scene.pixelRatio);
    for (const PlacedBox& box : scene.layout.boxes) {
        const QRect rect = rectOf(scene, box);
        const FrameId frame = scene.source.box(box.box).frame;
        const FlameColors::Look look = lookOf(scene, box);
        painter.fillRect(rect, box.smaller != 0 ? m_colors->smaller : m_colors->fill(frame, look));
        if (rect.width() <= 3 * line || box.smaller != 0)
            continue;
        if (look == FlameColors::Look::Match)
            fillFrame(painter, rect, line, m_colors->outline);
        else if (frame.isValid() && frame == scene.outlined && box.box != scene.selected)
            fillFrame(painter, rect, line, m_colors->weakOutline);
    }
}

void FlamePainter::paintLabels(QPainter& painter, const FlameScene& scene)
{
    const qreal ratio = scene.pixelRatio;
    painter.setFont(m_font);
    const double inset = (scene.geometry.rowHeight - 1 - m_textHeight) / 2;
    QColor pen;
    const auto setPen = [&](const QColor& color) {
        if (color != pen)
            painter.setPen(color);
        pen = color;
    };
    for (const PlacedBox& box : scene.layout.boxes) {
        const std::optional<double> room = roomFor(box.width() / ratio);
        if (!room)
            continue;
        const double x = box.left / ratio + labelPadding;
        const double top = scene.geometry.topOf(box.row) + inset;
        if (box.smaller != 0) {
            const QString text = QFontMetricsF(m_font).elidedText(smallerLabel(box.smaller), Qt::ElideRight, *room);
            setPen(m_colors->smallerText);
            painter.drawText(QPointF(x, top + QFontMetricsF(m_font).ascent()), text);
            continue;
        }
        setPen(m_colors->text(lookOf(scene, box)));
        m_labels.draw(painter, labelOf(scene.source, box.box), x, top, *room);
    }
}

void FlamePainter::paintHover(QPainter& painter, const FlameScene& scene, const PlacedBox& hovered)
{
    const DevicePixels pixels(painter, scene.pixelRatio);
    const int line = lineWidth(scene.pixelRatio);
    const FrameId frame = scene.source.box(hovered.box).frame;
    if (hovered.smaller == 0 && frame.isValid()) {
        for (const PlacedBox& box : scene.layout.boxes) {
            if (box.smaller == 0 && box.width() > 3 * line && box.box != scene.selected
                && scene.source.box(box.box).frame == frame)
                fillFrame(painter, rectOf(scene, box), line, m_colors->weakOutline);
        }
    }
    if (hovered.box != scene.selected || hovered.smaller != 0)
        fillFrame(painter, rectOf(scene, hovered), line, m_colors->outline);
}

} // namespace heapline
