// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/class_list.h"
#include "core/report/figures_parts.h"

#include <algorithm>
#include <array>

namespace heapline {

namespace {

/// Ends of a window in thousandths of the total time.
struct WindowRatio {
    std::int64_t left;
    std::int64_t right;
};
constexpr std::array<WindowRatio, 6> windowRatios = {{{0, 1000}, {0, 250}, {250, 500}, {100, 900}, {500, 1000}, {600, 610}}};

constexpr std::int64_t shortestTotalTimeUs = 10'000'000;

std::int64_t totalTimeUs(const Timeline& timeline)
{
    return std::max(timeline.position.back(), shortestTotalTimeUs);
}

/// The ids that a timeline's overview selects for a window. @see DevTools HeapTimelineOverview.ts, updateGrid
FigureRange windowOf(const Timeline& timeline, const WindowRatio& ratio)
{
    const std::int64_t start = timeline.position.front();
    const std::int64_t total = totalTimeUs(timeline);
    // Positions are whole microseconds: one is >= left exactly if it is >= left rounded up.
    const std::int64_t left = start + (total / 1000 * ratio.left + (total % 1000 * ratio.left + 999) / 1000);
    const std::int64_t right = start + (total / 1000 * ratio.right + total % 1000 * ratio.right / 1000);
    const auto& positions = timeline.position;
    const auto first = static_cast<std::size_t>(std::ranges::lower_bound(positions, left) - positions.begin());
    const auto last =
        std::max(first, static_cast<std::size_t>(std::ranges::upper_bound(positions, right) - positions.begin()));
    FigureRange ids;
    if (first > 0)
        ids.min = timeline.lastId[first - 1];
    if (last < timeline.tickCount())
        ids.max = timeline.lastId[last];
    return ids;
}

IdRange idRange(const FigureRange& range)
{
    return {range.min, range.max.value_or(IdRange::unbounded)};
}

/// Bytes of the objects of a range. DevTools says those of the samples within the window instead, though its selection reaches one
/// sample further and holds native objects, too.
std::uint64_t sizeOf(const Heap& heap, const IdRange& ids)
{
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < heap.graph.nodeCount(); ++i)
        bytes += ids.contains(heap.graph.nodes.id[i]) ? heap.shallowSize[i] : 0;
    return bytes;
}

} // namespace

void writeSamples(JsonWriter& json, const Profile& profile)
{
    json.key("samples");
    if (!profile.timeline)
        return json.null();
    const Timeline& timeline = *profile.timeline;
    const auto list = [&json](std::string_view key, const auto& column, const auto& figure) {
        json.key(key);
        json.beginArray();
        for (const auto& value : column)
            json.value(figure(value));
        json.endArray();
    };
    json.beginObject();
    list("timestamps", timeline.position, [](std::int64_t us) { return static_cast<double>(us) / 1000; });
    list("lastAssignedIds", timeline.lastId, [](std::uint64_t id) { return id; });
    list("sizes", timeline.bytes, [](std::uint64_t bytes) { return bytes; });
    json.endObject();
}

void writeTimeline(JsonWriter& json, const Profile& profile)
{
    const Timeline& timeline = *profile.timeline;
    if (timeline.tickCount() == 0)
        return;
    const double totalMs = static_cast<double>(totalTimeUs(timeline)) / 1000;
    json.key("timeline");
    json.beginObject();
    json.member("total_time_ms", totalMs);
    json.key("windows");
    json.beginArray();
    for (const WindowRatio& ratio : windowRatios) {
        const FigureRange ids = windowOf(timeline, ratio);
        json.beginObject();
        json.member("left", static_cast<double>(ratio.left) / 1000);
        json.member("right", static_cast<double>(ratio.right) / 1000);
        json.member("minId", ids.min);
        json.key("maxId");
        writeMaximum(json, ids.max);
        json.member("size", sizeOf(*profile.heap, idRange(ids)));
        json.endObject();
    }
    json.endArray();
    writeBars(json, timeline, totalMs);
    json.endObject();
}

void writeHeapRanges(JsonWriter& json, const Profile& profile, const std::vector<FigureRange>& ranges)
{
    const auto writeRange = [&](const FigureRange& range) {
        json.member("min", range.min);
        json.key("max");
        writeMaximum(json, range.max);
        writeClassRows(json, *profile.heap, "aggregates", listClasses(*profile.heap, idRange(range)));
    };
    json.key("ranges");
    json.beginArray();
    for (const FigureRange& range : ranges) {
        json.beginObject();
        writeRange(range);
        json.endObject();
    }
    if (ranges.empty() && profile.timeline && profile.timeline->tickCount() > 0) {
        for (const WindowRatio& ratio : windowRatios) {
            json.beginObject();
            json.key("window");
            json.beginArray();
            json.value(static_cast<double>(ratio.left) / 1000);
            json.value(static_cast<double>(ratio.right) / 1000);
            json.endArray();
            writeRange(windowOf(*profile.timeline, ratio));
            json.endObject();
        }
    }
    json.endArray();
}

} // namespace heapline
