// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/progress.h"

#include <cstdint>
#include <vector>

namespace heapline {

struct Heap;

/// Strings, flat and concatenated ones, whose text another string has too. Texts that the file marks as cut are equal only if their
/// full lengths and hashes are equal as well; older files mark none, so there two long strings with one beginning count as equal.
/// Concatenated strings that V8 has flattened already stand for no text of their own.
/// @return [nodes] 1 or 0. O(nodes + edges + length of the texts)
/// @throws ErrorException Cancelled
/// @see DevTools HeapSnapshot.ts, createDuplicatedStringsFilter
std::vector<std::uint8_t> findDuplicatedStrings(const Heap& heap, const Progress& progress);

/// Strings of one text.
struct EqualStrings {
    std::uint64_t count = 0;
    std::uint64_t bytes = 0; ///< shallow

    bool operator==(const EqualStrings&) const = default;
};

/// All strings that findDuplicatedStrings() takes for equal to one, itself among them; but of long concatenated ones whole texts are
/// compared, not their first 1024 units. @param string a flat or concatenated one
/// O(nodes + texts of concatenated strings). @throws ErrorException Cancelled
EqualStrings findEqualStrings(const Heap& heap, NodeOrdinal string, const Progress& progress);

} // namespace heapline
