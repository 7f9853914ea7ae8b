// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/heap/merged_paths.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace heapline {

/// Objects of one class that a sentence names: one of them, or how many.
struct MergedPlace {
    NodeOrdinal object; ///< if there is only one; else invalid
    ClassId classId;
    std::uint64_t count = 0; ///< 0: the sentence names none

    bool isNamed() const { return count > 0; }
    bool operator==(const MergedPlace&) const = default;
};

/// What a sentence says about the ways of some objects: "800 of 800 Session are kept through `sessions`, a Map, in handleRequest's context".
struct MergedFinding {
    std::uint64_t count = 0; ///< objects that the sentence is true of
    std::uint64_t total = 0; ///< objects asked about
    std::string reference;   ///< variable or property of the owner; empty: none is known
    MergedPlace
        container; ///< the collection in which the objects are, and which the reference leads to; none: it leads to the objects
    MergedPlace owner;    ///< what has the reference
    MergedPlace function; ///< which has the owner as its scope, if that is one
    /// Whether the first row says that there is no holder.
    MergedRow::Kind kind = MergedRow::Kind::Reference;
};

/// Chooses what to name: the first holder that a program knows, and the variable or property that leads to it or, if the objects are its
/// own, to them; the engine's steps between are passed over. @param levels of mergeMainWay()
MergedFinding findMainHolder(const Heap& heap, std::span<const std::vector<MergedRow>> levels);

} // namespace heapline
