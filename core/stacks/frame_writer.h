// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/stacks.h"

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace heapline {

/// Appends functions to the frame table of Stacks and copies the texts that they need, each once.
class FrameWriter {
public:
    /// @param source where the StringIds of the file point to; must stay as it is meanwhile
    FrameWriter(const StringTable& source, Stacks& stacks);

    /// The copy of a text of the file; a row that is not there is empty text.
    StringId copy(StringId sourceText);
    /// The row of a text. @param text stays valid as long as the writer: a literal, or text of the source
    StringId add(std::string_view text);

    /// A new function, also when an equal one is there.
    FrameId append(StringId functionName, StringId url, StringId scriptId, std::uint32_t line, std::uint32_t column);
    /// The function that stands for those which the file does not tell.
    FrameId unknown();

private:
    const StringTable& m_source;
    Stacks& m_stacks;
    std::vector<StringId> m_copyOfSource;                   ///< row of the source -> row of the copy, or invalid
    std::unordered_map<std::string_view, StringId> m_texts; ///< keys point into the source, or are literals
    FrameId m_unknown;
};

} // namespace heapline
