// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QString;
class QWidget;

namespace heapline {

/// Says something in the status bar of the window that a widget is in, until something else is said there or time is up.
/// @param milliseconds 0: as long as it takes
void showStatusText(QWidget& widget, const QString& text, int milliseconds = 0);

} // namespace heapline
