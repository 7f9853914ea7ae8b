// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

#include <cstdint>
#include <string>
#include <vector>

namespace heapline {

struct Heap;

/// What became of a class between two files of one process. Only objects with shallow size > 0 are counted.
struct ClassDifference {
    std::string key;  ///< as ClassTable::key
    std::string name; ///< as ClassTable::name
    std::uint64_t addedCount = 0;
    std::uint64_t removedCount = 0;
    std::uint64_t addedSize = 0;   ///< shallow bytes of the objects that only the newer file has
    std::uint64_t removedSize = 0; ///< shallow bytes of the objects that only the base has

    std::int64_t countDelta() const { return static_cast<std::int64_t>(addedCount - removedCount); }
    std::int64_t sizeDelta() const { return static_cast<std::int64_t>(addedSize - removedSize); }
    bool operator==(const ClassDifference&) const = default;
};

/// Compares two heaps by object id: an id that both have in one class is one object, whatever its size. Plain objects of the base are
/// classed by the shapes of the newer heap, so that classes match by key. Classes without any difference have no row.
/// Meaningful only when areIdsComparable().
/// @return the base's classes in the order of their first objects, then those that only the newer heap has
/// @throws ErrorException Cancelled
/// @see DevTools HeapSnapshot.ts, calculateSnapshotDiff
std::vector<ClassDifference> compareById(const Heap& newer, const Heap& base, Progress& progress);

/// Whether the ids of two heaps can be of one process: most of the ids that both have belong to objects of equal type and name.
/// V8 starts to count anew when a process starts and when its profiler is turned off.
bool areIdsComparable(const Heap& newer, const Heap& base);

} // namespace heapline
