// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/cache/cache_file.h"
#include "core/cache/cache_folder.h"
#include "core/profile/load.h"
#include "core/profile/profile.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace heapline {

/// How much is kept, and of what.
struct CacheLimits {
    std::uint64_t allBytes = std::uint64_t{4} << 30;      ///< of all cache files together
    std::uint64_t smallestFile = std::uint64_t{16} << 20; ///< smaller profiles are open at once anyway
};

/// Keeps analysed profiles on disk, so that a file that did not change is open without being read and analysed again.
/// A profile counts as unchanged when size and time of its file are the same, and the hash of its bytes is. May be used from several
/// threads and processes at once.
class ProfileCache {
public:
    explicit ProfileCache(std::string folder, CacheLimits limits = {}) : m_folder(std::move(folder)), m_limits(limits) {}

    /// The profile of a file as it was kept. @return null when it was not, or the file changed, or what was kept is damaged or of another
    /// version. @throws ErrorException Cancelled
    std::shared_ptr<const Profile> find(const std::string& path, Progress& progress) const;

    /// Keeps a profile. @param stamp of its file, taken before it was read
    /// @return whether it was kept: not when the file is small, does not fit, or changed meanwhile, or the disk is full
    /// @throws ErrorException Cancelled
    bool store(const Profile& profile, const FileStamp& stamp, const Progress& progress) const;

    std::uint64_t usedBytes() const { return m_folder.usedBytes(); }
    void clear() const { m_folder.shrinkTo(0); }

private:
    CacheFolder m_folder;
    CacheLimits m_limits;
};

/// A profile, and what ProfileCache::store() needs to keep it.
struct CachedLoad {
    Result<std::shared_ptr<const Profile>> profile;
    std::optional<FileStamp> stampToKeep; ///< only when the profile is there and did not come from the cache
};

/// What loadProfile() gives, or the same from a cache. @param cache null: none
CachedLoad loadThroughCache(const std::string& path, const ProfileCache* cache, Progress& progress,
                            const LoadListener& listener = {});

} // namespace heapline
