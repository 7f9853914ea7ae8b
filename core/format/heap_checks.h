// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/format/heap_meta.h"
#include "core/format/heap_reader.h"

#include <cstdint>
#include <span>

namespace heapline {

/// Checks every index of a file against what it leads to, and turns the short flat arrays into columns. What a file that is cut off
/// lacks is settled as HeapFile says; noted is what is missing.
/// @throws ErrorException BadValue, CountMismatch with section and row
void finishHeapFile(HeapFile& file, const HeapLayout& layout, std::span<const std::int64_t> traceFunctions,
                    std::span<const std::int64_t> samples, std::span<const std::int64_t> locations, Notes& notes,
                    Progress& progress);

/// The rows of a timeline's `samples`, given as the numbers of the array; without those that are incomplete, none if the fields are not
/// known.
TimelineSampleColumns timelineSamples(const HeapLayout& layout, std::span<const std::int64_t> numbers);

} // namespace heapline
