// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/byte_source.h"

#include <zlib.h>

#include <array>
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

/// A plain file, read in order.
class FileSource final : public ByteSource {
public:
    explicit FileSource(const std::string& path)
    {
        m_fd = ::open(path.c_str(),
                      O_RDONLY | O_CLOEXEC | O_NONBLOCK); // does not wait for a pipe's writer, which may never come
        if (m_fd < 0)
            fail(ErrorCode::CannotOpen, std::strerror(errno));
        struct stat status {};
        if (::fstat(m_fd, &status) != 0 || !(S_ISREG(status.st_mode))) {
            const bool isFolder = S_ISDIR(status.st_mode);
            ::close(m_fd);
            fail(ErrorCode::CannotOpen, isFolder ? "it is a folder" : "it is not a regular file");
        }
        m_size = static_cast<std::uint64_t>(status.st_size);
        ::posix_fadvise(m_fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    }
    FileSource(const FileSource&) = delete;
    FileSource& operator=(const FileSource&) = delete;
    ~FileSource() override { ::close(m_fd); }

    std::size_t read(char* buffer, std::size_t capacity) override
    {
        for (;;) {
            const ssize_t got = ::pread(m_fd, buffer, capacity, static_cast<off_t>(m_position));
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                fail(ErrorCode::ReadFailed, std::strerror(errno));
            m_position += static_cast<std::uint64_t>(got);
            return static_cast<std::size_t>(got);
        }
    }
    void rewind() override { m_position = 0; }
    std::uint64_t storedBytes() const override { return m_size; }
    std::uint64_t storedPosition() const override { return m_position; }
    bool isCompressed() const override { return false; }

private:
    int m_fd = -1;
    std::uint64_t m_size = 0;
    std::uint64_t m_position = 0;
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

private:
    static constexpr std::size_t inputBytes = std::size_t{256} * 1024;

    void start()
    {
        m_stream = {};
        m_ended = m_betweenMembers = m_isCutOff = false;
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
    bool m_ended = false;
    bool m_betweenMembers = false;
    bool m_isCutOff = false;
};

} // namespace

std::unique_ptr<ByteSource> openByteSource(const std::string& path)
{
    std::unique_ptr<ByteSource> file = std::make_unique<FileSource>(path);
    if (file->storedBytes() == 0)
        throw ErrorException({ErrorCode::EmptyFile, {}, {}});
    std::array<char, 2> magic{};
    const std::size_t got = file->read(magic.data(), magic.size());
    file->rewind();
    if (got == 2 && magic[0] == '\x1f' && magic[1] == '\x8b')
        return std::make_unique<GzipSource>(std::move(file));
    return file;
}

} // namespace heapline
