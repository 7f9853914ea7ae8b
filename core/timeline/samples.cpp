// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/samples.h"

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>
#include <vector>

namespace heapline {

namespace {

constexpr std::size_t objectsPerStep = 1 << 16; ///< between two looks at whether to stop

/// 285 years. Times are integers of JSON, exact up to here; sums and differences of them do not overflow.
constexpr std::int64_t lastTimeUs = std::int64_t{1} << 53;

/// What one thread has counted.
struct Tally {
    explicit Tally(std::size_t ticks) : bytes(ticks, 0), count(ticks, 0), idsAlive(ticks, 0) {}

    std::vector<std::uint64_t> bytes;    ///< tick -> bytes
    std::vector<std::uint64_t> count;    ///< tick -> objects with bytes
    std::vector<std::uint64_t> idsAlive; ///< tick -> objects
    std::uint64_t afterLastTick = 0;     ///< objects with bytes and ids above the last tick
};

/// Books the objects [first, last) on their ticks.
void tallyObjects(std::size_t first, std::size_t last, const std::vector<std::uint64_t>& lastId, const NumberColumn& ids,
                  const NumberColumn& shallowSize, Tally& tally)
{
    const std::size_t ticks = lastId.size();
    std::size_t tick = 0;
    for (std::size_t object = first; object < last; ++object) {
        const std::uint64_t id = ids[object];
        const std::uint64_t size = shallowSize[object];
        if (id % 2 == 0)
            continue;
        // Neighbours in the file often came into being together, so the tick of the object before is tried first.
        const bool same = id <= lastId[tick] && (tick == 0 || id > lastId[tick - 1]);
        if (!same) {
            const auto at = std::lower_bound(lastId.begin(), lastId.end(), id);
            const auto found = static_cast<std::size_t>(at - lastId.begin());
            if (found == ticks) {
                tally.afterLastTick += size > 0;
                continue;
            }
            tick = found;
        }
        tally.bytes[tick] += size;
        tally.count[tick] += size > 0;
        ++tally.idsAlive[tick];
    }
}

/// Copies the rows; those that run backwards, or have a time that no recording has, stay at the highest value before them.
/// @return number of such rows
std::uint64_t takeRows(const TimelineSampleColumns& samples, Timeline& timeline)
{
    timeline.position = samples.timestampUs;
    timeline.lastId = samples.lastAssignedId;
    std::uint64_t heldBack = 0;
    std::int64_t time = 0;
    std::uint64_t id = 0;
    for (std::size_t row = 0; row < timeline.tickCount(); ++row) {
        const bool hasTime = timeline.position[row] >= time && timeline.position[row] <= lastTimeUs;
        heldBack += hasTime && timeline.lastId[row] >= id ? 0 : 1;
        time = timeline.position[row] = hasTime ? timeline.position[row] : time;
        id = timeline.lastId[row] = std::max(timeline.lastId[row], id);
    }
    return heldBack;
}

} // namespace

Timeline buildTimeline(const TimelineSampleColumns& samples, const NumberColumn& ids, const NumberColumn& shallowSize,
                       Notes& notes, Progress& progress)
{
    progress.throwIfStopped();
    Timeline timeline;
    timeline.axis = AxisKind::Time;
    if (const std::uint64_t rows = takeRows(samples, timeline))
        notes.add(NoteCode::SamplesOutOfOrder, rows);
    const std::size_t ticks = timeline.tickCount();
    Tally total(ticks);
    if (ticks > 0) {
        tbb::enumerable_thread_specific<Tally> tallies([ticks] { return Tally(ticks); });
        const std::size_t objects = std::min(ids.size(), shallowSize.size());
        const tbb::blocked_range<std::size_t> steps(0, (objects + objectsPerStep - 1) / objectsPerStep);
        tbb::parallel_for(steps, [&](const tbb::blocked_range<std::size_t>& range) {
            Tally& tally = tallies.local();
            for (std::size_t step = range.begin(); step < range.end(); ++step) {
                progress.throwIfStopped();
                const std::size_t first = step * objectsPerStep;
                tallyObjects(first, std::min(first + objectsPerStep, objects), timeline.lastId, ids, shallowSize, tally);
            }
        });
        const auto add = [](const std::vector<std::uint64_t>& part, std::vector<std::uint64_t>& sum) {
            std::transform(part.begin(), part.end(), sum.begin(), sum.begin(), std::plus<>());
        };
        for (const Tally& tally : tallies) {
            add(tally.bytes, total.bytes);
            add(tally.count, total.count);
            add(tally.idsAlive, total.idsAlive);
            total.afterLastTick += tally.afterLastTick;
        }
    }
    if (total.afterLastTick > 0)
        notes.add(NoteCode::ObjectsAfterLastSample, total.afterLastTick);
    timeline.bytes = std::move(total.bytes);
    timeline.count = std::move(total.count);
    timeline.idsAlive = TickSums(total.idsAlive);
    timeline.finish();
    return timeline;
}

Timeline buildTimeline(const SampleColumns& samples, Progress& progress)
{
    progress.throwIfStopped();
    Timeline timeline;
    timeline.axis = AxisKind::AllocationOrder;
    std::vector<std::uint32_t> order(samples.size()); // V8 does not write samples in their order
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&samples](std::uint32_t a, std::uint32_t b) { return samples.ordinal[a] < samples.ordinal[b]; });
    progress.throwIfStopped();
    timeline.position.reserve(order.size());
    timeline.bytes.reserve(order.size());
    for (const std::uint32_t row : order) {
        timeline.position.push_back(samples.ordinal[row]);
        timeline.bytes.push_back(samples.sizeBytes[row]);
    }
    timeline.count.assign(order.size(), 1);
    timeline.finish();
    return timeline;
}

} // namespace heapline
