// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/range.h"
#include "core/heap/comparison_lists.h"
#include "core/profile/profile_comparison.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace heapline {

/// An object of one of two compared heaps.
struct ComparedObject {
    ComparedSide side = ComparedSide::Newer;
    NodeOrdinal object; ///< of the heap of its side

    bool operator==(const ComparedObject&) const = default;
};

/// A comparison as it is listed: of two profiles, narrowed to what is shown, or of two ranges of one profile. Immutable once made.
struct ShownComparison {
    using Passes = std::shared_ptr<const std::vector<std::uint8_t>>;

    std::shared_ptr<const Profile> newer;
    std::shared_ptr<const Profile> base;              ///< the same as newer for two ranges
    std::shared_ptr<const ProfileComparison> matched; ///< null: two ranges of one profile
    std::optional<IdRange> newerIds;                  ///< objects of the newer side that are counted; none: all
    std::optional<IdRange> baseIds;
    Passes passes; ///< [nodes of newer] which of its objects are counted; null: all
    /// Of a stable place each: of two profiles those of matched, of two ranges one for each ClassId. Rows that do not differ are among them.
    std::vector<ClassDifference> rows;

    bool isOfRanges() const { return !matched; }
    /// Whether rows tell objects that only one side has, and not all objects of either side.
    bool isById() const { return matched && matched->rows.by == MatchedBy::Id; }
    const Heap& heapOf(ComparedSide side) const { return *(side == ComparedSide::Newer ? newer : base)->heap; }
    /// Whether a row tells a difference: by id, of objects; else of counts or sizes.
    bool isListed(std::size_t row) const;
    /// The rows that tell a difference, sorted.
    std::vector<std::uint32_t> listedRows(DifferenceOrder order, bool descending) const;
    /// Objects of a row, sorted; see arrangementOf(). O(objects of the row)
    std::vector<ComparedObject> objectsOf(std::size_t row, DifferenceOrder order, bool descending) const;
    /// What stands below a row: added and removed objects.
    std::uint64_t objectCount(std::size_t row) const { return rows[row].addedCount + rows[row].removedCount; }

private:
    std::vector<NodeOrdinal> objectsOf(std::size_t row, ComparedSide side) const;
};

/// What is listed of a comparison of two profiles. Compared by id, an id range narrows both sides, and a filter, which says nothing of the
/// base's objects, leaves these out. Compared by class, ids of one file mean nothing in the other one, so neither narrows anything.
/// O(added and removed objects)
ShownComparison showProfiles(std::shared_ptr<const Profile> newer, std::shared_ptr<const Profile> base,
                             std::shared_ptr<const ProfileComparison> matched, const std::optional<IdRange>& ids = {},
                             ShownComparison::Passes passes = {});

/// Two ranges of one profile: all objects of one stand as added, of the other as removed. @pre profile->heap. O(nodes)
/// @param newerIds, baseIds none: all objects
ShownComparison showRanges(std::shared_ptr<const Profile> profile, const std::optional<IdRange>& newerIds,
                           const std::optional<IdRange>& baseIds, ShownComparison::Passes passes = {});

} // namespace heapline
