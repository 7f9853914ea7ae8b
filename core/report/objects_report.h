// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/filters.h"
#include "core/profile/object_grouping.h"
#include "core/report/report.h"

#include <optional>
#include <string>
#include <vector>

namespace heapline {

/// What rows are sorted by: names and distances upwards, all else downwards.
enum class ObjectsOrder { Name, Count, Distance, ShallowSize, RetainedSize };

struct ObjectsOptions {
    std::vector<ClassId> classes;         ///< list the objects of these classes; empty: list groups
    std::optional<ObjectGroupBy> groupBy; ///< none: by class
    std::optional<AxisRange> range;       ///< only objects of it
    std::optional<ObjectFilter> filter;   ///< only objects that pass
    ObjectsOrder order = ObjectsOrder::RetainedSize;
    std::size_t top = 20; ///< rows of each table
};

/// The Summary of the window: classes or other groups, or the objects of classes. @pre the profile has a heap and what the grouping needs
Report objectsReport(const Profile& profile, const ObjectsOptions& options);

/// A filter as typed: "duplicated-strings", "detached-nodes", "contexts", "console", "event-handlers", "shared-contexts", "no-context", or
/// "@" and the id of a native context. What is wrong is a sentence.
struct ParsedObjectFilter {
    std::optional<ObjectFilter> filter;
    std::string problem; ///< empty when there is a filter
};
ParsedObjectFilter parseObjectFilter(const Heap& heap, const std::string& text);

} // namespace heapline
