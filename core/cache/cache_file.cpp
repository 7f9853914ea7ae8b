// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/cache_file.h"

#include "core/base/result.h"
#include "core/cache/archive.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>

namespace heapline {

namespace {

/// To be raised whenever core/cache/profile_archive.h, or the meaning of a column in it, changes.
constexpr std::uint32_t formatVersion = 4;

/// First bytes of a cache file; the content begins a page later, hashes of its chunks stand behind it.
struct Header {
    std::array<char, 8> magic = {'h', 'e', 'a', 'p', 'l', 'i', 'n', 'e'};
    std::uint32_t version = formatVersion;
    std::uint32_t byteOrder = 0x01020304;
    FileStamp stamp;
    ContentHash source;
    std::uint64_t contentBytes = 0;
    std::uint64_t chunkHashesHash = 0;
    std::uint64_t ownHash = 0; ///< of this with 0 here

    std::uint64_t hash() const
    {
        Header other = *this;
        other.ownHash = 0;
        return hashChunk({reinterpret_cast<const char*>(&other), sizeof other});
    }
};
static_assert(std::has_unique_object_representations_v<Header>, "padding would make the hash random");

std::uint64_t hashOf(std::span<const std::uint64_t> hashes)
{
    return hashChunk({reinterpret_cast<const char*>(hashes.data()), hashes.size_bytes()});
}

std::optional<FileStamp> stampOfStatus(const struct stat& status)
{
    if (!S_ISREG(status.st_mode))
        return std::nullopt;
    return FileStamp{static_cast<std::uint64_t>(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

/// A name that no other writer has, in this process or another one: two may be at work on one profile for a moment.
std::string partPathFor(const std::string& path)
{
    static std::atomic<unsigned> writers = 0;
    return path + '.' + std::to_string(::getpid()) + '-' + std::to_string(++writers) + ".part";
}

/// A file that is not there yet; never one that somebody else put there, or a link to it.
int openNew(const std::string& path)
{
    ::unlink(path.c_str()); // of a writer that crashed and had the same process id
    return ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
}

/// Whether only this user can have written the file.
bool isOwn(int file)
{
    struct stat status {};
    return ::fstat(file, &status) == 0 && status.st_uid == ::geteuid() && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

[[noreturn]] void failWriting()
{
    throw ErrorException(
        {ErrorCode::ReadFailed, "the cache cannot be written: " + std::generic_category().message(errno), {}});
}

} // namespace

std::optional<FileStamp> stampOf(const std::string& path)
{
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 ? stampOfStatus(status) : std::nullopt;
}

std::optional<FileStamp> stampOf(int file)
{
    struct stat status {};
    return ::fstat(file, &status) == 0 ? stampOfStatus(status) : std::nullopt;
}

OpenFile::~OpenFile()
{
    if (m_file >= 0)
        ::close(m_file);
}

CacheFileWriter::CacheFileWriter(std::string path, const Progress& progress)
    : m_path(std::move(path))
    , m_partPath(partPathFor(m_path))
    , m_progress(progress)
    , m_file(openNew(m_partPath))
{
    if (!m_file.isOpen())
        failWriting();
    m_chunk.reserve(hashChunkBytes);
}

CacheFileWriter::~CacheFileWriter()
{
    if (!m_isFinished)
        ::unlink(m_partPath.c_str());
}

void CacheFileWriter::write(std::span<const char> bytes)
{
    m_position += bytes.size();
    while (!bytes.empty()) {
        const std::size_t part = std::min(bytes.size(), hashChunkBytes - m_chunk.size());
        m_chunk.insert(m_chunk.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(part));
        bytes = bytes.subspan(part);
        if (m_chunk.size() == hashChunkBytes)
            writeChunk();
    }
}

void CacheFileWriter::writeChunk()
{
    m_progress.throwIfStopped();
    const std::uint64_t place = archive_layout::pageBytes + std::uint64_t{m_hashes.size()} * hashChunkBytes;
    m_hashes.push_back(hashChunk(m_chunk));
    writeAt(m_chunk, place);
    m_chunk.clear();
}

void CacheFileWriter::writeAt(std::span<const char> bytes, std::uint64_t place)
{
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(m_file.get(), bytes.data(), bytes.size(), static_cast<off_t>(place));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            failWriting();
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        place += static_cast<std::uint64_t>(written);
    }
}

void CacheFileWriter::finish(const CacheSource& source)
{
    Header header;
    header.stamp = source.stamp;
    header.source = source.content;
    header.contentBytes = m_position;
    if (!m_chunk.empty())
        writeChunk();
    header.chunkHashesHash = hashOf(m_hashes);
    header.ownHash = header.hash();
    writeAt({reinterpret_cast<const char*>(m_hashes.data()), m_hashes.size() * sizeof(std::uint64_t)},
            archive_layout::pageBytes + m_position);
    writeAt({reinterpret_cast<const char*>(&header), sizeof header}, 0);
    if (::rename(m_partPath.c_str(), m_path.c_str()) != 0)
        failWriting();
    m_isFinished = true;
}

std::unique_ptr<MappedCacheFile> MappedCacheFile::open(const std::string& path)
{
    const OpenFile file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!file.isOpen() || !isOwn(file.get()))
        return nullptr;
    Header header;
    const auto stamp = heapline::stampOf(file.get());
    if (!stamp || ::pread(file.get(), &header, sizeof header, 0) != static_cast<ssize_t>(sizeof header))
        return nullptr;
    const Header expected;
    if (header.magic != expected.magic || header.version != expected.version || header.byteOrder != expected.byteOrder
        || header.ownHash != header.hash())
        return nullptr;
    const std::uint64_t chunks = (header.contentBytes + hashChunkBytes - 1) / hashChunkBytes;
    const std::uint64_t fileBytes = archive_layout::pageBytes + header.contentBytes + chunks * sizeof(std::uint64_t);
    if (stamp->bytes != fileBytes)
        return nullptr;

    void* const whole = ::mmap(nullptr, fileBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, file.get(), 0);
    if (whole == MAP_FAILED)
        return nullptr;
    std::unique_ptr<MappedCacheFile> mapped(new MappedCacheFile);
    mapped->m_source = {header.stamp, header.source};
    mapped->m_whole = {static_cast<char*>(whole), fileBytes};
    mapped->m_content = mapped->m_whole.subspan(archive_layout::pageBytes, header.contentBytes);
    mapped->m_hashes.resize(chunks);
    std::memcpy(mapped->m_hashes.data(), mapped->m_content.data() + header.contentBytes, chunks * sizeof(std::uint64_t));
    if (hashOf(mapped->m_hashes) != header.chunkHashesHash)
        return nullptr;
    return mapped;
}

MappedCacheFile::~MappedCacheFile()
{
    char* at = m_whole.data();
    const auto unmapUpTo = [&at](char* end) {
        if (end > at)
            ::munmap(at, static_cast<std::size_t>(end - at));
    };
    for (const std::span<char> given : m_given) {
        unmapUpTo(given.data());
        at = given.data() + given.size();
    }
    unmapUpTo(m_whole.data() + m_whole.size());
}

bool MappedCacheFile::isIntact(const Progress& progress) const
{
    return hashChunks(m_content, progress) == m_hashes;
}

void MappedCacheFile::letGo(std::span<char> pages)
{
    m_given.push_back(pages);
}

} // namespace heapline
