// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/profile_cache.h"

#include "core/base/background_call.h"
#include "core/base/mapped_columns.h"
#include "core/base/result.h"
#include "core/cache/archive.h"
#include "core/cache/profile_archive.h"
#include "core/profile/live_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <chrono>
#include <new>

namespace heapline {

namespace {

/// Counts what an archive will take.
struct CountingSink {
    void write(std::span<const char> bytes) { count += bytes.size(); }
    std::size_t position() const { return count; }

    std::size_t count = 0;
};

std::shared_ptr<Profile> readArchive(MappedCacheFile& file)
{
    auto profile = std::make_shared<Profile>();
    ArchiveReader archive(file.content(), [&file](std::span<char> pages) { file.letGo(pages); });
    archive(*profile);
    if (!archive.isAtEnd())
        throw ArchiveDamaged("there is more than expected");
    return profile;
}

/// Whether the bytes of a file are those that the cache was made of.
bool isUnchanged(const std::string& path, const CacheSource& source, const Progress& progress)
{
    if (stampOf(path) != source.stamp)
        return false;
    const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    return file.isOpen() && hashFile(file.get(), source.stamp.bytes, progress) == source.content;
}

/// The profile of a file as it was kept, or null.
std::shared_ptr<Profile> readKept(const std::string& path, const CacheFolder& folder, const Progress& progress)
{
    if (!folder.isOwn())
        return nullptr;
    const std::string cachePath = folder.fileFor(path);
    const auto file = MappedCacheFile::open(cachePath);
    if (!file || !isUnchanged(path, file->source(), progress) || !file->isIntact(progress))
        return nullptr;
    auto profile = readArchive(*file);
    ::utimensat(AT_FDCWD, cachePath.c_str(), nullptr, 0); // used now
    return profile;
}

} // namespace

std::shared_ptr<const Profile> ProfileCache::find(const std::string& path, Progress& progress) const
{
    const auto start = std::chrono::steady_clock::now();
    try {
        progress.enter(Phase::Reading);
        auto profile = callUnlessStopped(
            progress, [path, folder = m_folder, quiet = progress.quiet()] { return readKept(path, folder, quiet); });
        if (!profile)
            return nullptr;
        // Whoever cuts the file short from now on would end the program; reading the file in place of mapping it would take half as long again.
        // At the usual priority: who frees a column waits for it.
        const BackgroundCall beside(takeMappedColumnsIntoMemory);
        progress.enter(Phase::Finished);
        profile->origin.path = path;
        attachLiveFile(*profile, progress); // may have changed while the timeline did not
        profile->origin.isFromCache = true;
        profile->origin.secondsToOpen = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return profile;
    } catch (const ErrorException& exception) {
        if (exception.error().code == ErrorCode::Cancelled)
            throw;
    } catch (const ArchiveDamaged&) {
    } catch (const std::bad_alloc&) {
    }
    return nullptr;
}

CachedLoad loadThroughCache(const std::string& path, const ProfileCache* cache, Progress& progress,
                            const LoadListener& listener)
{
    std::optional<FileStamp> stamp;
    if (cache) {
        try {
            if (auto profile = cache->find(path, progress))
                return {std::move(profile), std::nullopt};
            // Before it is read: a change meanwhile is noticed.
            stamp = callUnlessStopped(progress, [path] { return stampOf(path); });
        } catch (const ErrorException& exception) {
            return {exception.error(), std::nullopt};
        } catch (const std::bad_alloc&) { // what follows says so, or manages
        }
    }
    CachedLoad loaded{loadProfile(path, progress, listener), std::nullopt};
    if (loaded.profile)
        loaded.stampToKeep = stamp;
    return loaded;
}

bool ProfileCache::store(const Profile& profile, const FileStamp& stamp, const Progress& progress) const
{
    if (stamp.bytes < m_limits.smallestFile)
        return false;
    CountingSink sink;
    ArchiveWriter<CountingSink> counter(sink);
    counter(profile);
    const std::uint64_t bytes = archive_layout::pageBytes + sink.count + sink.count / 1024; // with header and hashes
    constexpr std::uint64_t leftForOthers = std::uint64_t{1} << 30;
    if (bytes > m_limits.allBytes || !m_folder.make())
        return false;
    m_folder.shrinkTo(m_limits.allBytes - bytes);
    if (m_folder.freeBytes() < bytes + leftForOthers)
        return false;

    try {
        const auto source = callUnlessStopped(progress, [path = profile.origin.path] {
            return std::make_shared<const OpenFile>(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        });
        if (!source->isOpen() || stampOf(source->get()) != stamp)
            return false;
        const ContentHash content = callUnlessStopped(progress, [source, bytes = stamp.bytes, quiet = progress.quiet()] {
            return hashFile(source->get(), bytes, quiet);
        });
        CacheFileWriter file(m_folder.fileFor(profile.origin.path), progress);
        ArchiveWriter<CacheFileWriter> archive(file);
        archive(profile);
        if (stampOf(source->get()) != stamp)
            return false;
        file.finish({stamp, content});
        return true;
    } catch (const ErrorException& exception) {
        if (exception.error().code == ErrorCode::Cancelled)
            throw;
    } catch (const std::bad_alloc&) {
    }
    return false;
}

} // namespace heapline
