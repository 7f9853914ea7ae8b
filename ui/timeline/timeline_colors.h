// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/mixed_color.h"

#include <QColor>
#include <QPalette>

namespace heapline {

/// The timeline's colours, all made from the palette, so that they follow light, dark and high-contrast themes.
struct TimelineColors {
    explicit TimelineColors(const QPalette& palette);

    QColor base;
    QColor text;
    QColor label; ///< text of ruler and grid
    QColor grid;
    QColor frame;
    QColor accent;     ///< bars, selection
    QColor onAccent;   ///< text on the accent colour
    QColor edge;       ///< edges of the selection and its grips
    QColor washedBase; ///< outside of the selection
    QColor washedBar;
    QColor gone;     ///< stripes of what was there and is no more
    QColor goneEdge; ///< the line on top of it
    QColor washedGone;
    QColor marked; ///< part of a bar that stands out
    QColor washedMarked;
    QColor hatch; ///< lines over what is not selected, and over older objects
};

} // namespace heapline
