// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace heapline {

/// Text of a file made fit for a terminal: control characters become their pictures (ESC is shown as U+241B), direction
/// marks, other invisible format characters, lone surrogates and damaged bytes become U+FFFD. The result is valid UTF-8
/// on one line.
std::string harmlessText(std::string_view text);

/// Whether a character must not reach a terminal or a page as it is: C0, C1, direction marks, line separators, byte order
/// mark.
bool isUnsafeCharacter(char32_t codePoint);

/// Columns that a text takes on a terminal: two for East Asian wide characters and emoji, none for combining marks.
std::size_t displayWidth(std::string_view text);

/// The text if it fits @p width columns, else its beginning and "…".
std::string elidedText(std::string_view text, std::size_t width);

/// The text if it fits @p width columns, else "…" and its end.
std::string elidedAtFront(std::string_view text, std::size_t width);

/// One character of WTF-8.
struct DecodedCharacter {
    char32_t codePoint = 0;
    std::size_t length = 1; ///< bytes
    bool valid = false;     ///< false: a damaged byte or a lone surrogate
};

/// The character at @p at, which must be less than the size of @p text.
DecodedCharacter decodeCharacter(std::string_view text, std::size_t at);

} // namespace heapline
