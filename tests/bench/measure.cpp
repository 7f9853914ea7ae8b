// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measure.h"

#include <algorithm>
#include <random>

namespace heapline::bench {

QueryTimes measure(std::string name, int runs, const std::function<void(int)>& query)
{
    std::vector<double> ms;
    for (int i = 0; i < runs; ++i) {
        const Stopwatch watch;
        query(i);
        ms.push_back(watch.seconds() * 1000);
    }
    std::sort(ms.begin(), ms.end());
    return {std::move(name), ms[ms.size() / 2], ms.back()};
}

std::vector<std::optional<IdRange>> randomRanges(const Profile& profile, int count)
{
    std::mt19937 random(1);
    const AxisRange extent = profile.timeline->extent();
    std::uniform_int_distribution<std::int64_t> place(extent.begin, extent.end);
    std::vector<std::optional<IdRange>> ranges;
    for (int i = 0; i < count; ++i) {
        const std::int64_t a = place(random);
        const std::int64_t b = place(random);
        ranges.push_back(idRangeOf(profile, AxisRange{std::min(a, b), std::max(a, b)}));
    }
    return ranges;
}

} // namespace heapline::bench
