// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace heapline {

/// Makes the icons and the sample that are compiled into the program available. To be called once, before anything else of app.
void initResources();

/// A line icon of the program ("open", "back", …), drawn in the colour of the text at any size, so that it reads in light and dark.
QIcon lineIcon(const QString& name);

/// The program's own icon.
QIcon programIcon();

} // namespace heapline
