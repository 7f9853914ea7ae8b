// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/terminal_text.h"

#include "core/base/utf16.h"

#include <algorithm>
#include <iterator>

namespace heapline {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

struct Span {
    char32_t first;
    char32_t last;
};

/// Wide and full-width blocks of Unicode's East Asian Width, coarse: whole blocks.
constexpr Span wide[] = {{0x1100, 0x115F},   {0x231A, 0x231B},  {0x2E80, 0x303E}, {0x3041, 0x33FF},   {0x3400, 0x4DBF},
                         {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},  {0xA960, 0xA97F}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
                         {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},  {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF},
                         {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

/// Combining marks and joiners of common scripts.
constexpr Span narrowest[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F},
                              {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D}, {0x20D0, 0x20FF},
                              {0x302A, 0x302D}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};

template <std::size_t n>
bool isIn(const Span (&spans)[n], char32_t codePoint)
{
    return std::any_of(std::begin(spans), std::end(spans),
                       [codePoint](const Span& span) { return codePoint >= span.first && codePoint <= span.last; });
}

std::size_t characterWidth(char32_t codePoint)
{
    return isIn(narrowest, codePoint) ? 0 : isIn(wide, codePoint) ? 2 : 1;
}

} // namespace

DecodedCharacter decodeCharacter(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const unsigned lead = byte(at);
    if (lead < 0x80)
        return {lead, 1, true};
    const std::size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
                               : lead >= 0xE0 && lead <= 0xEF ? 3
                               : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                              : 0;
    if (length == 0)
        return {};
    char32_t point = lead & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80)
            return {};
        point = point << 6 | (byte(at + i) & 0x3F);
    }
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (point < smallest[length] || point > 0x10FFFF)
        return {};
    return {point, length, point < 0xD800 || point > 0xDFFF};
}

bool isUnsafeCharacter(char32_t codePoint)
{
    return codePoint < 0x20 || (codePoint >= 0x7F && codePoint <= 0x9F) || codePoint == 0x061C || codePoint == 0x200E
           || codePoint == 0x200F || (codePoint >= 0x2028 && codePoint <= 0x202E)
           || (codePoint >= 0x2060 && codePoint <= 0x206F) || codePoint == 0xFEFF
           || (codePoint >= 0xFFF9 && codePoint <= 0xFFFB) || (codePoint >= 0xE0000 && codePoint <= 0xE007F);
}

std::string harmlessText(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const DecodedCharacter character = decodeCharacter(text, at);
        if (character.valid && character.codePoint < 0x20)
            appendCodePoint(out, 0x2400 + character.codePoint);
        else if (character.valid && character.codePoint == 0x7F)
            appendCodePoint(out, 0x2421);
        else if (!character.valid || isUnsafeCharacter(character.codePoint))
            out += replacement;
        else
            out.append(text, at, character.length);
        at += character.length;
    }
    return out;
}

std::size_t displayWidth(std::string_view text)
{
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const DecodedCharacter character = decodeCharacter(text, at);
        width += character.valid ? characterWidth(character.codePoint) : 1;
        at += character.length;
    }
    return width;
}

std::string elidedText(std::string_view text, std::size_t width)
{
    std::size_t used = 0;
    std::size_t cut = 0; // bytes that fit together with the ellipsis
    for (std::size_t at = 0; at < text.size();) {
        const DecodedCharacter character = decodeCharacter(text, at);
        used += character.valid ? characterWidth(character.codePoint) : 1;
        at += character.length;
        if (used > width)
            return width == 0 ? std::string() : std::string(text.substr(0, cut)) + "…";
        if (used + 1 <= width)
            cut = at;
    }
    return std::string(text);
}

std::string elidedAtFront(std::string_view text, std::size_t width)
{
    std::size_t used = displayWidth(text);
    if (used <= width || width == 0)
        return width == 0 ? std::string() : std::string(text);
    std::size_t at = 0;
    while (at < text.size() && used + 1 > width) {
        const DecodedCharacter character = decodeCharacter(text, at);
        used -= character.valid ? characterWidth(character.codePoint) : 1;
        at += character.length;
    }
    return "…" + std::string(text.substr(at));
}

} // namespace heapline
