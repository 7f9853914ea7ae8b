// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/flame_export.h"

#include "core/report/flame_svg.h"
#include "ui/stacks/flame_text.h"

#include <QFontInfo>
#include <QPainter>

#include <cmath>
#include <limits>
#include <sstream>

namespace heapline {

namespace {

constexpr int mostPixels = 32767; ///< of a side: what QPainter can draw

/// A picture that is laid out.
struct Drawing {
    Drawing(const FlamePicture& picture, qreal ratio, int mostRows)
    {
        FlameWindow window;
        window.stretch = resolved(picture.source, picture.zoom).stretch;
        window.width = static_cast<int>(std::lround(picture.width * ratio));
        window.leastWidth = std::max(1, static_cast<int>(std::lround(ratio)));
        window.endRow = std::min(picture.source.depthLimit() + 1, static_cast<std::uint32_t>(mostRows));
        layoutFlame(picture.source, window, layout);
        geometry.orientation = picture.orientation;
        geometry.rowHeight = flameRowHeight(picture.font);
        const std::uint32_t rows = std::min(layout.rowCount, window.endRow);
        geometry.height = std::max(1, static_cast<int>(rows) * geometry.rowHeight);
        painter.setStyle(picture.palette, picture.font, picture.source.data().stacks->frames.size(), picture.key);
    }

    FlameLayout layout;
    FlameGeometry geometry;
    FlamePainter painter;
};

} // namespace

QByteArray flameSvg(const FlamePicture& picture)
{
    Drawing drawing(picture, 1, std::numeric_limits<int>::max());
    const FlameScene scene{picture.source, drawing.layout, drawing.geometry, 1, picture.selected, {}, picture.matching};
    FlameColors& colors = drawing.painter.colors();
    const auto lookOf = [&](FlameBoxId box) { return drawing.painter.lookOf(scene, PlacedBox{box, 0, 0, 0}); };
    const QFontInfo font(picture.font);
    FlameSvgStyle style;
    style.width = picture.width;
    style.rowHeight = drawing.geometry.rowHeight;
    style.rootAtBottom = picture.orientation == FlameOrientation::Flame;
    style.fontFamily = (font.family() + QStringLiteral(", sans-serif")).toStdString();
    style.fontSize = font.pixelSize();
    style.ground = colors.ground.name().toStdString();
    style.outline = colors.outline.name().toStdString();
    style.smallerFill = colors.smaller.name().toStdString();
    style.smallerText = colors.smallerText.name().toStdString();
    style.fill = [&](FlameBoxId box) {
        return colors.fill(picture.source.box(box).frame, lookOf(box)).name().toStdString();
    };
    style.text = [&](FlameBoxId box) { return colors.text(lookOf(box)).name().toStdString(); };
    style.isOutlined = [&](FlameBoxId box) { return box == picture.selected || lookOf(box) == FlameColors::Look::Match; };
    style.label = [&](FlameBoxId box, double room) {
        FlamePainter& painter = drawing.painter;
        return painter.roomFor(room) ? painter.labels().shortened(painter.labelOf(picture.source, box), room).toStdString()
                                     : std::string();
    };
    style.title = [&](FlameBoxId box) { return describeBox(picture.source, box).toStdString(); };
    style.smallerTitle = [&](const PlacedBox& block) {
        return smallerCard(picture.source, block).join(QStringLiteral(" · ")).toStdString();
    };
    std::ostringstream out;
    writeFlameSvg(picture.source, resolved(picture.source, picture.zoom).stretch, style, out);
    return QByteArray::fromStdString(out.str());
}

QImage flameImage(const FlamePicture& picture, qreal ratio)
{
    const int mostRows = std::max(1, static_cast<int>(mostPixels / (flameRowHeight(picture.font) * ratio)));
    Drawing drawing(picture, ratio, mostRows);
    QImage image((QSizeF(picture.width, drawing.geometry.height) * ratio).toSize().expandedTo({1, 1}),
                 QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return image;
    image.setDevicePixelRatio(ratio);
    image.fill(drawing.painter.colors().ground);
    QPainter painter(&image);
    drawing.painter.paint(painter,
                          {picture.source, drawing.layout, drawing.geometry, ratio, picture.selected, {}, picture.matching});
    return image;
}

} // namespace heapline
