// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace heapline {

/// Strings in one arena, each once for each row; WTF-8 (see utf16.h). Rows keep the numbers that the file gives them.
class StringTable {
public:
    StringTable() { m_ends.reserve(16); }

    /// Adds a string as a new row, also when an equal one is there.
    StringId append(std::string_view text);

    /// The text of a row; valid until the next append().
    std::string_view operator[](StringId id) const
    {
        const std::size_t begin = id.value == 0 ? 0 : m_ends[id.value - 1];
        return {m_bytes.data() + begin, m_ends[id.value] - begin};
    }

    std::size_t size() const { return m_ends.size(); }
    std::size_t byteSize() const { return m_bytes.size(); }

    /// All texts, one after the other without anything between them; row -> end of its text there.
    std::string_view arena() const { return m_bytes; }
    std::span<const std::size_t> ends() const { return m_ends; }

    void reserve(std::size_t strings, std::size_t bytes);
    void shrink();

    // For readers that build a string piece by piece: pieces, then finishRow().
    void appendPiece(std::string_view piece) { m_bytes.append(piece); }
    std::string& bytes() { return m_bytes; }
    StringId finishRow();
    /// Takes back the pieces since the last finished row.
    void dropUnfinishedRow();

    /// See core/cache/archive.h.
    template <typename Archive, typename Self>
    static void archive(Archive& archive, Self& self)
    {
        archive(self.m_bytes, self.m_ends);
    }

private:
    std::string m_bytes;             ///< all texts, one after the other
    std::vector<std::size_t> m_ends; ///< row -> end of its text in m_bytes
};

} // namespace heapline
