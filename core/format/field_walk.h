// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace heapline {

/// Calls put(row, value, number) for every value of one field among a piece of a flat array of records.
/// @param first  position of the piece in the whole array
template <typename Put>
void eachOfField(std::size_t field, std::size_t stride, std::size_t first, std::span<const std::int64_t> values, Put put)
{
    const std::size_t phase = first % stride;
    std::size_t i = field >= phase ? field - phase : field + stride - phase;
    for (std::size_t row = (first + i) / stride; i < values.size(); i += stride, ++row)
        put(row, values[i], first + i);
}

} // namespace heapline
