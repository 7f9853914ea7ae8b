// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/byte_source.h"

#include "core/base/free_memory.h"
#include "core/base/text_format.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace heapline {

namespace {

[[noreturn]] void fail(ErrorCode code, std::string message)
{
    throw ErrorException({code, std::move(message), {}});
}

/// A plain file, read in order up to the size that it had when it was opened. Files that tell no size, as those of /proc, are read to
/// their end.
class FileSource final : public ByteSource {
public:
    explicit FileSource(const std::string& path)
    {
        m_fd = ::open(path.c_str(),
                      O_RDONLY | O_CLOEXEC | O_NONBLOCK); // does not wait for a pipe's writer, which may never come
        if (m_fd < 0)
            fail(ErrorCode::CannotOpen, std::strerror(errno));
        if (::fstat(m_fd, &m_status) != 0 || !S_ISREG(m_status.st_mode)) {
            const std::string what = nameOfKind(m_status.st_mode);
            ::close(m_fd);
            fail(ErrorCode::CannotOpen, what);
        }
        ::posix_fadvise(m_fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    }
    FileSource(const FileSource&) = delete;
    FileSource& operator=(const FileSource&) = delete;
    ~FileSource() override { ::close(m_fd); }

    std::size_t read(char* buffer, std::size_t capacity) override
    {
        if (storedBytes() > 0)
            capacity = static_cast<std::size_t>(std::min<std::uint64_t>(capacity, storedBytes() - m_position));
        if (capacity == 0)
            return 0;
        ssize_t got = -1;
        do {
            got = ::pread(m_fd, buffer, capacity, static_cast<off_t>(m_position));
        } while (got < 0 && errno == EINTR);
        if (got < 0)
            fail(ErrorCode::ReadFailed, std::string(std::strerror(errno)) + ", at byte " + std::to_string(m_position));
        if (got == 0 && storedBytes() > 0)
            fail(ErrorCode::ReadFailed, "it became shorter while it was read, and ends at or before byte "
                                            + std::to_string(m_position) + " of " + std::to_string(storedBytes()));
        m_position += static_cast<std::uint64_t>(got);
        return static_cast<std::size_t>(got);
    }
    void rewind() override { m_position = 0; }
    std::uint64_t storedBytes() const override { return static_cast<std::uint64_t>(m_status.st_size); }
    std::uint64_t storedPosition() const override { return m_position; }
    bool isCompressed() const override { return false; }
    bool hasChanged() const override
    {
        struct stat now {};
        return ::fstat(m_fd, &now) == 0
               && (now.st_size != m_status.st_size || now.st_mtim.tv_sec != m_status.st_mtim.tv_sec
                   || now.st_mtim.tv_nsec != m_status.st_mtim.tv_nsec);
    }

private:
    static std::string nameOfKind(mode_t mode)
    {
        if (S_ISDIR(mode))
            return "it is a folder";
        if (S_ISFIFO(mode))
            return "it is a pipe; heapline-cli reads one as standard input, named -";
        return S_ISCHR(mode) || S_ISBLK(mode) ? "it is a device" : "it is not a regular file";
    }

    int m_fd = -1;
    struct stat m_status {}; ///< when it was opened
    std::uint64_t m_position = 0;
};

/// What a gzip file may unzip to. Profiles shrink to a 25th at most, and take as much memory as their text at least.
struct UnzipLimits {
    static constexpr std::uint64_t mostRatio = 200;
    static constexpr std::uint64_t alwaysTaken = std::uint64_t{64} << 20;
    static constexpr std::uint64_t textPerMemory = 2;

    std::uint64_t memory = freeMemory();

    /// @param text bytes so far @param stored bytes of the gzip file that they were made of
    void check(std::uint64_t text, std::uint64_t stored) const
    {
        if (text <= alwaysTaken)
            return;
        if (text / mostRatio > stored)
            fail(ErrorCode::GzipBomb, "its first " + formatBytes(stored) + " unzip to more than " + std::to_string(mostRatio)
                                          + " times as much, as no profile's do");
        if (text / textPerMemory > memory)
            fail(ErrorCode::OutOfMemory,
                 "it unzips to more than twice the " + formatBytes(memory) + " of memory that are free");
    }
};

/// The text within a gzip file of one or more members.
class GzipSource final : public ByteSource {
public:
    explicit GzipSource(std::unique_ptr<ByteSource> file) : m_file(std::move(file)), m_input(inputBytes) { start(); }
    GzipSource(const GzipSource&) = delete;
    GzipSource& operator=(const GzipSource&) = delete;
    ~GzipSource() override { inflateEnd(&m_stream); }

