// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>

namespace heapline {

/// JSON written with ' for ", which reads better; and moc 6.4 loses count of brackets in raw string literals.
inline std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

} // namespace heapline
