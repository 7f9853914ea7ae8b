// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/progress.h"

#include <cstdint>
#include <span>
#include <vector>

namespace heapline {

struct Heap;

/// What bears one name.
struct NameTotals {
    StringId name;
    std::uint64_t objects = 0;
    std::uint64_t shallowSize = 0;  ///< bytes of these objects alone
    std::uint64_t retainedSize = 0; ///< bytes of those that are in no other object of the name
    std::uint64_t references = 0;   ///< references that are called so

    bool operator==(const NameTotals&) const = default;
};

/// Objects and references by the name that the file gives them.
/// @param isWanted [strings] 1 or 0
/// @return a row for each wanted string, ascending, also where nothing bears it. O(nodes + edges)
/// @throws ErrorException Cancelled
std::vector<NameTotals> totalsByName(const Heap& heap, std::span<const std::uint8_t> isWanted, const Progress& progress);

} // namespace heapline
