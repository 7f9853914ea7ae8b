// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/place.h"

#include <QList>

class QAction;
class QWidget;

namespace heapline {

class Document;

/// Actions that show the selected object in other views, for the menus of a view; enabled while an object is selected.
/// @param places Containment, Dominators
QList<QAction*> revealActions(Document& document, QWidget& view, const QList<Place>& places);

} // namespace heapline
