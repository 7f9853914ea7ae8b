// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace heapline {

/// How bytes become the height of a bar, linear or logarithmic, with some room above the largest bar.
class SizeScale {
public:
    enum class Kind { Linear, Logarithmic };

    /// @param smallest, largest the smallest bar that is not empty, and the largest
    SizeScale(Kind kind, std::uint64_t smallest, std::uint64_t largest);

    /// Height of a bar, 0 … 1. Linear: in proportion. Logarithmic: every bar that is not empty has some height.
    double fraction(std::uint64_t bytes) const;

    /// Sizes for grid lines, ascending, at most @p most: 1, 2 or 5 times a power of ten, evenly apart; powers of ten when
    /// logarithmic.
    std::vector<std::uint64_t> marks(int most) const;

private:
    Kind m_kind;
    double m_floor = 0; ///< logarithm of the size at the lower edge
    double m_top = 1;   ///< bytes, or their logarithm, at the upper edge
    std::uint64_t m_largest = 0;
};

} // namespace heapline
