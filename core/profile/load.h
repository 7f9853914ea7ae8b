// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/profile/profile.h"

#include <functional>
#include <memory>
#include <string>

namespace heapline {

class ByteSource;

/// What a load makes known before it is done. Called on the loading thread, at most once for each file.
struct LoadListener {
    /// The bars of an allocation timeline by the sizes in the file. Those of the profile differ a little: parts of objects are booked on
    /// their owners there.
    std::function<void(std::shared_ptr<const Timeline>)> timeline;
};

/// Reads and analyses a file of any supported kind, plain or gzip, told apart by content.
/// Does not throw: every fault becomes an Error that says what, where and why; ErrorCode::Cancelled once the job was stopped,
/// within 100 ms of the request.
/// @param path file name in the system's encoding (UTF-8)
Result<std::shared_ptr<const Profile>> loadProfile(const std::string& path, Progress& progress,
                                                   const LoadListener& listener = {});

/// The same for text that is no file or not one file. @param path what Origin::path shall say
Result<std::shared_ptr<const Profile>> loadProfile(std::unique_ptr<ByteSource> source, const std::string& path,
                                                   Progress& progress, const LoadListener& listener = {});

} // namespace heapline
