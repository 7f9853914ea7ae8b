// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/stacks/shown_stacks.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace heapline {

/// The Stacks face, sharing the profile's ownership; null without one.
std::shared_ptr<const Stacks> stacksOf(const std::shared_ptr<const Profile>& profile);

// Sets of stacks: node of the profile's own call tree -> 1 or 0.

/// The stacks whose own values are shown at all.
std::vector<std::uint8_t> shownNodes(const ShownStacks& shown);
/// The shown stacks that pass through a function or group. @param frame a shown one
std::vector<std::uint8_t> nodesThrough(const ShownStacks& shown, FrameId frame);
/// The shown stacks that a shown node and all below it stand for.
std::vector<std::uint8_t> nodesBelow(const ShownStacks& shown, CallNodeId node);

/// The objects that a set of stacks allocated. @return [heap nodes] 1 or 0. O(heap nodes) @pre heap and stacks
std::vector<std::uint8_t> objectsOf(const Profile& profile, std::span<const std::uint8_t> nodes);

/// What a set of stacks has in each tick of the timeline.
struct TickValues {
    std::vector<std::uint64_t> bytes; ///< [ticks] still alive, or sampled
    std::vector<std::uint64_t> count; ///< [ticks] objects; 0 for samples, which have no count of their own
};
/// O(range rows + ticks) @pre timeline and stacks
TickValues valuesPerTick(const Profile& profile, std::span<const std::uint8_t> nodes);

} // namespace heapline
