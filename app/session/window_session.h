// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session.h"

namespace heapline {

class MainWindow;

/// What is open in a window now.
Session sessionOf(const MainWindow& window);

/// Opens what a session has, beside what is open, with its ranges, filters, views and comparisons. What a filter says of stacks and
/// objects is made only of files that did not change.
void restoreSession(MainWindow& window, const Session& session);

} // namespace heapline
