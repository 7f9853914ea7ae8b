// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/frame_groups.h"
#include "core/stacks/shown_stacks.h"
#include "core/stacks/stack_filter.h"
#include "core/stacks/stacks.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace heapline {

/// The frames of a changed call tree: those of the profile, and behind them the groups that were needed.
class ShownFrames {
public:
    explicit ShownFrames(const Stacks& source);

    std::size_t size() const { return m_sourceFrame.size(); }
    /// The frame of the profile that a frame stands for: itself, or the first of a group.
    FrameId sourceFrame(FrameId frame) const { return m_sourceFrame[frame.value]; }
    const std::vector<FrameId>& sourceFrames() const { return m_sourceFrame; }
    /// The stretches of frames that are groups.
    std::vector<ShownStacks::GroupFrames> groups() const;

    /// Frame -> the frame of the group that it belongs to; itself by Function. The groups become frames by this.
    std::vector<FrameId> groupFrames(Grouping grouping);

    /// Frame -> whether it is one that a selector means. Groups are not meant by a selector of functions.
    std::vector<std::uint8_t> matching(const FrameSelector& selector);
    /// Frame -> whether a lens hides it; the root's is never hidden.
    std::vector<std::uint8_t> hidden(const PackageLens& lens) const;

    /// Appends the names of the groups to copies of the profile's strings and frames.
    void write(StringTable& strings, FrameTable& frames) const;

private:
    struct Groups {
        FrameGroups groups;
        std::uint32_t firstFrame = 0; ///< frame of group 0
    };
    const Groups& need(Grouping grouping);

    const Stacks& m_source;
    std::vector<FrameId> m_sourceFrame;
    std::array<std::optional<Groups>, 4> m_groups; ///< by Grouping
};

} // namespace heapline
