// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QApplication;

namespace heapline {

enum class Theme {
    Desktop, ///< style and palette of the desktop
    Light,
    Dark
};

/// Sets style and palette of the application.
void applyTheme(QApplication& application, Theme theme);

} // namespace heapline
