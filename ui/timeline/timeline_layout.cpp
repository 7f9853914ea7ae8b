// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_layout.h"

#include "core/base/text_format.h"
#include "ui/timeline/axis_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace heapline {

namespace {

struct LayoutTexts {
    Q_DECLARE_TR_FUNCTIONS(heapline::Timeline)
};

constexpr int margin = 6; ///< around the bars
constexpr int laneHeight = 14;
constexpr int slimBlock = 14;    ///< width of the older objects' block without text
constexpr int narrowWidth = 560; ///< below, the older objects' block has no text
constexpr int narrowestWithSizes = 240;

QStringList textOfOlder(const Timeline& timeline)
{
    return {LayoutTexts::tr("Before recording"), QString::fromStdString(formatBytes(timeline.bytes.front())),
            objectCountText(timeline.count.front())};
}

} // namespace

bool hasOlderObjects(const Timeline& timeline)
{
    return timeline.axis == AxisKind::Time && timeline.tickCount() > 0 && timeline.count.front() > 0;
}

TimelineLayout layoutTimeline(const Timeline& timeline, const QSize& size, const QFontMetrics& metrics)
{
    TimelineLayout layout;
    const int rulerHeight = metrics.height() + 8;
    const int top = rulerHeight + laneHeight;
    const int height = std::max(0, size.height() - top - 1);
    int left = margin;
    if (hasOlderObjects(timeline)) {
        int width = slimBlock;
        if (size.width() >= narrowWidth) {
            layout.olderLines = textOfOlder(timeline);
            for (const QString& line : layout.olderLines)
                width = std::max(width, metrics.horizontalAdvance(line) + 2 * margin + 8);
        }
        layout.older = QRect(left, top, width, height);
        left += width + 3;
    }
    // Both measures have room, so that bars stay where they are when it changes.
    const int labelWidth =
        std::max(metrics.horizontalAdvance(QStringLiteral("000.0 MB")), metrics.horizontalAdvance(QStringLiteral("000,000")))
        + 10;
    const int sizesWidth = size.width() >= narrowestWithSizes ? labelWidth : margin;
    const int width = std::max(0, size.width() - left - sizesWidth);
    layout.ruler = QRect(left, 0, width, rulerHeight);
    layout.bars = QRect(left, top, width, height);
    if (size.width() >= narrowestWithSizes)
        layout.sizes = QRect(left + width, top, sizesWidth, height);
    const int laneLeft = layout.older.isEmpty() ? left : layout.older.left();
    layout.lane = QRect(laneLeft, rulerHeight, left + width - laneLeft, laneHeight);
    return layout;
}

int lowestTimelineHeight(const QFontMetrics& metrics)
{
    return metrics.height() + 8 + laneHeight + 48;
}

} // namespace heapline
