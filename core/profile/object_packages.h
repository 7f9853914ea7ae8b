// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/stacks/frame_groups.h"

#include <cstdint>
#include <memory>
#include <string>

namespace heapline {

/// Which package's functions allocated objects, each asked for by itself.
class ObjectPackages {
public:
    /// O(functions). @pre the profile has a heap and stacks
    explicit ObjectPackages(std::shared_ptr<const Profile> profile);

    /// Packages are numbered from 0 to below this.
    std::uint32_t count() const { return static_cast<std::uint32_t>(m_packages.size()); }
    /// The package of the function at the end of an object's stack; count() where the allocation was not recorded.
    std::uint32_t packageOf(NodeOrdinal object) const;
    const std::string& name(std::uint32_t package) const { return m_packages.label[package]; }

private:
    std::shared_ptr<const Profile> m_profile;
    FrameGroups m_packages;
};

} // namespace heapline
