// SPDX-License-Identifier: GPL-3.0-or-later
// Files in the cache. The first byte of an input says what the others are: a whole file, of which the zeros between header and content are
// left out, that nobody but this program may have written; or a content to which the hashes are made to fit.
#include "core/cache/archive.h"
#include "core/cache/profile_archive.h"
#include "core/cache/profile_cache.h"
#include "core/profile/load.h"
#include "tests/core/format/heap_file_text.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/profile_exercise.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <span>
#include <sstream>
#include <string_view>

namespace heapline {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t headerBytes = 80; ///< what is behind them, up to the content, says nothing
constexpr char wholeFile = 'F';
constexpr char contentAlone = 'C';

std::string readAll(const std::string& path)
{
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

void writeAll(const std::string& path, std::string_view text)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

/// A small timeline and the cache that holds it, in a folder that goes away with the program.
class CachedTimeline {
public:
    CachedTimeline()
        : m_folder(newFolder())
        , m_cache(m_folder + "/cache", CacheLimits{std::uint64_t{1} << 30, 0})
        , m_profilePath(m_folder + "/small.heaptimeline")
    {
        writeAll(m_profilePath, HeapFileText().text());
        Progress progress;
        const FileStamp stamp = *stampOf(m_profilePath);
        require(m_cache.store(*loadProfile(m_profilePath, progress).value(), stamp, progress), "the profile is kept");
        m_cachePath = CacheFolder(m_folder + "/cache").fileFor(m_profilePath);
        m_stored = readAll(m_cachePath);
        const OpenFile file(::open(m_profilePath.c_str(), O_RDONLY | O_CLOEXEC));
        m_source = {stamp, hashFile(file.get(), stamp.bytes, progress)};
    }
    ~CachedTimeline()
    {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    CachedTimeline(const CachedTimeline&) = delete;
    CachedTimeline& operator=(const CachedTimeline&) = delete;

    const std::string& stored() const { return m_stored; }
    std::string_view content() const
    {
        const std::size_t chunkHash = sizeof(std::uint64_t); // a content this small is one chunk
        return std::string_view(m_stored).substr(archive_layout::pageBytes,
                                                 m_stored.size() - archive_layout::pageBytes - chunkHash);
    }

    std::shared_ptr<const Profile> findIn(std::string_view cacheFile) const
    {
        writeAll(m_cachePath, cacheFile);
        Progress progress;
        return m_cache.find(m_profilePath, progress);
    }
    std::shared_ptr<const Profile> findInContent(std::string_view content) const
    {
        Progress progress;
        CacheFileWriter writer(m_cachePath, progress);
        writer.write(std::span(content));
        writer.finish(m_source);
        return m_cache.find(m_profilePath, progress);
    }

private:
    static std::string newFolder()
    {
        ::umask(S_IRWXG | S_IRWXO); // what others may write is not read
        std::string name = (fs::temp_directory_path() / "heapline-fuzz-XXXXXX").string();
        require(::mkdtemp(name.data()) != nullptr, "there is a place for files");
        return name;
    }

    std::string m_folder;
    ProfileCache m_cache;
    std::string m_profilePath;
    std::string m_cachePath;
    std::string m_stored;
    CacheSource m_source;
};

const CachedTimeline& cachedTimeline()
{
    static const CachedTimeline cached;
    return cached;
}

/// @param text a cache file without the zeros behind its header
std::string withZeros(std::string_view text)
{
    std::string file(text.substr(0, headerBytes));
    if (text.size() > headerBytes) {
        file.resize(archive_layout::pageBytes);
        file += text.substr(headerBytes);
    }
    return file;
}

} // namespace

std::vector<std::string> madeSeeds()
{
    const CachedTimeline& cached = cachedTimeline();
    const std::string& stored = cached.stored();
    return {wholeFile + stored.substr(0, headerBytes) + stored.substr(archive_layout::pageBytes),
            wholeFile + stored.substr(0, headerBytes), contentAlone + std::string(cached.content())};
}

} // namespace heapline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace heapline;
    if (size == 0)
        return 0;
    const CachedTimeline& cached = cachedTimeline();
    const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] == contentAlone) {
        const auto profile = cached.findInContent(input);
        if (profile) {
            for (const Note& note : profile->notes.all())
                (void)note.sentence();
        }
        return 0;
    }
    const std::string file = withZeros(input);
    const auto profile = cached.findIn(file);
    require((profile != nullptr) == (file == cached.stored()), "what was not written so is not read");
    return 0;
}
