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
    bool hasCallers = false;               ///< whether bottomUpCallers() has any rows
    std::vector<Contributor> contributors; ///< in preorder of origin
};

/// Whether "(root)", which stands for "no caller", is a caller of the outermost functions.
enum class RootCaller {
    Hidden,
    Shown ///< as DevTools shows allocation stacks of a timeline
};

/// The rows of the first level: one for each function with any self or total value, in preorder of first appearance.
/// self = sum over the function's nodes; total = sum over its nodes that are in no other node of the same row, so that
/// recursion counts once (DevTools counts it once a level).
/// The root has a row if anything is booked on itself, which no function allocated; its total is its self. So selves sum up to the whole.
std::vector<BottomUpRow> bottomUpRoots(const Stacks& stacks, const StackWeights& weights);

/// The callers of a row, merged by function, in the order of first appearance. Values follow the same rule.
std::vector<BottomUpRow> bottomUpCallers(const Stacks& stacks, const StackWeights& weights, const BottomUpRow& row,
                                         RootCaller root = RootCaller::Hidden);

} // namespace heapline
