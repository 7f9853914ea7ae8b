// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/number_column.h"
#include "core/base/progress.h"

#include <cstdint>

namespace heapline {

/// Objects whose id an object before them has.
struct DuplicateIds {
    std::uint64_t count = 0;
    std::uint64_t first = 0; ///< id of the first of them in file order; 0 if there is none
};

/// @param ids [nodes], in any order. O(nodes) for ids that V8 counts up; O(n log n) for the n that are addresses.
/// @throws ErrorException Cancelled
DuplicateIds findDuplicateIds(const NumberColumn& ids, const Progress& progress);

} // namespace heapline
