// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/crash_handler.h"

#include "heapline_version.h"

#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <mutex>

namespace heapline {

namespace {

constexpr std::array crashSignals = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
constexpr std::size_t mostFrames = 64;
/// A handler that hangs, such as on a lock of the dynamic linker, ends after so many seconds.
constexpr unsigned patienceSeconds = 3;

constexpr std::size_t logLines = 16;
constexpr std::size_t logLineBytes = 200;

/// Everything that the handler uses, made before.
int noteDescriptor = -1;
std::array<std::array<char, logLineBytes>, logLines> logRing{}; ///< each line ends with a 0, or is full
std::atomic<unsigned> logCount = 0;
std::array<char, std::size_t{64} << 10> alternateStack; ///< the usual one may be what ran out

// From here on to the handler: nothing but what POSIX allows in a signal handler, and backtrace(), which is after its first call.

void writeAll(int file, const char* text, std::size_t bytes)
{
    while (bytes > 0) {
        const ssize_t written = ::write(file, text, bytes);
        if (written <= 0)
            return;
        text += written;
        bytes -= static_cast<std::size_t>(written);
    }
}

void writeText(int file, const char* text)
{
    std::size_t bytes = 0;
    while (text[bytes] != 0)
        ++bytes;
    writeAll(file, text, bytes);
}

void writeNumber(int file, unsigned long number)
{
    std::array<char, 24> digits{};
    std::size_t at = digits.size();
    do {
        digits[--at] = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number > 0);
    writeAll(file, digits.data() + at, digits.size() - at);
}

const char* signalName(int number)
{
    switch (number) {
    case SIGSEGV: return "SIGSEGV, memory that is not there was accessed";
    case SIGABRT: return "SIGABRT, the program gave up";
    case SIGBUS: return "SIGBUS, a file that is mapped into memory was cut short, or memory is damaged";
    case SIGFPE: return "SIGFPE, an impossible calculation";
    case SIGILL: return "SIGILL, an instruction that the processor does not know";
    default: return "a signal";
    }
}

void writeNote(int file, int number)
{
    writeText(file, "heapline " HEAPLINE_VERSION "\nsignal ");
    writeNumber(file, static_cast<unsigned long>(number));
    writeText(file, ": ");
    writeText(file, signalName(number));
    writeText(file, "\nlog:\n");
    const unsigned count = logCount.load(std::memory_order_acquire);
    const unsigned first = count > logLines ? count - static_cast<unsigned>(logLines) : 0;
    for (unsigned i = first; i < count; ++i) {
        const auto& line = logRing[i % logLines];
        std::size_t bytes = 0;
        while (bytes < line.size() && line[bytes] != 0)
            ++bytes;
        writeAll(file, line.data(), bytes);
        writeText(file, "\n");
    }
    writeText(file, "stack:\n"); // last: it is what may go wrong
    std::array<void*, mostFrames> frames{};
    const int depth = ::backtrace(frames.data(), static_cast<int>(frames.size()));
    ::backtrace_symbols_fd(frames.data(), depth, file);
}

void onCrash(int number)
{
    ::alarm(patienceSeconds);
    writeText(STDERR_FILENO, "heapline: ended by signal ");
    writeNumber(STDERR_FILENO, static_cast<unsigned long>(number));
    writeText(STDERR_FILENO, noteDescriptor >= 0
                                 ? ". The next start offers to open your files again, and says what to report.\n"
                                 : ". Please report it.\n");
    if (noteDescriptor >= 0)
        writeNote(noteDescriptor, number);
    ::alarm(0); // a core dump may take its time
    // The handler counts once (SA_RESETHAND), and the signal is blocked until it returns: then the system does what it does by itself.
    ::raise(number);
}

} // namespace

void keepLogLine(std::string_view line) noexcept
{
    static std::mutex mutex; // the handler does not take it: it may be held when the crash comes
    const std::lock_guard lock(mutex);
    auto& kept = logRing[logCount.load(std::memory_order_relaxed) % logLines];
    const std::size_t bytes = std::min(line.size(), kept.size() - 1);
    std::memcpy(kept.data(), line.data(), bytes);
    kept[bytes] = 0;
    logCount.fetch_add(1, std::memory_order_release);
}

void installCrashHandler(int noteFile)
{
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    noteDescriptor = noteFile;
    std::array<void*, 2> frames{};
    ::backtrace(frames.data(), static_cast<int>(frames.size())); // loads what it needs now
    stack_t stack{};
    stack.ss_sp = alternateStack.data();
    stack.ss_size = alternateStack.size();
    ::sigaltstack(&stack, nullptr);
    struct sigaction action {};
    action.sa_handler = onCrash;
    action.sa_flags = SA_ONSTACK | static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    for (const int number : crashSignals)
        ::sigaction(number, &action, nullptr);
#else
    static_cast<void>(noteFile);
#endif
}

} // namespace heapline
