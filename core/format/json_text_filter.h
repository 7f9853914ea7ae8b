// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/format/byte_source.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace heapline {

/// Feeds JSON text from a ByteSource to a strict parser, character by character, and repairs in strings what such a parser
/// refuses: bytes that are no UTF-8 and lone surrogate escapes become U+FFFD, raw control characters become escapes. A byte
/// order mark is dropped. Looks at the stop request once a block.
class JsonTextFilter {
public:
    static constexpr std::size_t blockBytes = std::size_t(256) * 1024;

    JsonTextFilter(ByteSource& source, Progress& progress);
    JsonTextFilter(const JsonTextFilter&) = delete;
    JsonTextFilter& operator=(const JsonTextFilter&) = delete;

    /// Whether there is a character to take. @throws ErrorException ReadFailed, BadGzip, Cancelled
    bool hasMore() { return m_next != m_end || refill(); }
    const char& current() const { return *m_next; }
    void advance() { ++m_next; }

    /// Whether the parser has asked for more than there is.
    bool reachedEnd() const { return m_reachedEnd; }

    /// How much of the source's text has been read into blocks.
    std::uint64_t textBytes() const { return m_blockBegin + m_rawSize; }

    /// Place in the source's text of the next character.
    std::uint64_t position() const { return textPosition(m_next); }

    /// Place of the first character of the value that was taken last; as far as it stands in the current block.
    std::uint64_t lastValuePosition() const;

    /// Strings in which something was replaced by U+FFFD.
    std::uint64_t damagedStrings() const { return m_damagedStrings; }

private:
    static constexpr std::size_t longestCarry = 16; ///< two \uXXXX escapes

    /// From a place of m_out on, text positions differ from places by more than the block's begin.
    struct Shift {
        std::size_t from;
        std::int64_t by;
    };

    std::uint64_t textPosition(const char* at) const;
    bool refill();

    /// Fills m_out from m_raw, up to an escape or character that the next block completes.
    void filterBlock();

    /// Handles a character that needs a look. @return false when the next block has to complete it
    bool filterSpecial();
    bool filterEscape();
    bool filterUtf8();
    /// An escape that the end of the block cuts: waits for the next block; at the end of the text it is left to the parser.
    bool passOrCarry(std::size_t left);

    /// Value of four hexadecimal digits, or -1.
    int hexValue(std::size_t at) const;

    void copy(std::size_t bytes);
    void replace(std::size_t bytes, std::string_view by);
    void noteShift();

    ByteSource& m_source;
    Progress& m_progress;
    std::vector<char> m_raw; ///< text as read
    std::size_t m_rawSize = 0;
    std::size_t m_taken = 0;        ///< how much of m_raw is in m_out
    std::uint64_t m_blockBegin = 0; ///< place of m_raw in the text
    std::string m_out;              ///< text as passed on
    std::vector<Shift> m_shifts;    ///< of m_out, ascending
    const char* m_next = nullptr;
    const char* m_end = nullptr;
    std::uint64_t m_damagedStrings = 0;
    bool m_inString = false;
    bool m_isDamaged = false; ///< the current string
    bool m_sourceEnded = false;
    bool m_reachedEnd = false;
};

/// Makes a JsonTextFilter a pair of input iterators: one on the filter, and a default one for the end.
class JsonTextIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    JsonTextIterator() = default;
    explicit JsonTextIterator(JsonTextFilter& filter) : m_filter(&filter) {}

    reference operator*() const { return m_filter->current(); }
    JsonTextIterator& operator++()
    {
        m_filter->advance();
        return *this;
    }
    void operator++(int) { m_filter->advance(); }

    bool operator==(const JsonTextIterator& other) const { return isAtEnd() == other.isAtEnd(); }

private:
    bool isAtEnd() const { return !m_filter || !m_filter->hasMore(); }

    JsonTextFilter* m_filter = nullptr;
};

} // namespace heapline
