// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/string_table.h"
#include "core/base/text_pattern.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace heapline {

/// Which strings of a table match.
struct TextMatches {
    std::vector<std::uint8_t> isMatch; ///< [strings] 1 or 0
    std::size_t count = 0;             ///< strings that match
    std::size_t undecided = 0;         ///< strings that the expression would take too long on; they count as no match
};

/// Searches all strings of a table on all cores. O(bytes) for plain text; an expression may cost more, up to a limit for each string.
/// @throws ErrorException Cancelled; CostlyPattern if too many strings are undecided
TextMatches searchStrings(const StringTable& strings, const TextPattern& pattern, const Progress& progress);

} // namespace heapline
