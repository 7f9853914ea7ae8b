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

} // namespace heapline
