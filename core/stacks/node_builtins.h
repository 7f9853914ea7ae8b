// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace heapline {

/// Whether Node.js before version 15 calls a script of its own so: "events.js", "internal/timers.js". Later ones say "node:…".
bool isScriptOfOldNode(std::string_view url);

} // namespace heapline
