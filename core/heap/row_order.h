// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_reduce.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace heapline {

/// Rows 0 … n − 1 in an order that keys give, sorted on all cores. Every sort keeps the order of equal keys, so the least significant key
/// comes first. O(n) for each 11 bits of the difference of the keys; one look when all are in order already.
class RowOrder {
public:
    explicit RowOrder(std::uint32_t rows);

    std::size_t size() const { return m_items.size(); }
    /// The row that stands at a place.
    std::uint32_t operator[](std::size_t place) const { return static_cast<std::uint32_t>(m_items[place]); }

    /// @param keyOf row -> unsigned number; called from several threads
    template <typename KeyOf>
    void sortBy(KeyOf keyOf, bool descending);

private:
    using Items = Column<std::uint64_t>; ///< place -> key in the upper 32 bits, row in the lower ones

    /// What has to be known of the keys before rows are moved.
    struct Extent {
        std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
        std::uint64_t greatest = 0;
        bool isSorted = true; ///< whether the rows stand in the wanted order already
    };

    static constexpr std::size_t grain = 1 << 14;

    template <typename KeyOf>
    Extent extentOf(KeyOf keyOf, bool descending) const;
    /// @param extent bounds of the keys, no more than 32 bits apart
    template <typename KeyOf>
    void sortByPart(KeyOf keyOf, Extent extent, bool descending);
    void sortByUpperHalf(std::uint64_t greatest);

    Items m_items;
    Items m_other; ///< where a pass moves the items to
};

template <typename KeyOf>
RowOrder::Extent RowOrder::extentOf(KeyOf keyOf, bool descending) const
{
    return tbb::parallel_reduce(
        tbb::blocked_range<std::size_t>(0, size(), grain), Extent(),
        [&](const auto& range, Extent extent) {
            std::uint64_t before = keyOf((*this)[range.begin() == 0 ? 0 : range.begin() - 1]);
            for (std::size_t i = range.begin(); i < range.end(); ++i) {
                const std::uint64_t key = keyOf((*this)[i]);
                extent.least = std::min(extent.least, key);
                extent.greatest = std::max(extent.greatest, key);
                extent.isSorted = extent.isSorted && (descending ? before >= key : before <= key);
                before = key;
            }
            return extent;
        },
        [](const Extent& a, const Extent& b) {
            return Extent{std::min(a.least, b.least), std::max(a.greatest, b.greatest), a.isSorted && b.isSorted};
        });
}

template <typename KeyOf>
void RowOrder::sortByPart(KeyOf keyOf, Extent extent, bool descending)
{
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, size(), grain), [&](const auto& range) {
        for (std::size_t i = range.begin(); i < range.end(); ++i) {
            const std::uint32_t row = (*this)[i];
            const std::uint64_t key = keyOf(row);
            m_items[i] = (descending ? extent.greatest - key : key - extent.least) << 32 | row;
        }
    });
    sortByUpperHalf(extent.greatest - extent.least);
}

template <typename KeyOf>
void RowOrder::sortBy(KeyOf keyOf, bool descending)
{
    constexpr std::uint64_t half = std::numeric_limits<std::uint32_t>::max();
    if (size() < 2)
        return;
    const Extent extent = extentOf(keyOf, descending);
    if (extent.isSorted)
        return;
    if (extent.greatest - extent.least <= half)
        return sortByPart(keyOf, extent, descending);
    // Sizes and ids of real files never get here.
    sortByPart([&](std::uint32_t row) { return keyOf(row) & half; }, {0, half, false}, descending);
    sortByPart([&](std::uint32_t row) { return keyOf(row) >> 32; }, {0, half, false}, descending);
}

} // namespace heapline