    std::size_t read(char* buffer, std::size_t capacity) override
    {
        m_stream.next_out = reinterpret_cast<Bytef*>(buffer);
        m_stream.avail_out = static_cast<uInt>(std::min<std::size_t>(capacity, 1U << 30));
        const auto wanted = m_stream.avail_out;
        m_limits.check(m_textBytes, storedPosition());
        while (wanted > 0 && !m_ended && m_stream.avail_out == wanted) {
            if (m_stream.avail_in == 0 && !refill()) {
                if (!m_betweenMembers)
                    step(); // text may be left that there was no room for
                m_ended = m_stream.avail_out == wanted;
                m_isCutOff = m_ended && !m_betweenMembers;
                break;
            }
            if (m_betweenMembers && !startMember())
                break;
            step();
        }
        m_textBytes += wanted - m_stream.avail_out;
        return wanted - m_stream.avail_out;
    }
    void rewind() override
    {
        inflateEnd(&m_stream);
        m_file->rewind();
        start();
    }
    std::uint64_t storedBytes() const override { return m_file->storedBytes(); }
    std::uint64_t storedPosition() const override { return m_file->storedPosition() - m_stream.avail_in; }
    bool isCompressed() const override { return true; }
    bool isCutOff() const override { return m_isCutOff; }
    bool hasChanged() const override { return m_file->hasChanged(); }

private:
    static constexpr std::size_t inputBytes = std::size_t{256} * 1024;

    void start()
    {
        m_stream = {};
        m_ended = m_betweenMembers = false;
        m_isCutOff = false;
        m_textBytes = 0;
        if (inflateInit2(&m_stream, MAX_WBITS + 16) != Z_OK)
            throw std::bad_alloc();
    }
    bool refill()
    {
        const std::size_t got = m_file->read(reinterpret_cast<char*>(m_input.data()), m_input.size());
        m_stream.next_in = m_input.data();
        m_stream.avail_in = static_cast<uInt>(got);
        return got > 0;
    }
    /// After a member: another one begins, or what follows is padding that is not ours.
    bool startMember()
    {
        if (*m_stream.next_in != 0x1f) {
            m_ended = true;
            return false;
        }
        inflateReset(&m_stream);
        m_betweenMembers = false;
        return true;
    }
    void step()
    {
        const int status = inflate(&m_stream, Z_NO_FLUSH);
        if (status == Z_STREAM_END)
            m_betweenMembers = true;
        else if (status == Z_MEM_ERROR)
            throw std::bad_alloc();
        else if (status != Z_OK && status != Z_BUF_ERROR)
            fail(ErrorCode::BadGzip, std::string(m_stream.msg ? m_stream.msg : "damaged data") + ", near byte "
                                         + std::to_string(storedPosition()) + " of the gzip file");
    }

    std::unique_ptr<ByteSource> m_file;
    std::vector<Bytef> m_input;
    z_stream m_stream{};
    const UnzipLimits m_limits;
    std::uint64_t m_textBytes = 0;
    bool m_ended = false;
    bool m_betweenMembers = false;
    std::atomic<bool> m_isCutOff = false; ///< asked for while another thread may read on
};

} // namespace

std::unique_ptr<ByteSource> openByteSource(const std::string& path)
{
    std::unique_ptr<ByteSource> file = std::make_unique<FileSource>(path);
    std::array<char, 2> magic{};
    const std::size_t got = file->read(magic.data(), magic.size());
    if (got == 0)
        throw ErrorException({ErrorCode::EmptyFile, {}, {}});
    file->rewind();
    if (got == 2 && magic[0] == '\x1f' && magic[1] == '\x8b')
        return std::make_unique<GzipSource>(std::move(file));
    return file;
}

} // namespace heapline
