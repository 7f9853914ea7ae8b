// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <functional>
#include <string>
#include <vector>

namespace heapline {

/// Checks what is known by hand of a file; fails the running test.
using CornerFacts = std::function<void(const Profile&)>;

/// The facts to check, by what the list of files says of a file or by its name; none when there is nothing to check but
/// the verdict.
CornerFacts cornerFacts(const std::string& name, const std::string& expectation);

/// Files with facts of their own.
std::vector<std::string> filesWithFacts();

} // namespace heapline
