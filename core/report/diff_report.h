// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/comparison_lists.h"
#include "core/profile/shown_comparison.h"
#include "core/report/report.h"

#include <optional>
#include <string>

namespace heapline {

struct DiffOptions {
    std::optional<AxisRange> range;     ///< of the newer side; two files compared by id: of both
    std::optional<AxisRange> baseRange; ///< another range of the same profile, for diffReport() of one profile
    CompareBy by = CompareBy::Automatic;
    DifferenceOrder order = DifferenceOrder::SizeDelta; ///< that rows are sorted by: names ascending, figures descending
    std::size_t top = 20;                               ///< rows of each table
    std::string className; ///< list the objects of classes of this exact name too; empty: of none
};

/// What differs between two profiles, class by class: new, deleted and delta of counts and shallow sizes, with how objects were matched.
/// @pre both have a heap. @throws ErrorException Cancelled
Report diffReport(std::shared_ptr<const Profile> newer, std::shared_ptr<const Profile> base, const DiffOptions& options,
                  Progress& progress);

/// The same of two ranges of one profile: options.range, or all, against options.baseRange. @pre a heap and a timeline
Report diffReport(std::shared_ptr<const Profile> profile, const DiffOptions& options);

} // namespace heapline
