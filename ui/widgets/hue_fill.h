// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

class QPalette;

namespace heapline {

/// Whether the ground of a palette is dark.
bool isDark(const QPalette& palette);

/// A fill of a hue, on which text of the palette is as legible as on that of any other hue. @param hue 0 … 359 degrees
QColor hueFill(int hue, bool onDark);

} // namespace heapline
