// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QWidget;

namespace heapline {

class Document;

/// Makes the action "Show Largest Object", which selects the object of the selected class that retains most, of those that are shown.
/// It is enabled while a class is selected. @param owner gets the action
QAction* makeLargestObjectAction(Document& document, QWidget* owner);

} // namespace heapline
