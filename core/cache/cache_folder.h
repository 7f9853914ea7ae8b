// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace heapline {

/// The folder of cache files: one for each profile, the least recently used ones give way to new ones.
/// Faults of the file system are taken for an empty folder.
class CacheFolder {
public:
    explicit CacheFolder(std::string path) : m_path(std::move(path)) {}

    /// Name of the cache file of a profile; the same for all names of one file.
    std::string fileFor(const std::string& profilePath) const;

    /// Makes the folder, for its user alone. @return whether it is there and isOwn()
    bool make() const;
    /// Whether only this user can have put files there: it is a folder, no link to one, and nobody else owns it or may write to it.
    bool isOwn() const;
    std::uint64_t usedBytes() const;
    /// Deletes the least recently used files until what is left is not above @p bytes, and what crashed writers left behind.
    void shrinkTo(std::uint64_t bytes) const;
    /// Bytes that the disk has left; 0 when nobody knows.
    std::uint64_t freeBytes() const;

private:
    std::string m_path;
};

/// Where the user's caches are, by the XDG base directory specification: $XDG_CACHE_HOME/heapline or ~/.cache/heapline; empty when there
/// is no such place.
std::string userCacheFolder();

} // namespace heapline
