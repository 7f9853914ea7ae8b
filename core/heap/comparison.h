// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/ids.h"
#include "core/base/progress.h"
#include "core/base/range.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace heapline {

struct ClassRow;
struct Heap;

/// What became of a class between two heaps, or how two ranges of one heap differ in it. Only objects with shallow size > 0 are counted.
struct ClassDifference {
    std::string key;    ///< as ClassTable::key
    std::string name;   ///< as ClassTable::name
    ClassId newerClass; ///< the class in the newer heap, or the first of several; invalid when it has none
    std::uint64_t addedCount = 0;
    std::uint64_t removedCount = 0;
    std::uint64_t addedSize = 0;   ///< shallow bytes of the objects that only the newer file has
    std::uint64_t removedSize = 0; ///< shallow bytes of the objects that only the base has
    std::uint64_t newerCount = 0;  ///< all objects of the class in the newer heap
    std::uint64_t baseCount = 0;
    std::uint64_t newerSize = 0; ///< their shallow bytes
    std::uint64_t baseSize = 0;
    std::uint64_t changedCount = 0; ///< objects that both have, but with another shallow size
    std::int64_t changedSize = 0;   ///< by how much these are larger in sum

    std::int64_t countDelta() const { return static_cast<std::int64_t>(addedCount - removedCount); }
    std::int64_t sizeDelta() const { return static_cast<std::int64_t>(addedSize - removedSize); }
    /// Adds the counts and sizes of another row.
    void add(const ClassDifference& other);
    bool differs() const { return addedCount != 0 || removedCount != 0; }
    bool operator==(const ClassDifference&) const = default;
};

/// Which objects of two heaps are the same.
enum class MatchedBy {
    Id,   ///< objects are: those with one id and class
    Class ///< only classes are: all objects of the newer heap stand as added, all of the base as removed
};

/// Two heaps, compared.
struct Comparison {
    MatchedBy by = MatchedBy::Id;
    std::vector<ClassDifference> rows;       ///< of all classes, those without a difference too
    std::vector<std::uint32_t> firstAdded;   ///< [rows + 1] first entry of each row in the column below
    Column<NodeOrdinal> added;               ///< objects of the newer heap, by row, by id within one
    std::vector<std::uint32_t> firstRemoved; ///< [rows + 1]
    Column<NodeOrdinal> removed;             ///< objects of the base

    std::span<const NodeOrdinal> addedOf(std::size_t row) const
    {
        return std::span(added).subspan(firstAdded[row], firstAdded[row + 1] - firstAdded[row]);
    }
    std::span<const NodeOrdinal> removedOf(std::size_t row) const
    {
        return std::span(removed).subspan(firstRemoved[row], firstRemoved[row + 1] - firstRemoved[row]);
    }
};

/// Compares two heaps by object id: an id that both have in one class is one object, whatever its size. Plain objects of the base are
/// classed by the shapes of the newer heap, so that classes match by key. Means something only for heaps of one life, see IdEvidence.
/// @return rows: the base's classes in the order of their first objects, then those that only the newer heap has. O(nodes)
/// @throws ErrorException Cancelled
/// @see DevTools HeapSnapshot.ts, calculateSnapshotDiff
Comparison compareById(const Heap& newer, const Heap& base, Progress& progress);

/// Compares two heaps of different processes by class: see matchClasses() for what is one class. Plain objects of the base are classed by the
/// shapes of the newer heap. Which objects are the same is not known, so a row has the objects of both sides, and its delta is right.
/// @param newerScripts  [classes] URL of the script of the constructor, empty where it is not known; @param baseScripts the same
/// @throws ErrorException Cancelled
Comparison compareByClass(const Heap& newer, std::span<const std::string> newerScripts, const Heap& base,
                          std::span<const std::string> baseScripts, Progress& progress);

/// The rows of a comparison of the objects in an id range only; with a filter of the newer heap's objects, of those that it lets through: it
/// says nothing of removed ones, which are left out then. Counts and sizes of all objects of the classes stay. O(added and removed objects).
/// @pre compared by id
/// @param passes [nodes of the newer heap] 1 or 0; empty: all pass
std::vector<ClassDifference> narrowRows(const Comparison& comparison, const Heap& newer, const Heap& base,
                                        const std::optional<IdRange>& ids, std::span<const std::uint8_t> passes);

/// Class by class, what two sets of objects of one heap hold: @p newer stands as added, @p base as removed, and as the counts of both sides.
/// @param newer, base  as computeClassRows() makes them
std::vector<ClassDifference> compareRows(const Heap& heap, std::span<const ClassRow> newer, std::span<const ClassRow> base);

} // namespace heapline
