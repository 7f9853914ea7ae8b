// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/stop_signals.h"

#include "app/cli/cli_options.h"

#include <csignal>
#include <ctime>
#include <string_view>
#include <unistd.h>

namespace heapline {

namespace {

sigset_t stopSignalSet()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        sigaddset(&set, signal);
    return set;
}

} // namespace

StopSignals::StopSignals()
{
    std::signal(SIGXFSZ, SIG_IGN); // a limit of file sizes is an error like a full disk
    std::signal(SIGPIPE, SIG_IGN);
    const sigset_t set = stopSignalSet();
    pthread_sigmask(SIG_BLOCK, &set, nullptr); // inherited by all threads: only the one below takes them
    std::thread([stop = m_stop, workDone = m_workDone.get_token()]() mutable {
        const sigset_t signals = stopSignalSet();
        int signal = 0;
        while (sigwait(&signals, &signal) == 0) {
            if (workDone.stop_requested() || !stop.request_stop())
                _exit(Stopped);
            // Whoever is asked to stop does so much sooner, unless a call into the system hangs.
            if (const timespec patience{0, 500'000'000}; sigtimedwait(&signals, nullptr, &patience) != 0) {
                constexpr std::string_view words = "\nheapline-cli: Stopped by the user\n";
                [[maybe_unused]] const auto ignored = ::write(STDERR_FILENO, words.data(), words.size());
                _exit(Stopped);
            }
        }
    }).detach(); // ends with the program
}

void StopSignals::finishWork()
{
    m_workDone.request_stop();
}

} // namespace heapline
