// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/profile/measured_load.h"

#include "core/profile/load.h"

#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace heapline::test {

namespace {

std::uint64_t peakBytesOfThis()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

/// "CODE PEAK SENTENCE", with −1 for no error.
std::string loadHere(const std::string& path)
{
    const std::uint64_t before = peakBytesOfThis();
    Progress progress;
    const auto result = loadProfile(path, progress);
    const std::uint64_t peak = peakBytesOfThis() - before;
    std::string text;
    if (result) {
        for (const Note& note : (*result)->notes.all())
            text += note.sentence() + '\n';
    } else {
        text = result.error().toString();
    }
    const int code = result ? -1 : static_cast<int>(result.error().code);
    return std::to_string(code) + ' ' + std::to_string(peak) + ' ' + text;
}

std::string readAll(int file)
{
    std::string text;
    std::array<char, 4096> buffer;
    for (;;) {
        const ssize_t got = ::read(file, buffer.data(), buffer.size());
        if (got <= 0)
            return text;
        text.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

/// Loads a file in a process of its own. @return what loadHere() says; empty when the process did not end well: see @p status
[[maybe_unused]] std::string loadBeside(const std::string& path, int& status)
{
    std::array<int, 2> ends;
    ::malloc_trim(0); // what is free here would be used there without being counted
    if (::pipe(ends.data()) != 0)
        throw std::runtime_error("no pipe");
    const pid_t child = ::fork();
    if (child < 0)
        throw std::runtime_error("no process");
    if (child == 0) {
        ::close(ends[0]);
        const std::string told = loadHere(path);
        const bool isTold = ::write(ends[1], told.data(), told.size()) == static_cast<ssize_t>(told.size());
        ::_exit(isTold ? 0 : 1);
    }
    ::close(ends[1]);
    const std::string told = readAll(ends[0]);
    ::close(ends[0]);
    ::waitpid(child, &status, 0);
    return told;
}

} // namespace

MeasuredLoad loadMeasured(const std::string& path)
{
    int status = 0;
#if defined(__SANITIZE_THREAD__)
    // It lets a process that comes from one with threads, such as Qt Test's watchdog, start none.
    const std::string told = loadHere(path);
#else
    const std::string told = loadBeside(path, status);
#endif

    MeasuredLoad load;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || told.empty()) {
        load.signal = WIFSIGNALED(status) ? WTERMSIG(status) : -1;
        return load;
    }
    const std::size_t behindCode = told.find(' ');
    const std::size_t behindPeak = told.find(' ', behindCode + 1);
    load.peakBytes = std::stoull(told.substr(behindCode + 1));
    const int code = std::stoi(told);
    if (code >= 0)
        load.error = static_cast<ErrorCode>(code);
    (code >= 0 ? load.sentence : load.notes) = told.substr(behindPeak + 1);
    return load;
}

} // namespace heapline::test
