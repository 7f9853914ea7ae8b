// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <cstddef>
#include <memory>

namespace heapline {

/// Makes one report of a profile, if it has what the report needs, and writes it in one format. @param choice which report, of what, and how
void exerciseReport(const std::shared_ptr<const Profile>& profile, std::size_t choice);

} // namespace heapline
