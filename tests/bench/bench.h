// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace heapline::bench {

/// Seconds since a start.
class Stopwatch {
public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count(); }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// One stage of opening a file.
struct StageTime {
    std::string name;
    double seconds = 0;
};

/// What opening a file cost.
struct OpenTimes {
    std::shared_ptr<const Profile> profile;
    double readSeconds = 0; ///< reading the bytes alone, in blocks, from the page cache
    double openSeconds = 0; ///< file to all figures
    std::vector<StageTime> stages;
    bool isFromCache = false;
    double storeSeconds = 0;     ///< putting it into the cache; 0 when it was not
    std::uint64_t peakBytes = 0; ///< highest resident memory of the process so far
    std::string error;           ///< why it could not be opened; empty when it was
};

/// @param cacheFolder where a cache is kept: a profile in it is taken from there, any other is put there; empty: no cache
OpenTimes measureOpening(const std::string& path, const std::string& cacheFolder);

/// Median and worst of many runs of one query, in milliseconds.
struct QueryTimes {
    std::string name;
    double medianMs = 0;
    double worstMs = 0;
};

/// Queries over random ranges of the axis, as a drag over the timeline makes them.
std::vector<QueryTimes> measureRangeQueries(const Profile& profile, int runs);

/// What steps, groups and lens on the call tree cost, and values of the tree that they leave for random ranges.
std::vector<QueryTimes> measureStackQueries(const Profile& profile, int runs);

/// Searches over all strings of the heap, one row for each kind of pattern; and the class with most objects, sorted.
std::vector<QueryTimes> measureHeapQueries(const Profile& profile, int runs);

} // namespace heapline::bench
