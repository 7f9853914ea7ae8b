// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/axis_text.h"

#include "core/base/text_format.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>

namespace heapline {

namespace {

struct AxisTexts {
    Q_DECLARE_TR_FUNCTIONS(heapline::Timeline)
};

constexpr double microsecondsPerSecond = 1e6;
constexpr double largestPosition = 9e18;

QString numberText(std::int64_t number)
{
    const QString digits = QString::fromStdString(
        formatCount(number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number)));
    return number < 0 ? QStringLiteral("\u2212") + digits : digits;
}

/// A count as tr() takes it.
int pluralOf(std::uint64_t count)
{
    return static_cast<int>(std::min<std::uint64_t>(count, std::numeric_limits<int>::max()));
}

std::optional<std::int64_t> toWholePosition(double value)
{
    if (!std::isfinite(value) || std::abs(value) > largestPosition)
        return {};
    return std::llround(value);
}

/// Microseconds of a unit; 0 when there is no such unit.
double unitLength(const QString& unit)
{
    if (unit.isEmpty() || unit == u"s" || unit == u"sec")
        return microsecondsPerSecond;
    if (unit == u"ms")
        return 1000;
    if (unit == u"us" || unit == u"\u00b5s" || unit == u"\u03bcs") // micro sign, Greek mu
        return 1;
    if (unit == u"m" || unit == u"min")
        return 60 * microsecondsPerSecond;
    if (unit == u"h")
        return 3600 * microsecondsPerSecond;
    return 0;
}

std::optional<std::int64_t> parseTime(const QString& text)
{
    static const QRegularExpression clock(QStringLiteral("^(?:(\\d{1,6}):)?(\\d{1,6}):(\\d{1,2}(?:[.,]\\d*)?)$"));
    static const QRegularExpression plain(QStringLiteral("^(\\d{1,18}(?:[.,]\\d*)?|[.,]\\d+)\\s*([a-z\u00b5\u03bc]*)$"));
    const auto number = [](QString digits) { return digits.replace(u',', u'.').toDouble(); };
    if (const QRegularExpressionMatch match = clock.match(text); match.hasMatch()) {
        const double hours = match.captured(1).toDouble();
        const double minutes = match.captured(2).toDouble();
        const double seconds = number(match.captured(3));
        if (seconds >= 60 || (match.capturedLength(1) > 0 && minutes >= 60))
            return {};
        return toWholePosition(((hours * 60 + minutes) * 60 + seconds) * microsecondsPerSecond);
    }
    if (const QRegularExpressionMatch match = plain.match(text); match.hasMatch()) {
        const double unit = unitLength(match.captured(2));
        return unit > 0 ? toWholePosition(number(match.captured(1)) * unit) : std::nullopt;
    }
    return {};
}

std::optional<std::int64_t> parseOrdinal(QString text)
{
    text.remove(u',').remove(u' ');
    static const QRegularExpression digits(QStringLiteral("^-?\\d{1,18}$"));
    return digits.match(text).hasMatch() ? std::optional<std::int64_t>(text.toLongLong()) : std::nullopt;
}

} // namespace

QString positionText(std::int64_t position, AxisKind axis)
{
    return axis == AxisKind::Time ? QString::fromStdString(formatTime(position)) : numberText(position);
}

QString lengthText(const AxisRange& range, AxisKind axis)
{
    // Unsigned, since the ends may be further apart than a signed number tells.
    const std::uint64_t length = static_cast<std::uint64_t>(range.end) - static_cast<std::uint64_t>(range.begin);
    if (axis == AxisKind::Time)
        return positionText(static_cast<std::int64_t>(length), axis);
    return QString::fromStdString(formatCount(length + 1)); // both ends belong to it
}

QString axisRangeText(const AxisRange& range, AxisKind axis)
{
    return positionText(range.begin, axis) + QStringLiteral(" \u2013 ") + positionText(range.end, axis);
}

QString objectCountText(std::uint64_t count)
{
    return count == 1 ? AxisTexts::tr("1 object")
                      : AxisTexts::tr("%1 objects", "", pluralOf(count)).arg(QString::fromStdString(formatCount(count)));
}

QString sampleCountText(std::uint64_t count)
{
    return count == 1 ? AxisTexts::tr("1 sample")
                      : AxisTexts::tr("%1 samples", "", pluralOf(count)).arg(QString::fromStdString(formatCount(count)));
}

QString exactPositionText(std::int64_t position, AxisKind axis)
{
    if (axis != AxisKind::Time)
        return numberText(position);
    return QString::number(static_cast<double>(position) / microsecondsPerSecond, 'f', 6) + QStringLiteral(" s");
}

std::optional<std::int64_t> parsePosition(const QString& text, AxisKind axis)
{
    const QString bare = text.trimmed().toLower();
    return axis == AxisKind::Time ? parseTime(bare) : parseOrdinal(bare);
}

QString positionHint(AxisKind axis)
{
    return axis == AxisKind::Time ? AxisTexts::tr("Type a time such as 2.1 s, 2100 ms or 1:05.2")
                                  : AxisTexts::tr("Type the serial number of a sample, such as 120");
}

} // namespace heapline
