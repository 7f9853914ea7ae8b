// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/visible_text.h"

#include <algorithm>

namespace heapline {

namespace {

constexpr char32_t replacement = 0xFFFD;

/// The code point at a byte of a WTF-8 text, and the bytes that it takes; damaged bytes one by one.
struct CodePoint {
    char32_t value = replacement;
    std::size_t bytes = 1;
};

CodePoint codePointAt(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80)
        return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    if (length == 1 || lead > 0xF4 || at + length > text.size())
        return {};
    char32_t value = lead & (0xFF >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80)
            return {};
        value = value << 6 | (byte(i) & 0x3F);
    }
    return {value, length};
}

/// What shows nothing, or changes how its neighbours are shown.
bool isUnseen(char32_t c)
{
    return (c >= 0x80 && c < 0xA0) || c == 0x061C || (c >= 0x200B && c <= 0x200F && c != 0x200D)
           || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB)
           || (c >= 0xD800 && c <= 0xDFFF) || (c & 0xFFFE) == 0xFFFE;
}

void append(QString& out, char32_t c)
{
    if (c > 0xFFFF) {
        out += QChar(QChar::highSurrogate(c));
        out += QChar(QChar::lowSurrogate(c));
    } else {
        out += QChar(static_cast<char16_t>(c));
    }
}

template <typename Append>
QString converted(std::string_view text, Append appendTo)
{
    QString out;
    out.reserve(static_cast<qsizetype>(text.size()));
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = codePointAt(text, at);
        appendTo(out, point.value);
        at += point.bytes;
    }
    return out;
}

} // namespace

QString exactText(std::string_view text)
{
    return converted(text, append);
}

QString visibleText(std::string_view text)
{
    return converted(text, [](QString& out, char32_t c) {
        if (c < 0x20 && c != '\n' && c != '\t')
            out += QChar(static_cast<char16_t>(0x2400 + c));
        else if (c == 0x7F)
            out += QChar(0x2421);
        else if (isUnseen(c))
            out += QStringLiteral("\\u%1").arg(QString::number(c, 16).toUpper(), 4, QLatin1Char('0'));
        else
            append(out, c);
    });
}

std::size_t pieceEnd(std::string_view text, std::size_t from, std::size_t size)
{
    std::size_t end = std::min(text.size(), from + size);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        ++end;
    return end;
}

} // namespace heapline
