// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace heapline {

/// Where a value stands in a JSON text.
struct JsonPlace {
    enum class Kind { Number, Word, String, Array, Object };

    Kind kind = Kind::Word;
    std::size_t begin = 0;    ///< of the value
    std::size_t end = 0;      ///< behind it
    std::size_t keyBegin = 0; ///< of the key that it has in an object; else begin
    std::size_t parent = 0;   ///< row of the array or object that it stands in
    bool hasParent = false;
};

/// Finds the values of a JSON text, outer ones before those in them. Takes any text: what makes no sense is passed over, so that the outline
/// of a damaged text, or of several one after the other, is that of what can be seen of it. Does not recurse. O(text)
std::vector<JsonPlace> outlineJson(std::string_view text);

} // namespace heapline
