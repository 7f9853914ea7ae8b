// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"

#include "core/stacks/bottom_up.h"

#include <algorithm>
#include <functional>
#include <random>

namespace heapline::bench {

namespace {

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

} // namespace

std::vector<QueryTimes> measureRangeQueries(const Profile& profile, int runs)
{
    std::vector<QueryTimes> times;
    if (!profile.timeline || runs < 1)
        return times;
    const auto ranges = randomRanges(profile, runs);
    const auto range = [&ranges](int i) { return ranges[static_cast<std::size_t>(i)]; };
    if (profile.heap) {
        ClassRowScratch scratch;
        std::vector<ClassRow> rows;
        times.push_back(measure("class rows of a range", runs,
                                [&](int i) { computeClassRows(*profile.heap, range(i), scratch, rows); }));
    }
    if (profile.stacks) {
        StackWeights weights;
        times.push_back(measure("call-tree values of a range", runs,
                                [&](int i) { computeWeights(*profile.stacks, range(i), weights); }));
        times.push_back(measure("heavy functions of a range", runs, [&](int) { bottomUpRoots(*profile.stacks, weights); }));
    }
    std::vector<Bar> bars;
    times.push_back(measure("bars of 2,000 columns", runs,
                            [&](int) { barsPerColumn(*profile.timeline, profile.timeline->extent(), 2000, bars); }));
    return times;
}

} // namespace heapline::bench
