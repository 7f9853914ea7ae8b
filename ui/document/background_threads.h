// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>

namespace heapline {

/// Runs work on a thread of its own that nobody waits for before the application ends.
///
/// An owner that goes away asks its work to stop and lets go of it; the work has to hold all that it needs itself. Threads that are
/// done are joined when the next one starts, the rest when the application object is destroyed. What the work throws becomes a sentence of
/// BackgroundFaults. Where the system has no thread for it, the work waits until there is one.
/// @return what stops the work
std::stop_source startInBackground(std::function<void(const std::stop_token&)> work);

} // namespace heapline
