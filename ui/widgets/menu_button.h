// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenu;
class QString;
class QToolButton;
class QWidget;

namespace heapline {

/// A flat button with text, for the bar above a view, that opens a menu and explains itself as the menu does.
QToolButton* makeMenuButton(QMenu& menu, const QString& objectName, QWidget* parent);

} // namespace heapline
