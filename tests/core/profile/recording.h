// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/load.h"

#include <map>
#include <memory>
#include <string>

namespace heapline::test {

/// A recording of the test data, read once.
inline const Profile& recording(const std::string& name)
{
    static std::map<std::string, std::shared_ptr<const Profile>> known;
    auto& profile = known[name];
    if (!profile) {
        Progress progress;
        profile = *loadProfile(std::string(HEAPLINE_TEST_DATA "/") + name, progress);
    }
    return *profile;
}

} // namespace heapline::test
