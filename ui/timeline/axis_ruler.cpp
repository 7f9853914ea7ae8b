// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/axis_ruler.h"

#include "ui/timeline/axis_text.h"

#include <algorithm>
#include <array>
#include <limits>

namespace heapline {

namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;
constexpr std::int64_t endStep = 10'000; // the end of a short recording is told to a hundredth of a second
constexpr double longestStep = 4e18;     // a longer one would not fit into 64 bits
constexpr double roomiest = 72;          // pixels between ticks from which on more room tells nothing more
constexpr int mostMarks = 2000;          // a guard for widths that no screen has

constexpr std::array<std::int64_t, 14> clockSteps = {10 * second, 20 * second, 30 * second, minute,      2 * minute,
                                                     5 * minute,  10 * minute, 20 * minute, 30 * minute, hour,
                                                     2 * hour,    6 * hour,    12 * hour,   day};

std::int64_t decimalStep(double least)
{
    double power = 1;
    while (power < 1e18) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            if (power * factor >= least)
                return static_cast<std::int64_t>(power * factor);
        }
        power *= 10;
    }
    return 1'000'000'000'000'000'000;
}

/// Decimal places of a second that a step needs: 0 for whole seconds, 1 for 0.5 s, 3 for 2 ms.
int decimalsOf(std::int64_t step)
{
    int decimals = 0;
    for (std::int64_t unit = second; unit > 1 && step % unit != 0; unit /= 10)
        ++decimals;
    return decimals;
}

QString padded(std::int64_t value)
{
    return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0'));
}

/// ".2" for two tenths with one decimal place.
QString fractionText(std::int64_t position, int decimals)
{
    if (decimals == 0)
        return {};
    std::int64_t fraction = position % second;
    for (int i = decimals; i < 6; ++i)
        fraction /= 10;
    return QStringLiteral(".%1").arg(fraction, decimals, 10, QLatin1Char('0'));
}

/// Puts a label at its tick, moved in from the edges of the scale.
RulerMark markAt(std::int64_t position, const QString& label, const PixelScale& scale, double labelWidth)
{
    RulerMark mark;
    mark.position = position;
    mark.x = scale.xOf(static_cast<double>(position));
    mark.label = label;
    mark.labelWidth = labelWidth;
    mark.labelLeft =
        std::clamp(mark.x - labelWidth / 2, scale.left, std::max(scale.left, scale.left + scale.width - labelWidth));
    if (labelWidth > scale.width)
        mark.label.clear();
    return mark;
}

bool touches(const RulerMark& a, const RulerMark& b, double gap)
{
    return !a.label.isEmpty() && !b.label.isEmpty() && a.labelLeft < b.labelLeft + b.labelWidth + gap
           && b.labelLeft < a.labelLeft + a.labelWidth + gap;
}

std::int64_t firstMultipleFrom(std::int64_t position, std::int64_t step)
{
    const std::int64_t multiple = position / step * step;
    if (multiple >= position)
        return multiple;
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    return multiple > most - step ? most : multiple + step;
}

} // namespace

std::int64_t rulerStep(AxisKind axis, double least)
{
    least = std::min(least, longestStep);
    if (axis != AxisKind::Time || least <= 5 * second)
        return decimalStep(std::max(least, 1.0));
    for (const std::int64_t step : clockSteps) {
        if (static_cast<double>(step) >= least)
            return step;
    }
    return decimalStep(least / static_cast<double>(day)) * day;
}

QString rulerLabel(std::int64_t position, std::int64_t step, std::int64_t largest, AxisKind axis)
{
    if (axis != AxisKind::Time || position < 0)
        return positionText(position, axis);
    const int decimals = decimalsOf(step);
    const std::int64_t seconds = position / second;
    const QString fraction = fractionText(position, decimals);
    if (largest < minute)
        return QString::number(seconds) + fraction + QStringLiteral(" s");
    if (largest < hour)
        return QString::number(seconds / 60) + u':' + padded(seconds % 60) + fraction;
    return QString::number(seconds / 3600) + u':' + padded(seconds / 60 % 60) + u':' + padded(seconds % 60) + fraction;
}

std::vector<RulerMark> rulerMarks(const PixelScale& scale, AxisKind axis, const AxisRange& extent,
                                  const std::function<double(const QString&)>& textWidth, double gap)
{
    std::vector<RulerMark> marks;
    if (scale.width < 1)
        return marks;
    const std::int64_t largest = std::max(scale.view.end, extent.end);
    const auto labelAt = [&](std::int64_t position, std::int64_t step) { return rulerLabel(position, step, largest, axis); };
    // A step's labels decide on the step: a longer step has labels that are no wider, so this ends after a few rounds.
    std::int64_t step = rulerStep(axis, scale.positionsPerPixel() * 20);
    for (int round = 0; round < 40; ++round) {
        const double first = textWidth(labelAt(firstMultipleFrom(scale.view.begin, step), step));
        const double widest = std::max(first, textWidth(labelAt(scale.view.end, step)));
        // A first label at the edge stands beside its tick, the next one around its own.
        const double needed = std::max({widest + gap, first + gap + widest / 2, roomiest}) * scale.positionsPerPixel();
        if (static_cast<double>(step) >= needed)
            break;
        step = rulerStep(axis, static_cast<double>(step) * 1.01);
    }

    const auto isInView = [&](std::int64_t position) { return position >= scale.view.begin && position <= scale.view.end; };
    // The end of the data says how long the recording was.
    if (isInView(extent.end)) {
        const bool isShort = axis == AxisKind::Time && largest < minute;
        const QString label = !isShort ? positionText(extent.end, axis)
                                       : labelAt(extent.end, extent.end == 0 ? second : std::min(step, endStep));
        marks.push_back(markAt(extent.end, label, scale, textWidth(label)));
    }
    if (isInView(extent.begin) && extent.begin != extent.end) {
        const QString label = axis == AxisKind::Time ? labelAt(extent.begin, second) : positionText(extent.begin, axis);
        const RulerMark first = markAt(extent.begin, label, scale, textWidth(label));
        if (marks.empty() || !touches(first, marks.front(), gap))
            marks.push_back(first);
    }
    const std::size_t ends = marks.size();
    std::int64_t position = firstMultipleFrom(std::max(scale.view.begin, extent.begin), step);
    for (int i = 0; i < mostMarks && position <= std::min(scale.view.end, extent.end); ++i) {
        const QString label = labelAt(position, step);
        RulerMark mark = markAt(position, label, scale, textWidth(label));
        const auto isNear = [&](const RulerMark& other) { return touches(mark, other, gap); };
        const bool isEnd = std::any_of(marks.begin(), marks.begin() + static_cast<std::ptrdiff_t>(ends),
                                       [&](const RulerMark& end) { return end.position == position; });
        if (std::any_of(marks.begin(), marks.end(), isNear))
            mark.label.clear();
        if (!isEnd)
            marks.push_back(mark);
        if (position > std::numeric_limits<std::int64_t>::max() - step)
            break;
        position += step;
    }
    std::sort(marks.begin(), marks.end(), [](const RulerMark& a, const RulerMark& b) { return a.position < b.position; });
    return marks;
}

} // namespace heapline
