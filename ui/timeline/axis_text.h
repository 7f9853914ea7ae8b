// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/range.h"
#include "core/timeline/timeline.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace heapline {

// Places on a timeline's axis as text, and back.

/// "2.100 s", "1:05.2", "1:02:05"; a serial number with separators.
QString positionText(std::int64_t position, AxisKind axis);

/// Length of a range: a time, or how many serial numbers it spans.
QString lengthText(const AxisRange& range, AxisKind axis);

/// "2.100 s – 4.350 s", "120 – 900".
QString axisRangeText(const AxisRange& range, AxisKind axis);

/// "1 object", "258,656 objects".
QString objectCountText(std::uint64_t count);
/// "1 sample", "781 samples".
QString sampleCountText(std::uint64_t count);

/// The place to the microsecond, for tooltips: "65.234567 s"; a serial number as it is.
QString exactPositionText(std::int64_t position, AxisKind axis);

/// Reads a typed place: "2.1", "2.1 s", "2100ms", "350 µs", "1:05.2", "1:02:05", "3 min", "1 h"; a number without unit is
/// in seconds. Serial numbers: "120", "1,200". Nothing when it is not one.
std::optional<std::int64_t> parsePosition(const QString& text, AxisKind axis);

/// What parsePosition() takes, as a sentence for the user: "Type a time such as …".
QString positionHint(AxisKind axis);

} // namespace heapline
