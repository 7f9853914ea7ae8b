// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/format/byte_source.h"
#include "core/format/read_ahead.h"

#include <cstdint>
#include <string>
#include <vector>

namespace heapline {

/// A number as a JSON text has it.
struct JsonNumber {
    bool isInteger = false; ///< written without fraction and exponent, and its magnitude fits 64 bits
    bool isNegative = false;
    std::uint64_t magnitude = 0; ///< of integers
    double real = 0;             ///< rounded; infinite when it is beyond a double
};

/// Reads JSON text block by block: a window of it is in memory, never the whole.
/// All errors are thrown as ErrorException with the current section and byte.
class TextCursor {
public:
    static constexpr int atEnd = -1;

    /// Reads on its own ahead of what is asked for: nobody else may use the source meanwhile.
    TextCursor(ByteSource& source, Progress& progress);

    /// Name of the section that error messages shall mention.
    void setSection(std::string section) { m_section = std::move(section); }
    const std::string& section() const { return m_section; }

    /// Starts again from the beginning of the text.
    void rewind();

    /// Position in the text of the next character.
    std::uint64_t offset() const { return m_windowOffset + static_cast<std::uint64_t>(m_at - m_window.data()); }

    // --- characters -----------------------------------------------------------------------------------------------
    /// The next character as unsigned char, or atEnd.
    int peek() { return m_at != m_end || fill() ? static_cast<unsigned char>(*m_at) : atEnd; }
    void skip() { ++m_at; }
    /// peek() after JSON white space.
    int peekToken();
    /// To be called at the beginning of the text.
    void skipByteOrderMark();
    /// Takes @p wanted, after white space. @throws Truncated, BadSyntax
    void expect(char wanted);
    /// Takes @p wanted if it comes next, after white space.
    bool accept(char wanted);

    // --- values ---------------------------------------------------------------------------------------------------
    /// Takes a string and appends its text, unescaped, as WTF-8 to @p out. Not longer than @p limit bytes unless 0.
    /// @return whether it held bytes or surrogates that are no text (replaced or kept as WTF-8)
    bool readString(std::string& out, std::size_t limit = 0);
    /// Takes a string and gives its text as readString() does, without a copy where it stands in the window as it is.
    /// @param buffer room for other texts  @return valid until the next call of any function
    std::string_view readText(std::string& buffer, bool& damaged);
    /// Takes a number. @throws BadSyntax, BadValue
    JsonNumber readNumber();
    /// Takes a number and rounds it. @throws BadValue when it is no number or beyond 2^63
    std::int64_t readInteger();
    /// Takes any value unread, without recursion.
    void skipValue();
    /// Takes an object or array and gives its text. @throws TooLarge above @p limit bytes
    std::string readRaw(std::size_t limit);

    // --- window, for scanners of their own ---------------------------------------------------------------------------
    const char* data() const { return m_at; }
    const char* dataEnd() const { return m_end; }
    /// How many bytes of text are left at most; a guess if they are compressed.
    std::uint64_t bytesLeft() const { return static_cast<std::uint64_t>(m_end - m_at) + m_ahead.textBytesLeft(); }
    void moveTo(const char* at) { m_at = at; }
    /// Reads on; what is unread stays (data() moves). @return false at the end of the text
    bool fill();
    std::uint64_t offsetOf(const char* at) const
    {
        return m_windowOffset + static_cast<std::uint64_t>(at - m_window.data());
    }

    [[noreturn]] void fail(ErrorCode code, std::string message, std::uint64_t byteOffset) const;
    [[noreturn]] void fail(ErrorCode code, std::string message) const { fail(code, std::move(message), offset()); }
    [[noreturn]] void failUnexpected(std::string_view wanted);

    Progress& progress() { return m_progress; }

private:
    /// Takes the characters that can be in a number. @param wanted for the message when there is none
    std::string readNumberText(std::string_view wanted);
    void readEscape(std::string& out, bool& damaged);
    unsigned readHex4();
    template <typename Take>
    void walkValue(Take take);

    ReadAhead m_ahead;
    Progress& m_progress;
    Column<char> m_window;
    const char* m_at = nullptr;
    const char* m_end = nullptr;
    std::uint64_t m_windowOffset = 0; ///< position in the text of m_window[0]
    std::string m_section;
};

/// Where text stands that follows the end of a document, and what it seems to be. @pre peekToken() found some
std::string placeBehindEnd(TextCursor& cursor);

} // namespace heapline
