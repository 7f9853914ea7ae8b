// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_hover.h"

#include "core/base/text_format.h"
#include "ui/timeline/axis_text.h"
#include "ui/timeline/tick_text.h"

#include <QCoreApplication>

namespace heapline {

namespace {

struct HoverTexts {
    Q_DECLARE_TR_FUNCTIONS(heapline::Timeline)
};

/// What is marked of a bar; no line where nothing is marked at all.
QStringList markedLine(const TickBar& bar, const MarkedBars& marked)
{
    if (!marked.isActive())
        return {};
    const std::uint64_t bytes = marked.of(bar.firstTick, bar.lastTick, BarMeasure::Bytes);
    return {HoverTexts::tr("%1 through %2").arg(QString::fromStdString(formatBytes(bytes)), marked.name)};
}

/// Serial numbers of the samples of a bar: one, or first and last.
QString ordinalTitle(const Timeline& timeline, const TickBar& bar)
{
    const std::int64_t first = timeline.position[bar.firstTick];
    const std::int64_t last = timeline.position[bar.lastTick - 1];
    if (first == last)
        return HoverTexts::tr("Sample %1").arg(positionText(first, timeline.axis));
    return HoverTexts::tr("Samples %1").arg(axisRangeText({first, last}, timeline.axis));
}

} // namespace

HoverText hoverText(const Timeline& timeline, const PixelScale& scale, double x, const MarkedBars& marked,
                    BarMeasure measure)
{
    const std::optional<TickBar> bar = barAt(timeline, scale, x);
    HoverText text;
    if (timeline.axis == AxisKind::AllocationOrder) {
        if (!bar)
            return {HoverTexts::tr("Sample %1").arg(positionText(scale.positionAt(x), timeline.axis)),
                    {HoverTexts::tr("not in the file")}};
        const QString exact = QString::fromStdString(formatExactBytes(bar->bytes));
        const QString rounded = QString::fromStdString(formatBytes(bar->bytes));
        text.title = ordinalTitle(timeline, *bar);
        text.lines << (bar->bytes < 1000 ? rounded : QStringLiteral("%1 (%2)").arg(rounded, exact));
        text.lines << sampleCountText(bar->count) << markedLine(*bar, marked);
        return text;
    }
    if (!bar)
        return {};
    const AxisRange range = {static_cast<std::int64_t>(bar->begin), static_cast<std::int64_t>(bar->end)};
    text.title = axisRangeText(range, timeline.axis);
    const TickFigures figures = figuresOf(timeline, {bar->firstTick, bar->lastTick});
    text.lines << aliveLines(figures) << markedLine(*bar, marked);
    if (measure == BarMeasure::Objects && figures.idsGiven > 0)
        text.lines << idsExplanation();
    return text;
}

HoverText olderObjectsText(const Timeline& timeline)
{
    const TickFigures figures = figuresOf(timeline, {0, 1});
    HoverText text{HoverTexts::tr("Older than the recording"), {aliveText(figures.bytes), objectCountText(figures.count)}};
    if (figures.live)
        text.lines << HoverTexts::tr("%1 of what was there at the start were freed since")
                          .arg(QString::fromStdString(formatBytes(figures.live->freedBytes)));
    text.lines << HoverTexts::tr("not drawn as a bar; a double click selects them");
    return text;
}

} // namespace heapline
