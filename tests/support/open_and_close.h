// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QString;

namespace heapline {
class MainWindow;
}

namespace heapline::test {

/// Opens a file in a window, shows each view and each pane of it, drags over its timeline, selects a row and closes it, or looks at why it
/// cannot be opened and closes it. Comes back when nothing of it runs any more.
/// @return false when something takes longer than @p patienceMs
bool openAndClose(MainWindow& window, const QString& path, int patienceMs = 60'000);

} // namespace heapline::test
