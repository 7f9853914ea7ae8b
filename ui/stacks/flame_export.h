// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stacks/flame_painter.h"
#include "ui/stacks/flame_zoom.h"

#include <QByteArray>
#include <QFont>
#include <QImage>
#include <QPalette>

namespace heapline {

/// A flame as a picture of its own: what the zoom shows, with all its rows.
struct FlamePicture {
    FlameSource& source;
    FlameZoom zoom;
    FlameOrientation orientation = FlameOrientation::Icicle;
    int width = 1200; ///< logical pixels
    QPalette palette;
    QFont font;
    FlameKey key;
    FlameBoxId selected = noFlameBox;
    const std::vector<std::uint8_t>* matching = nullptr;
};

/// A picture as SVG; each box has a <title> with its figures.
QByteArray flameSvg(const FlamePicture& picture);

/// A picture of @p ratio pixels for each logical one. It has as many rows as fit into what an image may hold. Null without memory.
QImage flameImage(const FlamePicture& picture, qreal ratio);

} // namespace heapline
