// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/figures.h"

#include "core/report/figures_parts.h"

#include <charconv>

namespace heapline {

namespace {

std::optional<std::uint64_t> number(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return {};
    return value;
}

} // namespace

std::optional<FigureRange> parseFigureRange(std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
        return {};
    const auto min = number(text.substr(0, colon));
    const std::string_view last = text.substr(colon + 1);
    if (min && last == "Infinity")
        return FigureRange{*min, {}};
    const auto max = number(last);
    if (!min || !max)
        return {};
    return FigureRange{*min, *max};
}

void writeMaximum(JsonWriter& json, std::optional<std::uint64_t> number)
{
    if (number)
        json.value(*number);
    else
        json.value("Infinity");
}

void writeFigures(const Profile& profile, const FiguresOptions& options, std::ostream& out)
{
    JsonWriter json(out);
    json.beginObject();
    json.key("tool");
    json.beginObject();
    json.member("package", "heapline");
    json.member("version", options.version);
    json.endObject();
    if (profile.heap) {
        const Heap& heap = *profile.heap;
        writeHeapMeta(json, profile);
        writeStatistics(json, heap);
        writeNativeContexts(json, heap);
        writeAggregates(json, heap, {});
        writeInterfaces(json, heap);
        writeSamples(json, profile);
        if (profile.timeline)
            writeTimeline(json, *profile.timeline);
        writeHeapRanges(json, profile, options.ranges);
        writeNodeHashes(json, heap);
        writeNodeSums(json, heap);
        writeTopNodes(json, heap, options.topNodes);
    } else {
        writeSamplingFigures(json, profile, options);
    }
    json.key("notes");
    json.beginArray();
    for (const Note& note : profile.notes.all())
        json.value(note.sentence());
    json.endArray();
    json.endObject();
    json.finish();
}

} // namespace heapline
