// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/comparison.h"

#include <cstdint>
#include <span>
#include <vector>

namespace heapline {

// Sorted levels of a comparison. Each list is sorted whole; ties end in a fixed order, so rows never jump.

/// What classes of a comparison, and their objects, are sorted by.
enum class DifferenceOrder { Name, AddedCount, RemovedCount, CountDelta, AddedSize, RemovedSize, SizeDelta };

/// The figure of a row that an order compares; 0 for names.
std::int64_t differenceFigure(const ClassDifference& row, DifferenceOrder order);

/// Sorts places of rows. Ties: the greater delta of sizes first, then names ascending, then as they stand. O(n log n)
void sortDifferences(std::span<const ClassDifference> rows, std::vector<std::uint32_t>& places, DifferenceOrder order,
                     bool descending);

/// Which of the two heaps an object is of.
enum class ComparedSide { Newer, Base };

/// Sorts objects of one heap by shallow size, or by name; equal ones by id. O(objects)
void sortComparedObjects(const Heap& heap, std::vector<NodeOrdinal>& objects, DifferenceOrder order, bool descending);

/// How the objects of a row stand: which side comes first, and whether the larger ones come first within each side. For deltas, removed
/// objects count as negative: descending, the largest new object comes first and the largest removed one last.
struct ComparedArrangement {
    ComparedSide first = ComparedSide::Newer;
    bool newerDescending = true;
    bool baseDescending = true;

    bool operator==(const ComparedArrangement&) const = default;
};
ComparedArrangement arrangementOf(DifferenceOrder order, bool descending);

} // namespace heapline
