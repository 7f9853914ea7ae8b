// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/cache_folder.h"

#include "core/cache/content_hash.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

namespace heapline {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view suffix = ".heapcache";
constexpr std::string_view partSuffix = ".part";

struct Entry {
    fs::path path;
    fs::file_time_type lastUse;
    std::uint64_t bytes = 0;
};

/// The files of the folder that are ours.
std::vector<Entry> entriesOf(const std::string& folder)
{
    std::vector<Entry> entries;
    std::error_code error;
    for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator(); at.increment(error)) {
        const std::string name = at->path().filename().string();
        std::error_code gone;
        Entry entry{at->path(), at->last_write_time(gone), at->file_size(gone)};
        if (!gone && (name.ends_with(suffix) || (name.ends_with(partSuffix) && name.find(suffix) != std::string::npos)))
            entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace

std::string CacheFolder::fileFor(const std::string& profilePath) const
{
    std::error_code error;
    fs::path path = fs::canonical(profilePath, error);
    if (error)
        path = profilePath;
    const std::string text = path.string();
    char name[17];
    std::snprintf(name, sizeof name, "%016llx", static_cast<unsigned long long>(hashChunk(text)));
    return m_path + '/' + name + std::string(suffix);
}

bool CacheFolder::make() const
{
    std::error_code error;
    fs::create_directories(fs::path(m_path).parent_path(), error);
    ::mkdir(m_path.c_str(), S_IRWXU);
    if (!isOwn())
        return false;
    fs::permissions(m_path, fs::perms::owner_all, error); // heaps hold secrets
    return !error;
}

bool CacheFolder::isOwn() const
{
    struct stat status {};
    return ::lstat(m_path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == ::geteuid()
           && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

std::uint64_t CacheFolder::usedBytes() const
{
    std::uint64_t bytes = 0;
    for (const Entry& entry : isOwn() ? entriesOf(m_path) : std::vector<Entry>())
        bytes += entry.bytes;
    return bytes;
}

void CacheFolder::shrinkTo(std::uint64_t bytes) const
{
    using namespace std::chrono_literals;
    if (!isOwn())
        return;
    std::vector<Entry> entries = entriesOf(m_path);
    std::ranges::sort(entries, std::greater(), &Entry::lastUse);
    const auto now = fs::file_time_type::clock::now();
    std::uint64_t kept = 0;
    std::error_code error;
    for (const Entry& entry : entries) {
        const bool isPart = entry.path.extension() == partSuffix;
        if (isPart ? entry.lastUse < now - 1h : kept + entry.bytes > bytes)
            fs::remove(entry.path, error);
        else
            kept += entry.bytes;
    }
}

std::uint64_t CacheFolder::freeBytes() const
{
    std::error_code error;
    const fs::space_info space = fs::space(m_path, error);
    return error ? 0 : space.available;
}

std::string userCacheFolder()
{
    if (const char* const base = std::getenv("XDG_CACHE_HOME"); base && *base == '/')
        return std::string(base) + "/heapline";
    if (const char* const home = std::getenv("HOME"); home && *home == '/')
        return std::string(home) + "/.cache/heapline";
    return {};
}

} // namespace heapline
