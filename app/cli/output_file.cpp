// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

namespace heapline {

namespace {

/// Where a path leads to: renaming has to replace the file, not a link to it. The path itself if nothing is there.
std::string followed(const std::string& path)
{
    char* const real = ::realpath(path.c_str(), nullptr);
    if (!real)
        return path;
    std::string found(real);
    std::free(real);
    return found;
}

} // namespace

OutputFile::OutputFile(const std::string& path) : m_path(path)
{
    if (isStandardOutput()) {
        m_descriptor = STDOUT_FILENO;
        return;
    }
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
        m_descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    } else {
        m_path = followed(path);
        m_partPath = m_path + ".XXXXXX";
        m_descriptor = ::mkostemp(m_partPath.data(), O_CLOEXEC); // readable and writable by the owner alone
        if (m_descriptor < 0)
            m_partPath.clear();
    }
    if (m_descriptor < 0)
        m_error = errno;
}

OutputFile::~OutputFile()
{
    if (m_descriptor >= 0 && !isStandardOutput())
        ::close(m_descriptor);
    if (!m_partPath.empty())
        ::unlink(m_partPath.c_str());
}

int OutputFile::commit()
{
    if (isStandardOutput() || m_error != 0)
        return m_error;
    if (!m_partPath.empty() && ::fsync(m_descriptor) != 0)
        m_error = errno;
    if (::close(m_descriptor) != 0 && m_error == 0)
        m_error = errno;
    m_descriptor = -1;
    if (m_error == 0 && !m_partPath.empty()) {
        if (::rename(m_partPath.c_str(), m_path.c_str()) == 0)
            m_partPath.clear();
        else
            m_error = errno;
    }
    return m_error;
}

} // namespace heapline
