// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/object_packages.h"

#include <utility>

namespace heapline {

ObjectPackages::ObjectPackages(std::shared_ptr<const Profile> profile)
    : m_profile(std::move(profile))
    , m_packages(groupFrames(*m_profile->stacks, Grouping::Package))
{
}

std::uint32_t ObjectPackages::packageOf(NodeOrdinal object) const
{
    const CallNodeId node = allocationStackOf(*m_profile, object);
    return node.isValid() ? m_packages.groupOf[m_profile->stacks->callTree.frame[node.value].value] : count();
}

} // namespace heapline
