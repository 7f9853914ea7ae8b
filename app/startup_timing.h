// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace heapline {

/// Writes a milestone of the start into timingLog(): "window made 61.2 ms after start".
void tellMilestone(const char* what);

/// Writes into timingLog() when a window has been painted for the first time. To be called before it is shown.
void tellFirstPaint(QWidget& window);

} // namespace heapline
