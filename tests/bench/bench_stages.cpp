// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"

#include "core/cache/profile_cache.h"
#include "core/format/byte_source.h"
#include "core/profile/load.h"

#include <sys/resource.h>

namespace heapline::bench {

namespace {

double secondsToRead(const std::string& path)
{
    std::vector<char> block(std::size_t{8} << 20);
    const auto source = openByteSource(path);
    const Stopwatch watch;
    while (source->read(block.data(), block.size()) > 0) {
    }
    return watch.seconds();
}

} // namespace

OpenTimes measureOpening(const std::string& path, const std::string& cacheFolder)
{
    OpenTimes times;
    try {
        secondsToRead(path); // warms the page cache
        times.readSeconds = secondsToRead(path);
    } catch (const ErrorException& exception) {
        times.error = exception.error().toString();
        return times;
    }
    const Stopwatch watch;
    double stageStart = 0;
    Phase running = Phase::Finished;
    Progress progress({}, [&](Phase phase, double) {
        if (phase == running)
            return;
        const double now = watch.seconds();
        if (running != Phase::Finished)
            times.stages.push_back({std::string(phaseName(running)), now - stageStart});
        running = phase;
        stageStart = now;
    });
    const ProfileCache cache(cacheFolder, {~std::uint64_t{0}, 0});
    if (!cacheFolder.empty())
        times.profile = cache.find(path, progress);
    times.isFromCache = times.profile != nullptr;
    if (!times.isFromCache) {
        auto result = loadProfile(path, progress);
        if (result)
            times.profile = result.value();
        else
            times.error = result.error().toString();
    }
    times.openSeconds = watch.seconds();
    struct rusage usage {};
    ::getrusage(RUSAGE_SELF, &usage);
    times.peakBytes = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
    if (!cacheFolder.empty() && !times.isFromCache && times.profile) {
        const Stopwatch storing;
        if (cache.store(*times.profile, *stampOf(path), Progress()))
            times.storeSeconds = storing.seconds();
    }
    return times;
}

} // namespace heapline::bench
