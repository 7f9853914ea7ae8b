// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/stacks/stack_filter.h"
#include "core/stacks/stacks.h"

#include <memory>
#include <optional>
#include <vector>

namespace heapline {

/// The call tree as the views show it: the profile's own, or what a StackFilter makes of it. Immutable.
struct ShownStacks {
    std::shared_ptr<const Stacks> source; ///< the profile's own
    StackFilter filter;
    /// What is shown: frames, call tree, and values of the whole recording; it has no rangeRows. The source where nothing is changed.
    /// Frames of the source keep their rows; groups, if any, stand behind them.
    std::shared_ptr<const Stacks> stacks;

    // The columns below are empty where nothing is changed.

    std::vector<CallNodeId>
        nodeOf; ///< node of the source -> shown node that its own values are booked to; invalid: left out
    std::vector<CallNodeId> placeOf; ///< the same, also where own values are left out and callees' are not
    std::vector<CallNodeId>
        sourceOf; ///< shown node -> first node of the source that it stands for; invalid for a root without any
    std::vector<FrameId> frameOf;       ///< frame of the source -> its group; empty without grouping
    std::vector<FrameId> sourceFrameOf; ///< shown frame -> a frame of the source that it stands for

    /// Stretches of shown frames that are groups.
    struct GroupFrames {
        Grouping grouping;
        std::uint32_t begin;
        std::uint32_t end;
    };
    std::vector<GroupFrames> groupFrames;

    bool isSource() const { return stacks == source; }
    CallNodeId shownNode(CallNodeId ofSource) const { return placeOf.empty() ? ofSource : placeOf[ofSource.value]; }
    CallNodeId sourceNode(CallNodeId shown) const { return sourceOf.empty() ? shown : sourceOf[shown.value]; }
    /// What a function is shown as, or the group of @p grouping that begins with it where such groups are shown among functions.
    FrameId shownFrame(FrameId ofSource, Grouping grouping = Grouping::Function) const;
    FrameId sourceFrame(FrameId shown) const { return sourceFrameOf.empty() ? shown : sourceFrameOf[shown.value]; }
    /// What a shown frame is a group by; Function for a function.
    Grouping groupingOf(FrameId shown) const;
    /// What selects a shown frame in steps, also after others have been made.
    FrameSelector selectorOf(FrameId shown) const;
};

/// Makes the tree that a filter asks for. Siblings of one function become one node wherever the tree is changed at all. A step whose node
/// is no longer there leaves nothing (focus) or changes nothing (drop). O((nodes + frames) * steps).
/// @throws ErrorException Cancelled
std::shared_ptr<const ShownStacks> showStacks(std::shared_ptr<const Stacks> source, const StackFilter& filter,
                                              const Progress& progress = Progress());

/// Values of every shown node; see computeWeights() in stacks.h.
/// @param sourceSelf buffer, kept by the caller from one call to the next
void computeWeights(const ShownStacks& shown, const std::optional<IdRange>& positions,
                    std::vector<MeasureColumn>& sourceSelf, StackWeights& out);

} // namespace heapline
