// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/range_text.h"

#include "core/base/text_format.h"
#include "core/report/terminal_text.h"

#include <algorithm>
#include <array>
#include <limits>

namespace heapline {

namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t microsecondsPerSecond = 1'000'000;

struct Unit {
    std::string_view name;
    std::int64_t microseconds;
};
// Longer names first, so that "ms" is not taken for "s".
constexpr std::array<Unit, 6> units = {{{"min", 60 * microsecondsPerSecond},
                                        {"ms", 1000},
                                        {"us", 1},
                                        {"µs", 1},
                                        {"s", microsecondsPerSecond},
                                        {"m", 60 * microsecondsPerSecond}}};

std::string_view trimmed(std::string_view text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

/// Digits as a number; nothing for other characters, no digits, or too many.
std::optional<std::int64_t> wholeNumber(std::string_view digits)
{
    if (digits.empty() || digits.size() > 18 || !std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }))
        return {};
    std::int64_t value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

/// "2", "2.1", ".5" times @p unit, exact; digits past the sixth after the point are dropped.
std::optional<std::int64_t> scaled(std::string_view text, std::int64_t unit)
{
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    std::int64_t value = 0;
    if (!whole.empty() || point == std::string_view::npos) {
        const auto number = wholeNumber(whole);
        if (!number || *number > largest / 4 / unit)
            return {};
        value = *number * unit;
    }
    if (point == std::string_view::npos)
        return value;
    const std::string_view fraction = text.substr(point + 1);
    if (fraction.empty() || !wholeNumber(fraction.substr(0, 18)))
        return {};
    std::int64_t share = 0;
    std::int64_t divisor = 1;
    for (const char c : fraction.substr(0, 6)) {
        share = share * 10 + (c - '0');
        divisor *= 10;
    }
    return value + share * unit / divisor;
}

/// "1:05", "1:02:05.5": minutes and seconds, or hours, minutes and seconds.
std::optional<std::int64_t> clockTime(std::string_view text)
{
    std::int64_t minutes = 0;
    for (int field = 0; field < 2; ++field) {
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos)
            break;
        const auto number = wholeNumber(text.substr(0, colon));
        if (!number || *number > 1'000'000 || (field > 0 && *number > 59))
            return {};
        minutes = minutes * 60 + *number;
        text.remove_prefix(colon + 1);
    }
    const auto seconds = scaled(text, microsecondsPerSecond);
    if (!seconds || *seconds >= 60 * microsecondsPerSecond)
        return {};
    return minutes * 60 * microsecondsPerSecond + *seconds;
}

const Unit* unitOf(std::string_view text)
{
    const auto unit = std::ranges::find_if(units, [text](const Unit& known) { return text.ends_with(known.name); });
    return unit == units.end() ? nullptr : &*unit;
}

/// One end of a time range, in microseconds.
std::optional<std::int64_t> timeValue(std::string_view text, const Unit* otherUnit)
{
    if (text.find(':') != std::string_view::npos)
        return clockTime(text);
    if (const Unit* unit = unitOf(text))
        return scaled(trimmed(text.substr(0, text.size() - unit->name.size())), unit->microseconds);
    return scaled(text, otherUnit ? otherUnit->microseconds : microsecondsPerSecond);
}

ParsedRange problem(std::string sentence)
{
    return {{}, std::move(sentence)};
}

} // namespace

ParsedRange parseRangeText(std::string_view text, AxisKind axis)
{
    const bool isTime = axis == AxisKind::Time;
    if (isTime && trimmed(text) == "before")
        return {AxisRange{-1, -1}, {}};
    const char* example = isTime ? "2.1s..4.35s" : "120..900";
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos)
        return problem("\"" + harmlessText(text) + "\" is no range: write two ends with two points between them, such as "
                       + example);
    const std::string_view first = trimmed(text.substr(0, dots));
    const std::string_view last = trimmed(text.substr(dots + 2));
    if (first.empty() && last.empty())
        return problem(std::string("The range has no ends: write for example ") + example);

    const auto valueOf = [&](std::string_view end, std::string_view other,
                             std::int64_t open) -> std::optional<std::int64_t> {
        if (end.empty())
            return open;
        return isTime ? timeValue(end, unitOf(other)) : wholeNumber(end);
    };
    const auto begin = valueOf(first, last, 0);
    const auto end = valueOf(last, first, largest);
    if (!begin || !end) {
        const std::string wrong = harmlessText(begin ? last : first);
        return problem('"' + wrong
                       + (isTime ? "\" is no time: write seconds (2.1s), milliseconds (500ms) or minutes (1:05)"
                                 : "\" is no serial number of a sample: write whole numbers, such as 120..900"));
    }
    if (*begin > *end)
        return problem("The range ends before it begins");
    return {AxisRange{*begin, *end}, {}};
}

std::optional<AxisRange> parseRange(std::string_view text, AxisKind axis)
{
    return parseRangeText(text, axis).range;
}

std::string rangeText(const AxisRange& range, AxisKind axis)
{
    if (axis == AxisKind::Time && range.end < 0)
        return "before the recording";
    const auto end = [axis](std::int64_t position) {
        return axis == AxisKind::Time ? formatTime(position)
                                      : formatCount(static_cast<std::uint64_t>(std::max<std::int64_t>(position, 0)));
    };
    return end(range.begin) + " – " + end(range.end);
}

} // namespace heapline
