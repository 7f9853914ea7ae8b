// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>

namespace heapline {

/// Runs work at once on a thread that has no other, and that nobody waits for before the application ends.
///
/// An owner that goes away asks its work to stop and lets go of it; the work has to hold all that it needs itself. Some threads are kept for
/// the next work; all are joined when the application object is destroyed. What the work throws becomes a sentence of BackgroundFaults.
/// Where the system has no thread for it, the work waits until there is one.
/// @return what stops the work
std::stop_source startInBackground(std::function<void(const std::stop_token&)> work);

} // namespace heapline
