// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/format/text_cursor.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heapline {

/// Takes what stands in a JSON text, in its order.
class JsonEvents {
public:
    virtual void beginObject() = 0;
    virtual void endObject() = 0;
    virtual void beginArray() = 0;
    virtual void endArray() = 0;
    /// A key or a text, unescaped, as WTF-8; valid for this call only.
    virtual void key(std::string_view name) = 0;
    virtual void text(std::string_view value) = 0;
    virtual void number(const JsonNumber& value) = 0;
    virtual void boolean() = 0;
    virtual void null() = 0;

protected:
    ~JsonEvents() = default;
};

/// Walks through one JSON value, block by block, and tells what it meets. Nothing recurses. Strict in what stands where, lenient
/// within strings: raw control characters are taken, bytes that are no text replaced.
class JsonWalk {
public:
    explicit JsonWalk(TextCursor& cursor) : m_cursor(cursor) {}

    /// Walks to the end of the value; a byte order mark before it is dropped. What was told before an error stays true.
    /// @throws ErrorException Truncated, BadSyntax, BadValue, Cancelled and what the source throws
    void run(JsonEvents& events);

    /// Place in the text of the first character of the value that was met last.
    std::uint64_t valueOffset() const { return m_valueOffset; }

    /// Strings in which something was no text.
    std::uint64_t damagedStrings() const { return m_damagedStrings; }

private:
    void walkValue(JsonEvents& events);
    void walkKey(JsonEvents& events);
    void walkNumber(JsonEvents& events);
    /// Takes what follows a value: a comma, with the key behind it, or ends of objects and arrays.
    void leaveValue(JsonEvents& events);
    void close(JsonEvents& events);
    void expectWord(std::string_view word);
    std::string_view readString();

    TextCursor& m_cursor;
    std::vector<bool> m_isArray; ///< what is open, outermost first
    std::uint64_t m_valueOffset = 0;
    std::uint64_t m_damagedStrings = 0;
    std::string m_text; ///< of a string that does not stand in the window as it is
};

} // namespace heapline
