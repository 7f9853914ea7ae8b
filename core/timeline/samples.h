// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/notes.h"
#include "core/base/number_column.h"
#include "core/base/progress.h"
#include "core/base/stack_columns.h"
#include "core/timeline/timeline.h"

#include <cstdint>
#include <span>

namespace heapline {

/// Timeline of an allocation timeline. An object with an odd id belongs to the first tick whose last id >= the id.
/// Rows that run backwards, or whose time is below 0 or above 2^53 µs, are held at the highest time and id before them, with a note.
/// @param ids          [objects]
/// @param shallowSize  [objects] bytes
Timeline buildTimeline(const TimelineSampleColumns& samples, const NumberColumn& ids, const NumberColumn& shallowSize,
                       Notes& notes, Progress& progress);

/// Timeline of a sampling profile: one tick for each sample, by ordinal.
Timeline buildTimeline(const SampleColumns& samples, Progress& progress);

} // namespace heapline
