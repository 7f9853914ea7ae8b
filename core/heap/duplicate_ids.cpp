// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/duplicate_ids.h"

#include "core/heap/stops.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace heapline {

namespace {

constexpr std::uint64_t bitsPerNode = 32; ///< a bit map of four bytes a node at most

} // namespace

DuplicateIds findDuplicateIds(const NumberColumn& ids, const Progress& progress)
{
    // V8 counts ids up, so that a bit for each id below a limit takes little. Older V8 made ids of native objects from addresses:
    // those are few and get sorted.
    const std::uint64_t limit = ids.size() * bitsPerNode;
    std::uint64_t highest = 0;
    for (const std::uint64_t id : ids)
        highest = id < limit ? std::max(highest, id) : highest;
    std::vector<bool> seen(highest + 1);
    std::vector<std::pair<std::uint64_t, std::uint32_t>> large; // id, row
    DuplicateIds result;
    std::size_t firstRow = ids.size();
    const auto add = [&](std::size_t row) {
        ++result.count;
        firstRow = std::min(firstRow, row);
    };
    for (std::size_t row = 0; row < ids.size(); ++row) {
        if (row % nodesBetweenStops == 0)
            progress.throwIfStopped();
        const std::uint64_t id = ids[row];
        if (id >= limit) {
            large.emplace_back(id, static_cast<std::uint32_t>(row));
        } else if (seen[id]) {
            add(row);
        } else {
            seen[id] = true;
        }
    }
    std::sort(large.begin(), large.end());
    for (std::size_t i = 1; i < large.size(); ++i) {
        if (large[i].first == large[i - 1].first)
            add(large[i].second);
    }
    if (result.count)
        result.first = ids[firstRow];
    return result;
}

} // namespace heapline
