// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/object_grouping.h"

#include <QString>

namespace heapline {

/// What objects are grouped by: "Allocating function", "Age".
QString groupByTitle(ObjectGroupBy by);
/// What such a grouping does, in a sentence.
QString groupByToolTip(ObjectGroupBy by);
/// Why objects cannot be grouped so, in a sentence; empty when they can.
QString groupingObstacle(GroupingLack lack);

/// The name of a group as shown.
QString groupTitle(const ObjectGroup& group);
/// What the objects of a group have in common, in a sentence.
QString groupMeaning(ObjectGroupBy by, ObjectGroup::Kind kind);

} // namespace heapline
