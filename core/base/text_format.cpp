// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

namespace heapline {

namespace {

std::string printed(const char* format, double value)
{
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), format, value);
    return buffer.data();
}

std::string twoDigits(std::int64_t value)
{
    return (value < 10 ? "0" : "") + std::to_string(value);
}

std::string signOf(std::int64_t difference)
{
    return difference > 0 ? "+" : difference < 0 ? "−" : "";
}

/// Also of the least number, which has no positive counterpart.
std::uint64_t magnitude(std::int64_t difference)
{
    return difference < 0 ? ~static_cast<std::uint64_t>(difference) + 1 : static_cast<std::uint64_t>(difference);
}

} // namespace

std::string formatBytes(std::uint64_t bytes)
{
    if (bytes < 1000)
        return std::to_string(bytes) + " B";
    static constexpr std::array<const char*, 6> units = {"kB", "MB", "GB", "TB", "PB", "EB"};
    double value = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    // 999.95 would print as "1000", so the next unit starts a little below 1000.
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    const char* format = value >= 99.95 ? "%.0f" : (unit >= 2 && value < 9.995 ? "%.2f" : "%.1f");
    return printed(format, value) + ' ' + units[unit];
}

std::string formatExactBytes(std::uint64_t bytes)
{
    return formatCount(bytes) + " B";
}

std::string formatCount(std::uint64_t count)
{
    std::string text = std::to_string(count);
    for (std::size_t at = text.size(); at > 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

std::string formatCountDelta(std::int64_t count)
{
    return signOf(count) + formatCount(magnitude(count));
}

std::string formatBytesDelta(std::int64_t bytes)
{
    return signOf(bytes) + formatBytes(magnitude(bytes));
}

std::string formatSampleError(std::uint64_t samples)
{
    if (samples == 0)
        return {};
    const double percent = 100 / std::sqrt(static_cast<double>(samples));
    return "±" + printed(percent >= 9.95 ? "%.0f" : "%.1f", percent) + " %";
}

std::string formatPercent(std::uint64_t part, std::uint64_t whole)
{
    if (whole == 0)
        return "–";
    if (part == 0)
        return "0 %";
    const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    if (percent < 0.1)
        return "< 0.1 %";
    if (percent >= 99.95)
        return printed("%.0f", percent) + " %";
    return printed("%.1f", percent) + " %";
}

std::string formatTime(std::int64_t microseconds)
{
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    if (microseconds < 0)
        return "−" + formatTime(microseconds < -largest ? largest : -microseconds);
    if (microseconds < 59'999'500) // what rounds to 60.000 s is a minute
        return printed("%.3f", static_cast<double>(microseconds) / 1e6) + " s";
    microseconds = std::max<std::int64_t>(microseconds, 60'000'000);
    const std::int64_t seconds = microseconds / 1'000'000;
    if (seconds < 3600) {
        const std::int64_t tenths = microseconds / 100'000 % 10;
        return std::to_string(seconds / 60) + ':' + twoDigits(seconds % 60) + '.' + std::to_string(tenths);
    }
    return std::to_string(seconds / 3600) + ':' + twoDigits(seconds / 60 % 60) + ':' + twoDigits(seconds % 60);
}

std::string formatDistance(std::int32_t distance)
{
    return distance < 0 || distance >= 100'000'000 ? "−" : std::to_string(distance);
}

} // namespace heapline
