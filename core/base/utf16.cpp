// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utf16.h"

#include <algorithm>
#include <cstdint>

namespace heapline {

namespace {

/// Order of a lead byte among UTF-16 code units: four-byte characters start with a surrogate (D800…), so they stand
/// before the three-byte ones from U+E000 (lead bytes EE, EF), and level with lone surrogates (ED).
int utf16Rank(unsigned char byte)
{
    return byte >= 0xF0 ? 0xED : byte >= 0xEE ? byte + 0x10 : byte;
}

/// Length of the valid WTF-8 sequence at @p at, or 0.
std::size_t sequenceLength(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const auto isTail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
    const unsigned lead = byte(at);
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return isTail(at + 1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (!isTail(at + 1) || !isTail(at + 2) || (lead == 0xE0 && byte(at + 1) < 0xA0))
            return 0;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (!isTail(at + 1) || !isTail(at + 2) || !isTail(at + 3))
            return 0;
        if ((lead == 0xF0 && byte(at + 1) < 0x90) || (lead == 0xF4 && byte(at + 1) > 0x8F))
            return 0;
        return 4;
    }
    return 0;
}

/// First of the two UTF-16 units of a four-byte character, or the unit itself of a three-byte one.
std::uint32_t decode(std::string_view text, std::size_t at, std::size_t length)
{
    const auto bits = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    switch (length) {
    case 1: return bits(at);
    case 2: return (bits(at) & 0x1F) << 6 | (bits(at + 1) & 0x3F);
    case 3: return (bits(at) & 0x0F) << 12 | (bits(at + 1) & 0x3F) << 6 | (bits(at + 2) & 0x3F);
    default:
        return (bits(at) & 0x07) << 18 | (bits(at + 1) & 0x3F) << 12 | (bits(at + 2) & 0x3F) << 6 | (bits(at + 3) & 0x3F);
    }
}

/// First UTF-16 unit of a code point.
std::uint32_t firstUnit(std::uint32_t point)
{
    return point < 0x10000 ? point : 0xD800 + ((point - 0x10000) >> 10);
}

/// The code point at @p at, 0 at the end.
std::uint32_t pointAt(std::string_view text, std::size_t at)
{
    return at < text.size() ? decode(text, at, std::max<std::size_t>(1, sequenceLength(text, at))) : 0;
}

/// Two UTF-16 units from the character at @p at on, the first one in the high half so that plain comparison orders them. The second
/// one counts only where a lone high surrogate meets the pair that begins like it.
std::uint64_t unitsAt(std::string_view text, std::size_t at)
{
    const std::uint32_t point = pointAt(text, at);
    std::uint32_t second = 0;
    if (point >= 0x10000)
        second = 0xDC00 + ((point - 0x10000) & 0x3FF);
    else if (point >= 0xD800 && point <= 0xDBFF)
        second = firstUnit(pointAt(text, at + 3));
    return std::uint64_t{firstUnit(point)} << 32 | second;
}

/// Bytes at @p at, where no valid sequence begins, that count as one damaged character: the lead byte and those of its tail bytes
/// that would be valid.
std::size_t damagedLength(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const unsigned lead = byte(at);
    const std::size_t wanted = lead >= 0xF0 && lead <= 0xF4 ? 3 : lead >= 0xE0 && lead < 0xF0 ? 2 : 0;
    const unsigned lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned highest = lead == 0xF4 ? 0x8F : 0xBF;
    if (wanted == 0 || byte(at + 1) < lowest || byte(at + 1) > highest)
        return 1;
    return wanted == 3 && (byte(at + 2) & 0xC0) == 0x80 ? 3 : 2;
}

} // namespace

std::size_t utf16Length(std::string_view text)
{
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        units += (byte & 0xC0) != 0x80; // one for each lead byte
        units += byte >= 0xF0;          // and one more for a pair
    }
    return units;
}

std::strong_ordering compareUtf16(std::string_view a, std::string_view b)
{
    const auto [inA, inB] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (inA == a.end() || inB == b.end())
        return a.size() <=> b.size();
    std::size_t at = static_cast<std::size_t>(inA - a.begin());
    const auto byteA = static_cast<unsigned char>(*inA);
    const auto byteB = static_cast<unsigned char>(*inB);
    const bool tails = (byteA & 0xC0) == 0x80 && (byteB & 0xC0) == 0x80;
    if (!tails && utf16Rank(byteA) != utf16Rank(byteB))
        return utf16Rank(byteA) <=> utf16Rank(byteB);
    while (at > 0 && (static_cast<unsigned char>(a[at]) & 0xC0) == 0x80)
        --at;
    return unitsAt(a, at) <=> unitsAt(b, at);
}

void appendCodePoint(std::string& out, char32_t codePoint)
{
    const auto put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (codePoint < 0x80) {
        put(codePoint);
    } else if (codePoint < 0x800) {
        put(0xC0 | codePoint >> 6);
        put(0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
        put(0xE0 | codePoint >> 12);
        put(0x80 | (codePoint >> 6 & 0x3F));
        put(0x80 | (codePoint & 0x3F));
    } else {
        put(0xF0 | codePoint >> 18);
        put(0x80 | (codePoint >> 12 & 0x3F));
        put(0x80 | (codePoint >> 6 & 0x3F));
        put(0x80 | (codePoint & 0x3F));
    }
}

bool repairUtf8(std::string& text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = sequenceLength(text, at);
        if (length == 0)
            break;
        at += length;
    }
    if (at == text.size())
        return false;
    std::string repaired = text.substr(0, at);
    while (at < text.size()) {
        const std::size_t length = sequenceLength(text, at);
        if (length) {
            repaired.append(text, at, length);
            at += length;
        } else {
            repaired.append("\xEF\xBF\xBD");
            at += damagedLength(text, at);
        }
    }
    text = std::move(repaired);
    return true;
}

} // namespace heapline
