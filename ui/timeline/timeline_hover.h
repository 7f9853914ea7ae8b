// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/timeline.h"
#include "ui/timeline/marked_bars.h"
#include "ui/timeline/tick_bars.h"

#include <QString>
#include <QStringList>

namespace heapline {

/// What the card beside the pointer says.
struct HoverText {
    QString title;
    QStringList lines;

    bool isEmpty() const { return title.isEmpty(); }
    bool operator==(const HoverText&) const = default;
};

/// About the ticks under a pixel: time, bytes and objects, or ordinal, bytes and samples. Says so where there is nothing, and what is left of
/// what there was as far as the timeline knows.
HoverText hoverText(const Timeline& timeline, const PixelScale& scale, double x, const MarkedBars& marked = {},
                    BarMeasure measure = BarMeasure::Bytes);

/// About the objects that are older than the recording.
HoverText olderObjectsText(const Timeline& timeline);

} // namespace heapline
