// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <QString>

namespace heapline {

/// Where the constructor of a class is defined, "/srv/app/server.js:7:3"; empty when the file does not say. Classes name a script by its
/// id only: its URL is that of a function in the allocation stacks, if one is from the same script. O(functions).
QString classPlaceText(const Profile& profile, ClassId id);

} // namespace heapline
