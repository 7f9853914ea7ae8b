// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <memory>
#include <string>

namespace heapline {

/// The profile in a file below tests/data. @throws std::runtime_error when it cannot be read
std::shared_ptr<const Profile> loadTestFile(const std::string& name);

/// The text of a file below tests/data, unzipped. @throws ErrorException
std::string readTestFile(const std::string& name);

} // namespace heapline
