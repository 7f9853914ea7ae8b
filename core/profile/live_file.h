// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/profile/profile.h"

#include <string>

namespace heapline {

/// Where the live events of a timeline lie: "NAME.live.ndjson" beside "NAME.heaptimeline" or "NAME.heaptimeline.gz"; "" for files with other
/// names.
std::string liveFileOf(const std::string& timelinePath);

/// Adds what the live events beside an allocation timeline tell, if there are any, and says so in the profile's notes, also when they cannot be
/// used. Whatever a live file did to the notes before is undone first: a profile from the cache may have been put there with another one.
/// Never fails for what is wrong with the file. O(its size) @throws ErrorException Cancelled
void attachLiveFile(Profile& profile, const Progress& progress);

} // namespace heapline
