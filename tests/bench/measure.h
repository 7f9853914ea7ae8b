// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench.h"

#include <functional>

namespace heapline::bench {

/// Runs a query and takes its times. @param query gets the number of the run
QueryTimes measure(std::string name, int runs, const std::function<void(int)>& query);

/// Ranges of the axis with random ends, always the same ones. @pre the profile has a timeline
std::vector<std::optional<IdRange>> randomRanges(const Profile& profile, int count);

} // namespace heapline::bench
