// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/json_walk.h"

namespace heapline {

void JsonWalk::run(JsonEvents& events)
{
    m_cursor.skipByteOrderMark();
    do {
        walkValue(events);
    } while (!m_isArray.empty());
}

void JsonWalk::walkValue(JsonEvents& events)
{
    const int c = m_cursor.peekToken();
    m_valueOffset = m_cursor.offset();
    switch (c) {
    case '{':
        m_cursor.skip();
        m_isArray.push_back(false);
        events.beginObject();
        if (m_cursor.peekToken() != '}')
            return walkKey(events);
        close(events);
        break;
    case '[':
        m_cursor.skip();
        m_isArray.push_back(true);
        events.beginArray();
        if (m_cursor.peekToken() != ']')
            return;
        close(events);
        break;
    case '"': events.text(readString()); break;
    case 't':
        expectWord("true");
        events.boolean();
        break;
    case 'f':
        expectWord("false");
        events.boolean();
        break;
    case 'n':
        expectWord("null");
        events.null();
        break;
    default: walkNumber(events);
    }
    leaveValue(events);
}

void JsonWalk::walkNumber(JsonEvents& events)
{
    const JsonNumber value = m_cursor.readNumber();
    if (!m_isArray.empty() && m_cursor.peek() == TextCursor::atEnd)
        m_cursor.fail(ErrorCode::Truncated, "within a number"); // there may be digits missing
    events.number(value);
}

void JsonWalk::walkKey(JsonEvents& events)
{
    if (m_cursor.peekToken() != '"')
        m_cursor.failUnexpected("a key");
    const std::string_view name = readString();
    if (m_isArray.size() == 1)
        m_cursor.setSection(std::string(name));
    events.key(name);
    m_cursor.expect(':');
}

void JsonWalk::leaveValue(JsonEvents& events)
{
    while (!m_isArray.empty()) {
        if (m_cursor.accept(',')) {
            if (!m_isArray.back())
                walkKey(events);
            return;
        }
        if (m_cursor.peekToken() != (m_isArray.back() ? ']' : '}'))
            m_cursor.failUnexpected(m_isArray.back() ? "',' or ']'" : "',' or '}'");
        close(events);
    }
}

void JsonWalk::close(JsonEvents& events)
{
    m_cursor.skip();
    const bool isArray = m_isArray.back();
    m_isArray.pop_back();
    if (isArray)
        events.endArray();
    else
        events.endObject();
}

void JsonWalk::expectWord(std::string_view word)
{
    for (const char wanted : word) {
        const int c = m_cursor.peek();
        if (c == TextCursor::atEnd)
            m_cursor.fail(ErrorCode::Truncated, "within \"" + std::string(word) + '"');
        if (c != wanted)
            m_cursor.fail(ErrorCode::BadSyntax, "there should be \"" + std::string(word) + '"');
        m_cursor.skip();
    }
}

std::string_view JsonWalk::readString()
{
    bool isDamaged = false;
    const std::string_view text = m_cursor.readText(m_text, isDamaged);
    m_damagedStrings += isDamaged;
    return text;
}

} // namespace heapline
