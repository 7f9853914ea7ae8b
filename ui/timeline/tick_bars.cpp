// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/tick_bars.h"

#include <algorithm>
#include <cmath>

namespace heapline {

namespace {

constexpr double pixelsForATick = 3; ///< from this width on, ticks are drawn one by one
constexpr double reachOfASample = 4; ///< pixels around a sample in which the pointer finds it

std::size_t firstTickFrom(const Timeline& timeline, std::int64_t position)
{
    const auto at = std::lower_bound(timeline.position.begin(), timeline.position.end(), position);
    return std::max(timeline.firstRecordedTick(), static_cast<std::size_t>(at - timeline.position.begin()));
}

std::size_t endOfPlace(const Timeline& timeline, std::size_t tick)
{
    const auto from = timeline.position.begin() + static_cast<std::ptrdiff_t>(tick);
    return static_cast<std::size_t>(std::upper_bound(from, timeline.position.end(), timeline.position[tick])
                                    - timeline.position.begin());
}

/// The bar of the ticks [first, last), which have been found to belong together.
TickBar barOf(const Timeline& timeline, std::size_t first, std::size_t last)
{
    TickBar bar;
    bar.firstTick = first;
    bar.lastTick = last;
    bar.bytes = timeline.bytesBefore[last] - timeline.bytesBefore[first];
    bar.count = timeline.countBefore[last] - timeline.countBefore[first];
    if (timeline.axis == AxisKind::Time) {
        bar.begin = static_cast<double>(timeline.position[first > 0 ? first - 1 : 0]);
        bar.end = static_cast<double>(timeline.position[last - 1]);
    } else {
        bar.begin = static_cast<double>(timeline.position[first]) - 0.5;
        bar.end = static_cast<double>(timeline.position[last - 1]) + 0.5;
    }
    return bar;
}

} // namespace

bool ticksAreApart(const Timeline& timeline, const PixelScale& scale)
{
    const auto from = std::lower_bound(timeline.position.begin(), timeline.position.end(), scale.view.begin);
    const auto to = std::upper_bound(from, timeline.position.end(), scale.view.end);
    // A sample takes the width of one number, however few samples there are.
    if (timeline.axis == AxisKind::AllocationOrder)
        return scale.positionsPerPixel() * pixelsForATick <= 1;
    return static_cast<double>(to - from) * pixelsForATick <= scale.width;
}

std::vector<TickBar> tickBars(const Timeline& timeline, const AxisRange& view)
{
    std::vector<TickBar> bars;
    const bool isTime = timeline.axis == AxisKind::Time;
    std::size_t tick = firstTickFrom(timeline, view.begin);
    while (tick < timeline.tickCount()) {
        const std::size_t next = endOfPlace(timeline, tick);
        const TickBar bar = barOf(timeline, tick, next);
        // The stretch of a Time tick may begin in the view and end past it.
        if (isTime ? bar.begin >= static_cast<double>(view.end) && timeline.position[tick] != view.end
                   : timeline.position[tick] > view.end)
            break;
        bars.push_back(bar);
        tick = next;
    }
    return bars;
}

std::optional<TickBar> barAt(const Timeline& timeline, const PixelScale& scale, double x)
{
    if (timeline.tickCount() == 0 || scale.width <= 0)
        return {};
    const double column = std::floor(x);
    const std::int64_t from = scale.positionAt(column);
    const std::int64_t to = std::max(from, scale.positionAt(column + 1) - 1);
    const std::size_t first = firstTickFrom(timeline, from);
    if (first < timeline.tickCount() && timeline.position[first] <= to) {
        const auto begin = timeline.position.begin();
        const auto last = static_cast<std::size_t>(
            std::upper_bound(begin + static_cast<std::ptrdiff_t>(first), timeline.position.end(), to) - begin);
        return barOf(timeline, first, last);
    }
    if (timeline.axis == AxisKind::Time) {
        if (first >= timeline.tickCount() || from < timeline.position.front())
            return {};
        return barOf(timeline, first, endOfPlace(timeline, first));
    }
    std::optional<TickBar> nearest;
    double best = reachOfASample;
    for (const std::size_t candidate : {first > 0 ? first - 1 : first, first}) {
        if (candidate >= timeline.tickCount())
            continue;
        const double middle = scale.xOf(static_cast<double>(timeline.position[candidate]));
        const double reach = std::max(best, (scale.xOf(static_cast<double>(timeline.position[candidate]) + 0.5) - middle));
        if (std::abs(middle - x) <= reach) {
            best = std::abs(middle - x);
            const auto lower =
                std::lower_bound(timeline.position.begin(), timeline.position.end(), timeline.position[candidate]);
            nearest = barOf(timeline, static_cast<std::size_t>(lower - timeline.position.begin()),
                            endOfPlace(timeline, candidate));
        }
    }
    return nearest;
}

} // namespace heapline
