// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/ignored_retainers.h"
#include "core/heap/merged_finding.h"
#include "core/heap/merged_paths.h"
#include "ui/document/range_figures.h"
#include "ui/document/selection_history.h"

#include <memory>
#include <span>
#include <vector>

namespace heapline {

/// The ways of the objects that the user has selected. Immutable.
struct MergedSelection {
    std::shared_ptr<const Profile> profile;
    std::shared_ptr<const IgnoredRetainers> ignored; ///< that ways avoid; null: none
    SelectedItem item;                               ///< a class, a function or an object
    std::uint64_t count = 0;                         ///< objects of it in the range and the filters
    std::uint64_t bytes = 0;                         ///< their shallow bytes
    std::vector<MergedHolder> objects;
    std::vector<std::vector<MergedRow>> levels; ///< of mergeMainWay()
    MergedFinding finding;

    std::span<const std::int32_t> distance() const;
    const PathTree& tree() const; ///< made when first asked for, off the UI thread
};

/// Levels that are made at once towards the roots.
inline constexpr std::size_t mostMergedLevels = 40;

/// Merges the ways of the selected objects. O(nodes) for the objects of a function, O(objects of the selection) else.
/// @param figures of the range and the filters that are followed; null if there are none yet: everything
/// @pre profile has a heap; item is not None @throws ErrorException Cancelled
std::shared_ptr<const MergedSelection> mergeSelection(const std::shared_ptr<const Profile>& profile,
                                                      std::shared_ptr<const IgnoredRetainers> ignored,
                                                      const std::shared_ptr<const RangeFigures>& figures,
                                                      const SelectedItem& item, const Progress& progress);

} // namespace heapline
