// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/content_hash.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace heapline {

/// What tells whether a file is the one it was, without reading it.
struct FileStamp {
    std::uint64_t bytes = 0;
    std::int64_t modifiedSeconds = 0;
    std::int64_t modifiedNanoseconds = 0;

    bool operator==(const FileStamp&) const = default;
};

/// The stamp of a plain file; nothing when there is none.
std::optional<FileStamp> stampOf(const std::string& path);
std::optional<FileStamp> stampOf(int file);

/// A file descriptor, closed by whoever holds it.
class OpenFile {
public:
    explicit OpenFile(int file) : m_file(file) {}
    ~OpenFile();
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    bool isOpen() const { return m_file >= 0; }
    int get() const { return m_file; }

private:
    int m_file;
};

/// Says of what the content of a cache file was made.
struct CacheSource {
    FileStamp stamp;
    ContentHash content;
};

/// Writes a cache file: under a name of its own until it is complete. What was not finished leaves nothing behind.
/// @throws ErrorException ReadFailed when the disk takes no more; Cancelled
class CacheFileWriter {
public:
    CacheFileWriter(std::string path, const Progress& progress);
    ~CacheFileWriter();
    CacheFileWriter(const CacheFileWriter&) = delete;
    CacheFileWriter& operator=(const CacheFileWriter&) = delete;

    void write(std::span<const char> bytes);
    /// Bytes of content so far; it begins at a whole page of the file.
    std::size_t position() const { return m_position; }
    /// Completes the file and gives it its name, in place of an older one.
    void finish(const CacheSource& source);

private:
    void writeChunk();
    void writeAt(std::span<const char> bytes, std::uint64_t place);

    std::string m_path;
    std::string m_partPath;
    const Progress& m_progress;
    OpenFile m_file;
    bool m_isFinished = false;
    std::vector<char> m_chunk;
    std::vector<std::uint64_t> m_hashes;
    std::size_t m_position = 0;
};

/// A cache file mapped into memory, privately: what is written to it stays with this process.
class MappedCacheFile {
public:
    /// Maps a file of this version that this user alone can write. Nothing of its content is read yet. @return nothing when it is none
    static std::unique_ptr<MappedCacheFile> open(const std::string& path);
    ~MappedCacheFile();
    MappedCacheFile(const MappedCacheFile&) = delete;
    MappedCacheFile& operator=(const MappedCacheFile&) = delete;

    const CacheSource& source() const { return m_source; }
    /// Whether every byte is as it was written. @throws ErrorException Cancelled
    bool isIntact(const Progress& progress) const;
    std::span<char> content() const { return m_content; }
    /// Somebody else unmaps these pages of the content from now on.
    void letGo(std::span<char> pages);

private:
    MappedCacheFile() = default;

    CacheSource m_source;
    std::span<char> m_whole;
    std::span<char> m_content;
    std::vector<std::uint64_t> m_hashes;
    std::vector<std::span<char>> m_given; ///< ascending
};

} // namespace heapline
