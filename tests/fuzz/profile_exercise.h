// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <cstddef>
#include <cstdint>

namespace heapline {

/// Opens a text as a profile, reading it in pieces whose length follows from the text, and asks it all that a view could ask.
void exerciseProfileText(const std::uint8_t* data, std::size_t size);

/// How many bytes of a text a reader is to get at a time, so that it gets all at once or 2 to 9 pieces: each costs a thread.
std::size_t pieceOf(std::size_t size);

/// Ends the program, with the name of the rule, unless @p holds.
void require(bool holds, const char* rule);

} // namespace heapline
