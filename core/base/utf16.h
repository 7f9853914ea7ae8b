// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef> // before <compare>, which moc 6.4 cannot read by itself

#include <compare>
#include <string>
#include <string_view>

namespace heapline {

// Strings are kept as WTF-8: UTF-8 in which a lone surrogate is three bytes (ED A0 80 … ED BF BF), so that nothing V8 wrote is lost.
// JavaScript, and so DevTools, measures and orders strings by UTF-16 code units; these functions do the same on WTF-8.

/// Number of UTF-16 code units.
std::size_t utf16Length(std::string_view text);

/// Order by UTF-16 code units, as JavaScript's `<`. Differs from byte order only where U+E000…U+FFFF meets U+10000 and above.
std::strong_ordering compareUtf16(std::string_view a, std::string_view b);

/// Appends a code point (surrogates included) as WTF-8.
void appendCodePoint(std::string& out, char32_t codePoint);

/// Replaces bytes that are not WTF-8 by U+FFFD, as TextDecoder does. @return whether anything was replaced
bool repairUtf8(std::string& text);

} // namespace heapline
