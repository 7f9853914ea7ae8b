// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <random>
#include <string>

namespace heapline {

/// Changes one thing in a JSON text so that a valid text stays valid: a number, text or key becomes one that is hard to bear, values and rows
/// are left out, doubled, swapped, put elsewhere or nested. @return false, with the text as it was, if there is nothing to change
bool mutateJson(std::string& text, std::mt19937_64& random);

} // namespace heapline
