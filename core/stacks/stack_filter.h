// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/stacks/frame_groups.h"

#include <vector>

namespace heapline {

/// Functions that a step is about: all that share a group with one of some frames of the profile.
struct FrameSelector {
    Grouping grouping = Grouping::Function;
    std::vector<FrameId> frames;

    bool operator==(const FrameSelector&) const = default;
};

/// Whose code is hidden. What hidden functions allocated is booked to the nearest caller that is shown, or else to the root.
struct PackageLens {
    bool hideRuntime = false;
    bool hideDependencies = false;
    bool hideEngine = false;

    bool isActive() const { return hideRuntime || hideDependencies || hideEngine; }
    static PackageLens ownCodeOnly() { return {true, true, true}; }
    bool operator==(const PackageLens&) const = default;
};

/// One change of the call tree, made to the tree that the steps before it leave.
struct StackStep {
    enum class Kind {
        FocusFunction,           ///< only stacks through a function, which becomes the outermost one
        FocusSubtree,            ///< only what is below a call-tree node, which becomes the outermost one
        FocusLeafPath,           ///< only stacks that end in a function with given callers
        DropFunction,            ///< all but stacks through a function
        DropSubtree,             ///< all but a call-tree node and what is below it
        DropLeafPath,            ///< all but stacks that end in a function with given callers
        CollapseRecursion,       ///< from the outermost to the innermost call of a function: one call
        CollapseDirectRecursion, ///< calls of a function by itself: one call
        CollapseGroup,           ///< calls among the functions of a group: one frame that is called as the group
        CollapseCallees,         ///< what a function calls is booked to the function
        MergeIntoCaller          ///< a function's bytes are booked to its caller, its callees become the caller's
    };

    Kind kind = Kind::FocusFunction;
    FrameSelector functions;                ///< for the kinds that are about functions
    Grouping grouping = Grouping::Function; ///< for subtrees and leaf paths: what the tree was grouped by
    CallNodeId node;                 ///< for subtrees: a node of the profile's own tree that the shown node stands for
    std::vector<FrameSelector> path; ///< for leaf paths: the innermost function first, then its callers

    bool operator==(const StackStep&) const = default;
};

/// Everything that turns the call tree of a profile into the one that is shown.
struct StackFilter {
    PackageLens lens;
    std::vector<StackStep> steps;           ///< in the order in which they are made, after the lens
    Grouping grouping = Grouping::Function; ///< made last

    /// Whether the tree is shown as it is.
    bool isEmpty() const { return !lens.isActive() && steps.empty() && grouping == Grouping::Function; }
    /// Whether something allocated may be left out: without it every sum stays what it is.
    bool leavesOut() const;
    bool operator==(const StackFilter&) const = default;
};

/// Whether a step leaves something out.
bool leavesOut(StackStep::Kind kind);

} // namespace heapline
