// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/merged_finding.h"
#include "core/report/report.h"

#include <string>
#include <vector>

namespace heapline {

/// Objects that a command is about: one, or those of classes.
struct HeapTarget {
    NodeOrdinal object;           ///< invalid: all of the classes
    std::vector<ClassId> classes; ///< of one name, but different places of their constructors
    std::string problem;          ///< why there is nothing; else empty
};

/// @param text "@" and an id, or the exact name of a class. O(nodes)
HeapTarget parseHeapTarget(const Heap& heap, const std::string& text);

struct RetainersOptions {
    NodeOrdinal object;
    std::vector<NodeOrdinal> ignored; ///< objects that are to count as if they kept nothing alive
    bool withWeak = false;
    std::size_t top = 20;   ///< rows of each level
    std::size_t depth = 20; ///< levels: the first row of each is opened, until it leads no further
};

/// What keeps an object alive, as in the window's Retainers. @pre profile.heap
Report retainersReport(const Profile& profile, const RetainersOptions& options);

struct RootPathsOptions {
    NodeOrdinal object;
    std::vector<NodeOrdinal> ignored;
    std::size_t count = 1; ///< ways, the shortest first
};

/// The ways from the roots to an object. @pre profile.heap
Report rootPathsReport(const Profile& profile, const RootPathsOptions& options);

struct MergedPathsOptions {
    HeapTarget target; ///< without a problem
    std::vector<NodeOrdinal> ignored;
    std::optional<AxisRange> range; ///< objects of a class from there only
    std::size_t top = 20;           ///< rows of each level
    std::size_t depth = 3; ///< levels listed; rows that everything goes through are opened further, down to the root
};

/// What the ways to some objects have in common. @pre profile.heap
Report mergedPathsReport(const Profile& profile, const MergedPathsOptions& options);

/// What a finding says, as a sentence. @param subject what the objects are, "Session"; with a single object its title
std::string findingSentence(const Heap& heap, const MergedFinding& finding, const std::string& subject);

} // namespace heapline
