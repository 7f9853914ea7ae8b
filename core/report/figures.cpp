// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/figures.h"

#include "core/profile/heap_notes.h"
#include "core/report/class_list.h"
#include "core/report/figures_parts.h"

#include <algorithm>
#include <charconv>

namespace heapline {

namespace {

constexpr std::size_t nodesWithRetainers = 50;

std::optional<std::uint64_t> number(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return {};
    return value;
}

bool comparesHeaps(const Profile& profile, const FiguresOptions& options)
{
    return profile.heap && options.base && options.base->heap;
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
        const std::vector<ClassRow> classes = listClasses(heap, std::nullopt);
        writeClassRows(json, heap, "aggregates", classes);
        writeInterfaces(json, heap);
        writeSamples(json, profile);
        if (profile.timeline)
            writeTimeline(json, profile);
        writeHeapRanges(json, profile, options.ranges);
        writeNodeHashes(json, heap);
        writeNodeSums(json, heap);
        std::vector<NodeOrdinal> top = topNodes(heap, options.topNodes);
        writeTopNodes(json, heap, top);
        top.resize(std::min(top.size(), nodesWithRetainers));
        writeRetainers(json, heap, top);
        writeContainment(json, heap);
        writeClassInstances(json, heap, classes);
        writeTraces(json, profile, options.traceDepth);
        if (options.filters)
            writeFilters(json, heap);
        if (comparesHeaps(profile, options))
            writeComparison(json, heap, *options.base->heap);
    } else {
        writeSamplingFigures(json, profile, options);
    }
    json.key("notes");
    json.beginArray();
    for (const Note& note : profile.notes.all())
        json.value(note.sentence());
    if (const auto note = comparesHeaps(profile, options) ? noteOnComparison(profile, *options.base) : std::nullopt)
        json.value(note->sentence());
    json.endArray();
    json.endObject();
    json.finish();
}

} // namespace heapline
