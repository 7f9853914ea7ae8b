// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace heapline {

enum class Theme {
    Desktop, ///< style and palette of the desktop
    Light,
    Dark
};

/// Sets style and palette of the application.
void applyTheme(Theme theme);

} // namespace heapline
