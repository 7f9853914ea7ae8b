// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/stacks.h"

#include "core/stacks/readable_path.h"

#include <string_view>

namespace heapline {

bool Stacks::hasInRange(Measure measure) const
{
    switch (measure) {
    case Measure::LiveBytes: return has(measure) && (has(Measure::LiveCount) || !rangeRows.axisPosition.empty());
    case Measure::LiveCount:
    case Measure::SampleCount: return has(measure);
    case Measure::TotalBytes:
    case Measure::TotalCount: break;
    }
    return false;
}

std::string_view functionNameText(const Stacks& stacks, FrameId frame)
{
    const std::string_view name = stacks.strings[stacks.frames.functionName[frame.value]];
    return name.empty() ? "(anonymous)" : name;
}

std::string placeText(const Stacks& stacks, FrameId frame)
{
    const std::string_view url = stacks.strings[stacks.frames.url[frame.value]];
    if (url.empty())
        return {};
    std::string text = lastPart(readablePath(url));
    if (const std::uint32_t line = stacks.frames.line[frame.value])
        text += ':' + std::to_string(line);
    return text;
}

std::string functionLabel(const Stacks& stacks, FrameId frame)
{
    std::string label(functionNameText(stacks, frame));
    if (!stacks.strings[stacks.frames.functionName[frame.value]].empty())
        return label;
    const std::string place = placeText(stacks, frame);
    if (place.empty())
        return label;
    label += ' ' + place;
    if (stacks.frames.line[frame.value] && stacks.frames.column[frame.value])
        label += ':' + std::to_string(stacks.frames.column[frame.value]);
    return label;
}

std::string fullPlaceText(const Stacks& stacks, FrameId frame)
{
    const std::string_view url = stacks.strings[stacks.frames.url[frame.value]];
    if (url.empty())
        return {};
    std::string text = readablePath(url);
    const std::uint32_t line = stacks.frames.line[frame.value];
    const std::uint32_t column = stacks.frames.column[frame.value];
    if (line)
        text += ':' + std::to_string(line);
    if (line && column)
        text += ':' + std::to_string(column);
    return text;
}

} // namespace heapline
