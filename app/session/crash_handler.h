// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace heapline {

/// From now on a crash (SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL) writes one sentence to standard error and a note into a file, and then
/// takes its course, core dump and all. Not with sanitizers, which say more.
/// @param noteFile descriptor to write the note to; -1: none
void installCrashHandler(int noteFile);

/// Keeps the last lines of what is logged, for the note. May be called on any thread.
void keepLogLine(std::string_view line) noexcept;

} // namespace heapline
