// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/text_cursor.h"

#include "core/base/utf16.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace heapline {

namespace {

constexpr std::size_t usualRest = 4096; ///< of a window, when the next one is needed

bool isSpace(int c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isNumberPart(int c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// Whether there is half a pair in a WTF-8 text.
bool holdsSurrogate(std::string_view text)
{
    for (std::size_t at = text.find('\xED'); at != std::string_view::npos; at = text.find('\xED', at + 1)) {
        if (static_cast<unsigned char>(text[at + 1]) >= 0xA0)
            return true;
    }
    return false;
}

std::string quoted(int c)
{
    if (c < 0x20 || c >= 0x7F) {
        std::array<char, 8> text{};
        std::snprintf(text.data(), text.size(), "0x%02X", static_cast<unsigned>(c));
        return text.data();
    }
    return std::string("'") + static_cast<char>(c) + "'";
}

} // namespace

TextCursor::TextCursor(ByteSource& source, Progress& progress) : m_ahead(source, usualRest, progress), m_progress(progress)
{
    m_at = m_end = m_window.data();
}

void TextCursor::rewind()
{
    m_ahead.rewind();
    m_at = m_end = m_window.data();
    m_windowOffset = 0;
}

bool TextCursor::fill()
{
    m_progress.update(m_ahead.storedPosition(), m_ahead.storedBytes());
    const std::uint64_t position = offset();
    const std::string rest(m_at, m_end); // begin of a number or escape
    const std::size_t got = m_ahead.take(m_window);
    if (rest.size() > usualRest)
        m_window.insert(m_window.begin() + usualRest, rest.size() - usualRest, '\0');
    char* const text = m_window.data() + std::max(rest.size(), usualRest);
    m_at = text - rest.size();
    m_end = text + got;
    std::copy(rest.begin(), rest.end(), text - rest.size());
    m_windowOffset = position - static_cast<std::uint64_t>(m_at - m_window.data());
    return got > 0;
}

int TextCursor::peekToken()
{
    for (;;) {
        while (m_at != m_end && isSpace(static_cast<unsigned char>(*m_at)))
            ++m_at;
        if (m_at != m_end)
            return static_cast<unsigned char>(*m_at);
        if (!fill())
            return atEnd;
    }
}

void TextCursor::skipByteOrderMark()
{
    if (peekToken() != 0xEF)
        return;
    for (int i = 0; i < 3 && peek() != atEnd; ++i)
        skip();
}

void TextCursor::expect(char wanted)
{
    if (!accept(wanted))
        failUnexpected(std::string("'") + wanted + "'");
}

bool TextCursor::accept(char wanted)
{
    if (peekToken() != static_cast<unsigned char>(wanted))
        return false;
    skip();
    return true;
}

bool TextCursor::readString(std::string& out, std::size_t limit)
{
    expect('"');
    const std::size_t begin = out.size();
    bool damaged = false;
    bool onlyAscii = true;
    for (;;) {
        if (peek() == atEnd)
            fail(ErrorCode::Truncated, "within a string");
        const char* at = m_at;
        unsigned char bits = 0;
        while (at != m_end && *at != '"' && *at != '\\')
            bits |= static_cast<unsigned char>(*at++);
        onlyAscii = onlyAscii && bits < 0x80;
        out.append(m_at, at);
        m_at = at;
        if (limit && out.size() - begin > limit)
            fail(ErrorCode::TooLarge, "a name is longer than " + std::to_string(limit) + " bytes");
        if (at == m_end)
            continue;
        skip();
        if (*at == '"')
            break;
        readEscape(out, damaged);
    }
    if (!onlyAscii) {
        std::string text = out.substr(begin);
        if (repairUtf8(text)) {
            damaged = true;
            out.replace(begin, std::string::npos, text);
        }
        damaged = damaged || holdsSurrogate(text);
    }
    return damaged;
}

void TextCursor::readEscape(std::string& out, bool& damaged)
{
    const int c = peek();
    if (c == atEnd)
        fail(ErrorCode::Truncated, "within a string");
    skip();
    switch (c) {
    case '"':
    case '\\':
    case '/': out.push_back(static_cast<char>(c)); return;
    case 'b': out.push_back('\b'); return;
    case 'f': out.push_back('\f'); return;
    case 'n': out.push_back('\n'); return;
    case 'r': out.push_back('\r'); return;
    case 't': out.push_back('\t'); return;
    case 'u': break;
    default: fail(ErrorCode::BadSyntax, "a string holds the unknown escape \\" + quoted(c), offset() - 1);
    }
    unsigned unit = readHex4();
    // A high surrogate waits for its other half; any half that stays alone is kept as it is.
    while (unit >= 0xD800 && unit <= 0xDBFF) {
        while (m_end - m_at < 6 && fill()) {
        }
        if (m_end - m_at < 6 || m_at[0] != '\\' || m_at[1] != 'u')
            break;
        m_at += 2;
        const unsigned next = readHex4();
        if (next >= 0xDC00 && next <= 0xDFFF) {
            appendCodePoint(out, 0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00));
            return;
        }
        damaged = true;
        appendCodePoint(out, unit);
        unit = next;
    }
    damaged = damaged || (unit >= 0xD800 && unit <= 0xDFFF);
    appendCodePoint(out, unit);
}

unsigned TextCursor::readHex4()
{
    unsigned value = 0;
    for (int i = 0; i < 4; ++i) {
        const int c = peek();
        if (c == atEnd)
            fail(ErrorCode::Truncated, "within a string");
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            fail(ErrorCode::BadSyntax, "a \\u escape needs four hexadecimal digits");
        value = value * 16 + static_cast<unsigned>(digit);
        skip();
    }
    return value;
}

std::string_view TextCursor::readText(std::string& buffer, bool& damaged)
{
    if (peekToken() == '"') {
        const char* const begin = m_at + 1;
        const char* at = begin;
        unsigned char bits = 0;
        while (at != m_end && *at != '"' && *at != '\\')
            bits |= static_cast<unsigned char>(*at++);
        if (at != m_end && *at == '"' && bits < 0x80) {
            m_at = at + 1;
            damaged = false;
            return {begin, at};
        }
    }
    buffer.clear();
    damaged = readString(buffer);
    return buffer;
}

std::string TextCursor::readNumberText(std::string_view wanted)
{
    constexpr std::size_t longest = 1024;
    const int first = peekToken();
    if (first != '-' && (first < '0' || first > '9'))
        failUnexpected(wanted);
    const std::uint64_t start = offset();
    std::string text;
    for (int c = first; isNumberPart(c); c = peek()) {
        if (text.size() == longest)
            fail(ErrorCode::BadValue, "a number of more than " + std::to_string(longest) + " characters", start);
        text.push_back(static_cast<char>(c));
        skip();
    }
    return text;
}

JsonNumber TextCursor::readNumber()
{
    // Nearly all numbers are short, whole, and stand in the window to their end.
    constexpr std::ptrdiff_t surelyFits = 19; // digits of a 64-bit number
    if (peekToken() != atEnd) {
        const bool isNegative = *m_at == '-';
        const char* const begin = m_at + isNegative;
        const char* at = begin;
        std::uint64_t value = 0;
        for (; at != m_end && *at >= '0' && *at <= '9' && at - begin < surelyFits; ++at)
            value = value * 10 + static_cast<unsigned>(*at - '0');
        if (at != begin && at != m_end && !isNumberPart(static_cast<unsigned char>(*at))) {
            m_at = at;
            const auto real = static_cast<double>(value);
            return {true, isNegative, value, isNegative ? -real : real};
        }
    }

    const std::uint64_t start = offset();
    const std::string text = readNumberText("a value");
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    JsonNumber number;
    number.isNegative = *begin == '-';
    const auto whole = std::from_chars(begin + number.isNegative, end, number.magnitude);
    number.isInteger = whole.ec == std::errc() && whole.ptr == end;
    const auto real = std::from_chars(begin, end, number.real);
    if (real.ec == std::errc::invalid_argument || real.ptr != end) {
        if (peek() == atEnd)
            fail(ErrorCode::Truncated, "within a number");
        fail(ErrorCode::BadSyntax, '"' + text.substr(0, 40) + "\" is no number", start);
    }
    if (real.ec == std::errc::result_out_of_range)
        number.real = std::strtod(text.c_str(), nullptr); // 0 or infinite
    return number;
}

std::int64_t TextCursor::readInteger()
{
    peekToken();
    const std::uint64_t start = offset();
    const std::string text = readNumberText("a number");
    const char* const end = text.data() + text.size();
    std::int64_t whole = 0;
    if (const auto [at, status] = std::from_chars(text.data(), end, whole); status == std::errc() && at == end)
        return whole;
    double value = 0;
    const auto [at, status] = std::from_chars(text.data(), end, value);
    if (status != std::errc() || at != end || std::fabs(value) >= 9.2e18)
        fail(ErrorCode::BadValue, "\"" + text.substr(0, 64) + "\" is no number that fits 64 bits", start);
    return std::llround(value);
}

std::string placeBehindEnd(TextCursor& cursor)
{
    const bool isDocument = cursor.peekToken() == '{' || cursor.peekToken() == '[';
    return "byte " + std::to_string(cursor.offset()) + (isDocument ? ", where another document begins" : "");
}

template <typename Take>
void TextCursor::walkValue(Take take)
{
    std::vector<bool> isArray; // open brackets
    do {
        const int c = peekToken();
        if (c == atEnd)
            fail(ErrorCode::Truncated, "within a value");
        take(static_cast<char>(c));
        skip();
        switch (c) {
        case '[':
        case '{': isArray.push_back(c == '['); break;
        case ']':
        case '}':
            if (isArray.empty() || isArray.back() != (c == ']'))
                fail(ErrorCode::BadSyntax, "unexpected " + quoted(c), offset() - 1);
            isArray.pop_back();
            break;
        case '"':
            for (;;) {
                const int in = peek();
                if (in == atEnd)
                    fail(ErrorCode::Truncated, "within a string");
                take(static_cast<char>(in));
                skip();
                if (in == '"')
                    break;
                if (in == '\\' && peek() != atEnd) {
                    take(*m_at);
                    skip();
                }
            }
            break;
        case ',':
        case ':':
            if (isArray.empty())
                fail(ErrorCode::BadSyntax, "unexpected " + quoted(c), offset() - 1);
            break;
        default: // number, true, false, null
            if (!isNumberPart(c) && !(c >= 'a' && c <= 'z'))
                fail(ErrorCode::BadSyntax, "unexpected " + quoted(c), offset() - 1);
            for (int in = peek(); isNumberPart(in) || (in >= 'a' && in <= 'z'); in = peek()) {
                take(static_cast<char>(in));
                skip();
            }
        }
    } while (!isArray.empty());
}

void TextCursor::skipValue()
{
    walkValue([](char) {});
}

std::string TextCursor::readRaw(std::size_t limit)
{
    std::string text;
    walkValue([&](char c) {
        if (text.size() == limit)
            fail(ErrorCode::TooLarge, "it is longer than " + std::to_string(limit) + " bytes");
        text.push_back(c);
    });
    return text;
}

void TextCursor::fail(ErrorCode code, std::string message, std::uint64_t byteOffset) const
{
    throw ErrorException({code, std::move(message), m_section, byteOffset});
}

void TextCursor::failUnexpected(std::string_view wanted)
{
    const int c = peekToken();
    if (c == atEnd)
        fail(ErrorCode::Truncated, "before " + std::string(wanted));
    fail(ErrorCode::BadSyntax, "unexpected " + quoted(c) + " where " + std::string(wanted) + " should be");
}

} // namespace heapline
