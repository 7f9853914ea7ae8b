// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/progress.h"
#include "core/heap/path_tree.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace heapline {

struct Heap;

/// An object on the ways of other ones, and what goes through it.
struct MergedHolder {
    NodeOrdinal object;
    std::uint32_t count = 0; ///< objects whose way goes through it
    std::uint64_t bytes = 0; ///< their shallow bytes

    bool operator==(const MergedHolder&) const = default;
};

/// What the ways of some objects have in common at one step towards the roots: references of one name from objects of one class.
struct MergedRow {
    enum class Kind {
        Reference,
        Start,    ///< a way begins here: a root refers to the objects themselves
        Unreached ///< nothing but weak references and rings lead to the objects
    };

    Kind kind = Kind::Reference;
    std::string reference;   ///< its name; numbers are taken together as "…" if there are several. Empty for other kinds
    EdgeIndex edge;          ///< one of the references; invalid for other kinds
    ClassId holderClass;     ///< of those that hold; invalid for other kinds
    std::uint64_t count = 0; ///< objects that go through it
    std::uint64_t bytes = 0; ///< their shallow bytes
    std::vector<MergedHolder> holders; ///< those that hold, by ordinal; for other kinds the objects themselves
};

/// Where merging begins: objects with nothing merged yet. @param objects without duplicates
std::vector<MergedHolder> unmerged(const Heap& heap, std::span<const NodeOrdinal> objects);

/// Goes one step along everyone's shortest way towards the roots.
/// @param from all have the same depth; @param distance [nodes] those that the tree was made of
/// @return rows, those with most objects first; their counts add up to those of @p from. O(n log n), n = size of from
std::vector<MergedRow> mergeNextStep(const Heap& heap, const PathTree& tree, std::span<const std::int32_t> distance,
                                     std::span<const MergedHolder> from);

/// The first steps of everyone's way: level 0 of @p from, level n + 1 of the holders of the first row of level n. Ends where ways begin, where
/// the first row has less than half of the objects of level 0's first row, and after @p mostLevels.
/// @throws ErrorException Cancelled
std::vector<std::vector<MergedRow>> mergeMainWay(const Heap& heap, const PathTree& tree,
                                                 std::span<const std::int32_t> distance, std::span<const MergedHolder> from,
                                                 std::size_t mostLevels, const Progress& progress);

/// A name of a reference with each number in it replaced by "…"; "[…]" for one that is all number.
std::string withoutNumbers(std::string_view name);

} // namespace heapline
