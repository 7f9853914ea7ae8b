// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/stack_filter.h"

#include <algorithm>

namespace heapline {

bool leavesOut(StackStep::Kind kind)
{
    switch (kind) {
    case StackStep::Kind::FocusFunction:
    case StackStep::Kind::FocusSubtree:
    case StackStep::Kind::FocusLeafPath:
    case StackStep::Kind::DropFunction:
    case StackStep::Kind::DropSubtree:
    case StackStep::Kind::DropLeafPath: return true;
    case StackStep::Kind::CollapseRecursion:
    case StackStep::Kind::CollapseDirectRecursion:
    case StackStep::Kind::CollapseGroup:
    case StackStep::Kind::CollapseCallees:
    case StackStep::Kind::MergeIntoCaller: return false;
    }
    return false;
}

bool StackFilter::leavesOut() const
{
    return std::ranges::any_of(steps, [](const StackStep& step) { return heapline::leavesOut(step.kind); });
}

} // namespace heapline
