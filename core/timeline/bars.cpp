// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/timeline.h"

#include <algorithm>

namespace heapline {

namespace {

__extension__ using Unsigned128 = unsigned __int128; // a damaged file may hold times near the ends of 64 bits

/// Distance of two places, also where a signed difference would overflow.
std::uint64_t distance(std::int64_t from, std::int64_t to)
{
    return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

int columnOf(std::int64_t position, const AxisRange& view, int columns)
{
    if (position >= view.end)
        return columns - 1;
    const Unsigned128 scaled = Unsigned128{distance(view.begin, position)} * static_cast<unsigned>(columns);
    return static_cast<int>(scaled / distance(view.begin, view.end));
}

} // namespace

void barsPerColumn(const Timeline& timeline, const AxisRange& view, int columns, std::vector<Bar>& out)
{
    out.clear();
    if (columns <= 0 || view.begin > view.end)
        return;
    const auto begin = timeline.position.begin();
    const auto recorded = begin + static_cast<std::ptrdiff_t>(std::min(timeline.firstRecordedTick(), timeline.tickCount()));
    auto tick = std::lower_bound(recorded, timeline.position.end(), view.begin);
    const auto end = std::upper_bound(tick, timeline.position.end(), view.end);
    while (tick != end) {
        const int column = columnOf(*tick, view, columns);
        const auto next = std::partition_point(
            tick, end, [&](std::int64_t position) { return columnOf(position, view, columns) == column; });
        Bar bar;
        bar.column = column;
        bar.firstTick = static_cast<std::size_t>(tick - begin);
        bar.lastTick = static_cast<std::size_t>(next - begin);
        bar.bytes = timeline.bytesBefore[bar.lastTick] - timeline.bytesBefore[bar.firstTick];
        bar.count = timeline.countBefore[bar.lastTick] - timeline.countBefore[bar.firstTick];
        out.push_back(bar);
        tick = next;
    }
}

} // namespace heapline
