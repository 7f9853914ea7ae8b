// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace heapline {

class LeftSession;

/// What to put into a report about a crash: versions, system, signal, kinds and sizes of the files, the last lines of the log, the stack.
/// Names of files are left out: they may be private.
QString crashReport(const LeftSession& left);

/// What a user is told: when the program ended, how, and what was open.
QString crashSentence(const LeftSession& left);

} // namespace heapline
