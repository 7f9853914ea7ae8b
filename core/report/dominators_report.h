// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"

#include <optional>

namespace heapline {

struct DominatorsOptions {
    std::optional<NodeOrdinal> object; ///< begin with this object; none: with the root
    std::optional<AxisRange> range;    ///< sort by the objects of a range, and leave out what holds none of them
    bool byClass = false;              ///< objects of one class below one object are one row, which has them below it
    std::size_t top = 20;              ///< rows of each level
    std::size_t depth = 2;             ///< levels
};

/// The dominator tree by retained size: what each object alone keeps alive; with an object, its own dominators too.
/// @pre the profile has a heap
Report dominatorsReport(const Profile& profile, const DominatorsOptions& options);

} // namespace heapline
