// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/stacks.h"

#include <optional>
#include <string_view>

namespace heapline {

namespace {

constexpr std::string_view fileScheme = "file://";

std::optional<unsigned> hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f')
        return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F')
        return static_cast<unsigned>(c - 'A' + 10);
    return std::nullopt;
}

/// "%EC%A3%BC.mjs" -> "주.mjs". Escapes that are none stay as they are.
std::string decodePercentEscapes(std::string_view text)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            const auto high = hexDigit(text[i + 1]);
            const auto low = hexDigit(text[i + 2]);
            if (high && low) {
                decoded.push_back(static_cast<char>(*high * 16 + *low));
                i += 2;
                continue;
            }
        }
        decoded.push_back(text[i]);
    }
    return decoded;
}

/// What a URL points to, as a person would write it: file URLs as paths, data URLs without their data.
std::string readablePath(std::string_view url)
{
    if (url.starts_with(fileScheme))
        return decodePercentEscapes(url.substr(fileScheme.size()));
    if (url.starts_with("data:"))
        return std::string(url.substr(0, url.find(','))) + ",…";
    return std::string(url);
}

/// The part of a path or URL that tells it apart from its neighbours: "server.js", "node:fs", "localhost:8080/".
std::string lastPart(const std::string& path)
{
    if (path.starts_with("node:") || path.starts_with("data:"))
        return path;
    std::string_view part = path;
    if (part.find("://") != std::string_view::npos)
        part = part.substr(0, part.find_first_of("?#"));
    const bool isWindowsPath = part.size() > 2 && part[1] == ':' && part[2] == '\\';
    const std::string_view separators = isWindowsPath ? "/\\" : "/";
    const std::size_t end = part.find_last_not_of(separators);
    if (end == std::string_view::npos)
        return std::string(part);
    const std::size_t before = part.find_last_of(separators, end);
    return std::string(before == std::string_view::npos ? part : part.substr(before + 1));
}

} // namespace

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
