// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace heapline {

/// The installed package that a file belongs to, "lodash" or "@scope/name"; "" if it is in none. Knows node_modules, where the innermost
/// one counts, the stores of pnpm, Yarn and Deno within it, zip files of Yarn's Plug'n'Play, and the caches of Deno and Bun.
/// O(length)
/// @param path       a path, or a URL without its query
/// @param separators what divides its folders
std::string packageOfPath(std::string_view path, std::string_view separators);

} // namespace heapline
