// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/size_scale.h"

#include <algorithm>
#include <cmath>

namespace heapline {

namespace {

constexpr double headroom = 1.06;     ///< linear: the largest bar ends below the upper edge
constexpr double decadesBelow = 0.25; ///< logarithmic: room under the lowest power of ten, so that its bars have a height
constexpr double decadesAbove = 0.12;

double logarithm(std::uint64_t bytes)
{
    return std::log10(static_cast<double>(std::max<std::uint64_t>(bytes, 1)));
}

} // namespace

SizeScale::SizeScale(Kind kind, std::uint64_t smallest, std::uint64_t largest) : m_kind(kind), m_largest(largest)
{
    if (kind == Kind::Linear) {
        m_top = std::max(static_cast<double>(largest) * headroom, 1.0);
        return;
    }
    m_floor = std::floor(logarithm(smallest) + 1e-9) - decadesBelow;
    m_top = std::max(logarithm(largest) + decadesAbove, m_floor + 1);
}

double SizeScale::fraction(std::uint64_t bytes) const
{
    if (bytes == 0)
        return 0;
    if (m_kind == Kind::Linear)
        return std::clamp(static_cast<double>(bytes) / m_top, 0.0, 1.0);
    return std::clamp((logarithm(bytes) - m_floor) / (m_top - m_floor), 0.0, 1.0);
}

std::vector<std::uint64_t> SizeScale::marks(int most) const
{
    std::vector<std::uint64_t> found;
    if (most < 1 || m_largest == 0)
        return found;
    if (m_kind == Kind::Linear) {
        for (int exponent = 0; exponent < 19; ++exponent) {
            for (const double factor : {1.0, 2.0, 5.0}) {
                const double step = std::pow(10.0, exponent) * factor;
                const double steps = std::floor(m_top / step);
                if (steps > most)
                    continue;
                for (int i = 1; i <= static_cast<int>(steps); ++i)
                    found.push_back(static_cast<std::uint64_t>(i * step));
                return found;
            }
        }
        return found;
    }
    const int first = static_cast<int>(std::ceil(m_floor));
    const int last = std::min(static_cast<int>(std::floor(m_top)), 19);
    const int every = std::max(1, (last - first + most) / most);
    for (int exponent = last; exponent >= first; exponent -= every)
        found.push_back(static_cast<std::uint64_t>(std::pow(10.0, exponent))); // exact, as all powers that fit
    std::reverse(found.begin(), found.end());
    return found;
}

} // namespace heapline
