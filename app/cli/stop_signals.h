// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <thread>

namespace heapline {

/// Turns Ctrl-C and a friendly kill into a stop request. A second signal, or one after the work is done, ends the program
/// at once. Make it before any other thread. A reader that closed the pipe ends no program: writing reports it.
class StopSignals {
public:
    StopSignals();

    std::stop_token token() const { return m_stop.get_token(); }

    /// From here on a signal ends the program at once: there is nothing left that could be stopped cleanly.
    void finishWork();

private:
    std::stop_source m_stop;
    std::stop_source m_workDone;
};

} // namespace heapline
