// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/live_event_columns.h"
#include "core/base/progress.h"
#include "core/format/byte_source.h"

#include <cstddef>

namespace heapline {

/// Reads live events, a JSON text on each line: what the protocol said while a timeline was recorded. Only
/// `HeapProfiler.heapStatsUpdate` and `HeapProfiler.lastSeenObjectId` are looked at; lines without these words are skipped unread. Lines that
/// cannot be understood are counted and left out, so a file of any content gives what can be read of it. A row is told of first by the largest
/// figures: V8 collects garbage before it counts.
/// @param mostRows rows that are kept; memory is O(mostRows), whatever the file holds
/// @throws ErrorException Cancelled and what the source throws
LiveEventColumns readLiveEvents(ByteSource& source, std::size_t mostRows, const Progress& progress);

} // namespace heapline
