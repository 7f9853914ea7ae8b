// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/stacks/call_tree.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace heapline {

/// A key with the row it belongs to.
template <typename Key>
struct KeyedRow {
    Key key;
    std::uint32_t row;
};

/// Sorts by key; equal keys keep their order. Least significant digit first: O(n) for each 11 bits of the largest key,
/// nothing but one look when the rows are in order already. Unlike std::sort it can be stopped at any time.
/// @throws ErrorException Cancelled; @p rows are in no useful order then
template <typename Key>
void sortByKey(std::vector<KeyedRow<Key>>& rows, const Progress& progress)
{
    constexpr unsigned digitBits = 11;
    constexpr std::size_t digits = std::size_t(1) << digitBits;

    const auto forEachRow = [&progress](const std::vector<KeyedRow<Key>>& all, const auto& visit) {
        for (std::size_t begin = 0; begin < all.size(); begin += rowsPerProgressCheck) {
            progress.throwIfStopped();
            for (const KeyedRow<Key>& row :
                 std::span(all).subspan(begin, std::min(rowsPerProgressCheck, all.size() - begin)))
                visit(row);
        }
    };

    bool isSorted = true;
    Key largest = 0;
    forEachRow(rows, [&](const KeyedRow<Key>& row) {
        isSorted = isSorted && row.key >= largest;
        largest = std::max(largest, row.key);
    });
    if (isSorted)
        return;

    std::vector<KeyedRow<Key>> other(rows.size());
    for (unsigned shift = 0; shift < sizeof(Key) * 8 && (largest >> shift) != 0; shift += digitBits) {
        const auto digitOf = [shift](Key key) { return static_cast<std::size_t>(key >> shift) & (digits - 1); };
        std::array<std::size_t, digits> next{};
        forEachRow(rows, [&](const KeyedRow<Key>& row) { ++next[digitOf(row.key)]; });
        std::size_t begin = 0;
        for (std::size_t& place : next)
            begin += std::exchange(place, begin);
        forEachRow(rows, [&](const KeyedRow<Key>& row) { other[next[digitOf(row.key)]++] = row; });
        rows.swap(other);
    }
}

} // namespace heapline
