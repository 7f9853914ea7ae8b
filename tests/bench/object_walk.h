// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace heapline {

class Heartbeat;
class MainWindow;

/// Shows each view of objects, opens the largest class, and shows what the panes say of it and of its first object; prints what each took.
void walkObjects(Heartbeat& heart, MainWindow& window);

} // namespace heapline
