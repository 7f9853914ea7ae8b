// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace heapline {

/// Hue of a package or file in flames: 0 … 359 degrees, the same for a key in every file and on every machine.
int flameHue(std::string_view key);

} // namespace heapline
