// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

#include <string>

namespace heapline {

/// One line on standard error that says what is being done and how far it is; only when that is a terminal.
class TerminalProgress {
public:
    TerminalProgress();
    ~TerminalProgress() { clear(); }
    TerminalProgress(const TerminalProgress&) = delete;
    TerminalProgress& operator=(const TerminalProgress&) = delete;

    Progress::Report report();

    /// Takes the line away.
    void clear();

private:
    void show(Phase phase, double fraction);

    bool m_isTerminal;
    std::string m_shown;
};

} // namespace heapline
