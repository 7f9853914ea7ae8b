// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/range.h"
#include "core/timeline/timeline.h"

#include <optional>
#include <string>
#include <string_view>

namespace heapline {

/// A range as typed: what it means, or a sentence about what is wrong with it.
struct ParsedRange {
    std::optional<AxisRange> range;
    std::string problem; ///< empty when there is a range
};

/// Reads a range of an axis. Times: "2.1s..4.35s", "2.1..4.35" (seconds), "500ms..2s", "1:05..1:10", "1:02:05.5..";
/// serial numbers: "120..900". An end left out is open: "2s..", "..4s". A number without unit takes the unit of the other
/// end. "before" is what is older than the recording: a time before 0. Open ends become 0 and the largest number; nothing is held against a recording's own extent.
ParsedRange parseRangeText(std::string_view text, AxisKind axis);

/// The same without the sentence.
std::optional<AxisRange> parseRange(std::string_view text, AxisKind axis);

/// A range in words: "2.100 s – 4.350 s", "before the recording", "120 – 900".
std::string rangeText(const AxisRange& range, AxisKind axis);

} // namespace heapline
