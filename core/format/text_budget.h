// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/text_format.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace heapline {

/// Keeps the memory of what is read in proportion to the text. Rows take more than the shortest text that can stand for them, and a file that
/// is refused in the end must not have cost much more than itself; rows that a program wrote never come near to this.
/// @param memory bytes that the rows take  @param text bytes of text so far  @param what such as "samples"
/// @throws ErrorException TooLarge
inline void requireText(std::uint64_t memory, std::uint64_t text, std::string_view what, std::string section)
{
    constexpr std::uint64_t alwaysTaken = std::uint64_t{48} << 20;
    constexpr std::uint64_t memoryPerText = 2;
    if (memory <= alwaysTaken + memoryPerText * text)
        return;
    throw ErrorException({ErrorCode::TooLarge,
                          "the first " + formatBytes(text) + " of text hold " + std::string(what) + " that take "
                              + formatBytes(memory) + " of memory, as no program writes them",
                          std::move(section), text});
}

} // namespace heapline
