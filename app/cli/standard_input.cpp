// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/standard_input.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace heapline {

namespace {

constexpr int waitMs = 100;
constexpr std::size_t chunkBytes = 1 << 20;

[[noreturn]] void fail(ErrorCode code, std::string message)
{
    throw ErrorException({code, std::move(message), {}});
}

/// A descriptor that is closed when it is done with.
class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }

    int get() const { return m_fd; }

private:
    int m_fd;
};

std::string pathOf(int fd)
{
    return "/proc/self/fd/" + std::to_string(fd);
}

std::string temporaryFolder()
{
    const char* folder = std::getenv("TMPDIR");
    return folder && *folder ? folder : "/tmp";
}

/// A file without a name.
int openNameless(const std::string& folder)
{
    const int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        return fd;
    std::string name = folder + "/heapline-XXXXXX"; // on file systems that know no such files
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named < 0)
        fail(ErrorCode::CannotOpen, "no file can be made in " + folder + " to keep it in: " + std::strerror(errno));
    ::unlink(name.c_str());
    return named;
}

/// Waits for bytes, and takes them. @return 0 at the end
std::size_t take(char* buffer, const Progress& progress)
{
    for (;;) {
        progress.throwIfStopped();
        pollfd input{STDIN_FILENO, POLLIN, 0};
        const int ready = ::poll(&input, 1, waitMs);
        if (ready == 0 || (ready < 0 && errno == EINTR))
            continue;
        const ssize_t got = ::read(STDIN_FILENO, buffer, chunkBytes);
        if (got >= 0)
            return static_cast<std::size_t>(got);
        if (errno != EINTR && errno != EAGAIN)
            fail(ErrorCode::ReadFailed, std::strerror(errno));
    }
}

void writeAll(int fd, const char* bytes, std::size_t count, const std::string& folder)
{
    while (count > 0) {
        const ssize_t put = ::write(fd, bytes, count);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            fail(ErrorCode::ReadFailed, "it cannot be kept in " + folder + ": " + std::strerror(errno));
        bytes += put;
        count -= static_cast<std::size_t>(put);
    }
}

} // namespace

std::unique_ptr<ByteSource> openStandardInput(const Progress& progress)
{
    struct stat status {};
    if (::fstat(STDIN_FILENO, &status) != 0)
        fail(ErrorCode::CannotOpen, std::strerror(errno));
    if (S_ISREG(status.st_mode))
        return openByteSource(pathOf(STDIN_FILENO));
    const std::string folder = temporaryFolder();
    const Descriptor kept(openNameless(folder));
    std::vector<char> buffer(chunkBytes);
    while (const std::size_t got = take(buffer.data(), progress))
        writeAll(kept.get(), buffer.data(), got, folder);
    return openByteSource(pathOf(kept.get()));
}

} // namespace heapline
