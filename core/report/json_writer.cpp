// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/json_writer.h"

#include "core/report/terminal_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace heapline {

namespace {

void appendEscape(std::string& out, std::uint32_t unit)
{
    static constexpr char digits[] = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += digits[unit >> shift & 15];
}

void appendEscaped(std::string& out, char32_t point)
{
    switch (point) {
    case '\b': out += "\\b"; return;
    case '\t': out += "\\t"; return;
    case '\n': out += "\\n"; return;
    case '\f': out += "\\f"; return;
    case '\r': out += "\\r"; return;
    default: break;
    }
    if (point < 0x10000) {
        appendEscape(out, point);
    } else {
        appendEscape(out, 0xD800 + ((point - 0x10000) >> 10));
        appendEscape(out, 0xDC00 + ((point - 0x10000) & 0x3FF));
    }
}

} // namespace

void JsonWriter::key(std::string_view name)
{
    separate();
    quoted(name);
    m_out << ": ";
    m_afterKey = true;
}

void JsonWriter::value(std::string_view text)
{
    separate();
    quoted(text);
}

void JsonWriter::value(double number)
{
    if (!std::isfinite(number))
        return null();
    std::array<char, 32> buffer{};
    const bool whole = number == std::floor(number) && std::abs(number) < 1e18;
    const auto result = whole
                            ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<std::int64_t>(number))
                            : std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    raw({buffer.data(), static_cast<std::size_t>(result.ptr - buffer.data())});
}

void JsonWriter::begin(char bracket)
{
    separate();
    m_out << bracket;
    m_hasItems.push_back(false);
}

void JsonWriter::end(char bracket)
{
    const bool hadItems = m_hasItems.back();
    m_hasItems.pop_back();
    if (hadItems)
        newLine();
    m_out << bracket;
}

void JsonWriter::raw(std::string_view text)
{
    separate();
    m_out << text;
}

void JsonWriter::separate()
{
    if (m_afterKey) {
        m_afterKey = false;
        return;
    }
    if (m_hasItems.empty())
        return;
    if (m_hasItems.back())
        m_out << ',';
    m_hasItems.back() = true;
    newLine();
}

void JsonWriter::newLine()
{
    m_out << '\n';
    for (std::size_t level = 0; level < m_hasItems.size(); ++level)
        m_out << ' ';
}

void JsonWriter::quoted(std::string_view text)
{
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const DecodedCharacter character = decodeCharacter(text, at);
        if (!character.valid && character.length == 1)
            out += "\xEF\xBF\xBD";
        else if (!character.valid || isUnsafeCharacter(character.codePoint))
            appendEscaped(out, character.codePoint);
        else if (character.codePoint == '"' || character.codePoint == '\\')
            out.append({'\\', text[at]});
        else
            out.append(text, at, character.length);
        at += character.length;
    }
    out += '"';
    m_out << out;
}

} // namespace heapline
