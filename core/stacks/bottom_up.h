// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/stacks.h"

#include <array>
#include <cstdint>
#include <vector>

namespace heapline {

/// One row of a call-tree view: values by measure (0 where a measure is unavailable).
struct MeasureValues {
    std::array<std::uint64_t, measureCount> self{};
    std::array<std::uint64_t, measureCount> total{};

    bool operator==(const MeasureValues&) const = default;
};

/// A row of the bottom-up ("heavy") tree: a function, and below it its callers.
struct BottomUpRow {
    /// One stack that contributes: the node whose value is counted, and the step that its stack has reached in this row.
    struct Contributor {
        CallNodeId origin;
        CallNodeId cursor;

        bool operator==(const Contributor&) const = default;
    };

    FrameId frame;
    MeasureValues values;
    bool hasCallers = false;               ///< whether any contributor has a caller other than the root
    std::vector<Contributor> contributors; ///< in preorder of origin
};

/// The rows of the first level: one for each function with any self or total value, in preorder of first appearance. The
/// root has none. self = sum over the function's nodes; total = sum over its nodes that are in no other node of the same
/// row, so that recursion counts once (DevTools counts it once a level).
std::vector<BottomUpRow> bottomUpRoots(const Stacks& stacks, const StackWeights& weights);

/// The callers of a row, merged by function, in the order of first appearance.
/// Values follow the same rule; the root is no caller.
std::vector<BottomUpRow> bottomUpCallers(const Stacks& stacks, const StackWeights& weights, const BottomUpRow& row);

} // namespace heapline
