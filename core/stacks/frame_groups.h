// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/code_place.h"
#include "core/stacks/stacks.h"

#include <cstdint>
#include <string>
#include <vector>

namespace heapline {

/// What functions are taken together by.
enum class Grouping { Function, File, Directory, Package };

/// The groups that the functions of a profile fall into.
struct FrameGroups {
    std::vector<std::uint32_t> groupOf; ///< frame -> group
    std::vector<FrameId> firstFrame;    ///< group -> the first of its frames; groups stand in the order of these
    std::vector<std::string> label;     ///< group -> what it is called, such as "lodash" or "/srv/app/server.js"
    std::vector<CodeOrigin> origin;     ///< group -> whose code its first frame is

    std::size_t size() const { return firstFrame.size(); }
};

/// Groups all functions. By Function each is a group of its own. The root's frame is always alone in its group. O(frames)
FrameGroups groupFrames(const Stacks& stacks, Grouping grouping);

/// Frame -> whose code it is.
std::vector<CodeOrigin> originsOf(const Stacks& stacks);

} // namespace heapline
