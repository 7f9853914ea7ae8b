// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal_progress.h"

#include <cstdio>
#include <unistd.h>

namespace heapline {

TerminalProgress::TerminalProgress() : m_isTerminal(isatty(STDERR_FILENO) == 1) {}

Progress::Report TerminalProgress::report()
{
    if (!m_isTerminal)
        return {};
    return [this](Phase phase, double fraction) { show(phase, fraction); };
}

void TerminalProgress::clear()
{
    if (!m_shown.empty())
        std::fputs("\r\x1b[K", stderr);
    m_shown.clear();
}

void TerminalProgress::show(Phase phase, double fraction)
{
    std::string line(phaseName(phase));
    line += "  " + std::to_string(static_cast<int>(fraction * 100)) + " %";
    if (line == m_shown)
        return;
    m_shown = line;
    std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
    std::fflush(stderr);
}

} // namespace heapline
