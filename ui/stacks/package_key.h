// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/shown_stacks.h"
#include "ui/stacks/flame_colors.h"

#include <memory>
#include <utility>

namespace heapline {

/// Makes hues of packages. @param packages of the functions of the source of @p shown
inline FlameKey packageKey(std::shared_ptr<const FrameGroups> packages, std::shared_ptr<const ShownStacks> shown)
{
    return [packages = std::move(packages), shown = std::move(shown)](FrameId frame) {
        return packages->label[packages->groupOf[shown->sourceFrame(frame).value]];
    };
}

} // namespace heapline
