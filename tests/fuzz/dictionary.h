// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace heapline {

/// Reads a dictionary as libFuzzer takes it: on each line a text in quotes, with \\, \" and \xAB in it, and a name before it if it has one;
/// empty lines and lines that begin with # say nothing. Lines that are something else are left out.
std::vector<std::string> readDictionary(std::string_view text);

} // namespace heapline
