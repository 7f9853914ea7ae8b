// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/shown_stacks.h"
#include "ui/document/selection_history.h"

namespace heapline {

/// What selecting a shown function selects. @param node a shown node it stands at; may be invalid
inline SelectedItem itemOfShown(const ShownStacks& shown, FrameId frame, CallNodeId node)
{
    return SelectedItem::ofFunction(shown.sourceFrame(frame), node.isValid() ? shown.sourceNode(node) : node,
                                    shown.groupingOf(frame));
}

/// The measure that a flame can show: allocated bytes and counts are unknown within a range, where their live ones stand in, and sampling
/// profiles have no counts.
inline Measure measureToShow(const StackWeights& weights, Measure wanted)
{
    if (weights.has(wanted))
        return wanted;
    return wanted == Measure::TotalCount && weights.has(Measure::LiveCount) ? Measure::LiveCount : Measure::LiveBytes;
}

} // namespace heapline
