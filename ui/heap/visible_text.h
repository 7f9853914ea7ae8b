// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstddef>
#include <string_view>

namespace heapline {

/// A text of JavaScript, WTF-8, as it is: lone surrogates stay alone.
QString exactText(std::string_view text);

/// A text made fit to be read in full: line breaks and tabs stay, other control characters become pictures (␀, ␛), and what cannot be
/// seen at all, lone surrogates and marks of direction among it, its number, as \uD800.
QString visibleText(std::string_view text);

/// The byte at which a piece of about @p size bytes ends that begins at @p from: no character is cut.
std::size_t pieceEnd(std::string_view text, std::size_t from, std::size_t size);

} // namespace heapline
