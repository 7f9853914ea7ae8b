// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_coordinates.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace heapline {

namespace {

constexpr double microsecondsPerMillisecond = 1000;
constexpr double fewestSamples = 10;
constexpr double nearlyAll = 0.999; ///< of the whole: zooming out ends there, whatever was lost by rounding
constexpr std::int64_t emptyRecordingLength = 1'000'000; ///< shown for a recording that has no length

double lengthOf(const AxisRange& range)
{
    return static_cast<double>(range.end) - static_cast<double>(range.begin);
}

std::int64_t toPosition(double value)
{
    constexpr double limit = 9.2e18; // just inside of 64 bits
    return std::llround(std::clamp(value, -limit, limit));
}

AxisRange viewOfLength(double begin, double length, const AxisRange& full)
{
    const double fullBegin = static_cast<double>(full.begin);
    const double fullEnd = static_cast<double>(full.end);
    if (length >= (fullEnd - fullBegin) * nearlyAll)
        return full;
    begin = std::clamp(begin, fullBegin, fullEnd - length);
    return {std::max(full.begin, toPosition(begin)), std::min(full.end, toPosition(begin + length))};
}

} // namespace

double PixelScale::xOf(double position) const
{
    const double length = lengthOf(view);
    return length > 0 ? left + (position - static_cast<double>(view.begin)) / length * width : left;
}

std::int64_t PixelScale::positionAt(double x) const
{
    return width > 0 ? toPosition(static_cast<double>(view.begin) + (x - left) / width * lengthOf(view)) : view.begin;
}

double PixelScale::positionsPerPixel() const
{
    return width > 0 ? lengthOf(view) / width : lengthOf(view);
}

AxisRange fullView(const Timeline& timeline)
{
    const AxisRange extent = timeline.extent();
    if (timeline.axis == AxisKind::Time)
        return extent.begin < extent.end ? extent : AxisRange{extent.begin, extent.begin + emptyRecordingLength};
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    return {extent.begin > least ? extent.begin - 1 : least, extent.end < most ? extent.end + 1 : most};
}

double shortestView(AxisKind axis, const AxisRange& full)
{
    return std::min(axis == AxisKind::Time ? microsecondsPerMillisecond : fewestSamples, lengthOf(full));
}

AxisRange zoomedView(const AxisRange& view, const AxisRange& full, AxisKind axis, double factor, std::int64_t anchor)
{
    const double length = std::max(lengthOf(view) * factor, shortestView(axis, full));
    const double share =
        lengthOf(view) > 0 ? (static_cast<double>(anchor) - static_cast<double>(view.begin)) / lengthOf(view) : 0.5;
    return viewOfLength(static_cast<double>(anchor) - share * length, length, full);
}

AxisRange pannedView(const AxisRange& view, const AxisRange& full, double delta)
{
    return viewOfLength(static_cast<double>(view.begin) + delta, lengthOf(view), full);
}

AxisRange viewWithin(const AxisRange& view, const AxisRange& full)
{
    return viewOfLength(static_cast<double>(view.begin), std::max(lengthOf(view), 1.0), full);
}

std::int64_t niceStepBelow(double value)
{
    if (!(value >= 2))
        return 1;
    const double power = std::pow(10.0, std::floor(std::log10(std::min(value, 1e18))));
    for (const double factor : {5.0, 2.0}) {
        if (power * factor <= value)
            return toPosition(power * factor);
    }
    return toPosition(power);
}

std::int64_t roundedToPixel(std::int64_t position, double positionsPerPixel)
{
    std::int64_t step = 1;
    while (static_cast<double>(step) * 10 <= positionsPerPixel && step < 1'000'000'000'000'000)
        step *= 10;
    return toPosition(std::round(static_cast<double>(position) / static_cast<double>(step)) * static_cast<double>(step));
}

} // namespace heapline
