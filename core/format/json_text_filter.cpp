// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/json_text_filter.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace heapline {

namespace {

constexpr std::string_view replacementEscape = "\\ufffd";
constexpr std::string_view replacementUtf8 = "\xEF\xBF\xBD";
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

/// Characters that stand in a string as they are: no quote, no escape, no control character, nothing beyond ASCII.
constexpr std::array<bool, 256> isPlain = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0x20; c < 0x80; ++c)
        table[c] = c != '"' && c != '\\';
    return table;
}();

} // namespace

JsonTextFilter::JsonTextFilter(ByteSource& source, Progress& progress)
    : m_source(source)
    , m_progress(progress)
    , m_raw(blockBytes + longestCarry)
{
    m_out.reserve(m_raw.size() + m_raw.size() / 8);
    m_next = m_end = m_out.data();
}

std::uint64_t JsonTextFilter::lastValuePosition() const
{
    const auto isDelimiter = [](char c) { return c != 0 && std::strchr(":,[]{} \t\r\n", c) != nullptr; };
    const char* const begin = m_out.data();
    const char* at = m_next;
    if (at != begin && (at[-1] == '{' || at[-1] == '['))
        return textPosition(at - 1);
    while (at != begin && isDelimiter(at[-1])) // the parser has looked at what follows a number
        --at;
    if (at != begin && at[-1] == '"') {
        for (--at; at != begin; --at) {
            if (at[-1] == '"' && (at - 1 == begin || at[-2] != '\\'))
                return textPosition(at - 1);
        }
        return textPosition(begin);
    }
    while (at != begin && !isDelimiter(at[-1]))
        --at;
    return textPosition(at);
}

std::uint64_t JsonTextFilter::textPosition(const char* at) const
{
    const auto place = static_cast<std::size_t>(at - m_out.data());
    const auto after = std::upper_bound(m_shifts.begin(), m_shifts.end(), place,
                                        [](std::size_t wanted, const Shift& shift) { return wanted < shift.from; });
    const std::int64_t by = after == m_shifts.begin() ? 0 : (after - 1)->by;
    return m_blockBegin + static_cast<std::uint64_t>(static_cast<std::int64_t>(place) + by);
}

bool JsonTextFilter::refill()
{
    do {
        if (m_sourceEnded) {
            m_reachedEnd = true;
            return false;
        }
        const std::size_t carried = m_rawSize - m_taken;
        std::copy(m_raw.data() + m_taken, m_raw.data() + m_rawSize, m_raw.data());
        m_blockBegin += m_taken;
        const std::size_t got = m_source.read(m_raw.data() + carried, blockBytes);
        m_progress.update(m_source.storedPosition(), m_source.storedBytes());
        m_sourceEnded = got == 0;
        m_rawSize = carried + got;
        m_taken = 0;
        filterBlock();
        m_next = m_out.data();
        m_end = m_next + m_out.size();
    } while (m_next == m_end);
    return true;
}

void JsonTextFilter::filterBlock()
{
    m_out.clear();
    m_shifts.clear();
    if (m_blockBegin == 0 && std::string_view(m_raw.data(), m_rawSize).starts_with(byteOrderMark)) {
        m_taken = byteOrderMark.size();
        noteShift();
    }
    while (m_taken < m_rawSize) {
        if (!m_inString) {
            const void* quote = std::memchr(m_raw.data() + m_taken, '"', m_rawSize - m_taken);
            const std::size_t end =
                quote ? static_cast<std::size_t>(static_cast<const char*>(quote) - m_raw.data()) + 1 : m_rawSize;
            copy(end - m_taken);
            m_inString = quote != nullptr;
            continue;
        }
        std::size_t plain = m_taken;
        while (plain < m_rawSize && isPlain[static_cast<unsigned char>(m_raw[plain])])
            ++plain;
        copy(plain - m_taken);
        if (m_taken < m_rawSize && !filterSpecial())
            return;
    }
}

bool JsonTextFilter::filterSpecial()
{
    const auto byte = static_cast<unsigned char>(m_raw[m_taken]);
    if (byte == '"') {
        copy(1);
        m_inString = false;
        m_damagedStrings += m_isDamaged;
        m_isDamaged = false;
        return true;
    }
    if (byte == '\\')
        return filterEscape();
    if (byte < 0x20) {
        constexpr std::string_view digits = "0123456789abcdef";
        const char escape[] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
        replace(1, {escape, sizeof escape});
        return true;
    }
    return filterUtf8();
}

bool JsonTextFilter::filterEscape()
{
    const std::size_t left = m_rawSize - m_taken;
    if (left < 2 || (m_raw[m_taken + 1] == 'u' && left < 6))
        return passOrCarry(left);
    const int unit = m_raw[m_taken + 1] == 'u' ? hexValue(m_taken + 2) : -1;
    if (unit < 0xD800 || unit > 0xDFFF) {
        copy(unit < 0 ? 2 : 6);
        return true;
    }
    if (unit < 0xDC00) {
        const bool mayBePair = left < 7 || (m_raw[m_taken + 6] == '\\' && (left < 8 || m_raw[m_taken + 7] == 'u'));
        if (left < 12 && mayBePair && !m_sourceEnded)
            return false;
        const int second = left >= 12 && mayBePair ? hexValue(m_taken + 8) : -1;
        if (second >= 0xDC00 && second <= 0xDFFF) {
            copy(12);
            return true;
        }
    }
    m_isDamaged = true;
    replace(6, replacementEscape);
    return true;
}

bool JsonTextFilter::filterUtf8()
{
    const auto byteAt = [this](std::size_t i) { return static_cast<unsigned char>(m_raw[m_taken + i]); };
    const unsigned lead = byteAt(0);
    const std::size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
                               : (lead & 0xF0) == 0xE0        ? 3
                               : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                              : 1;
    const std::size_t there = std::min(length, m_rawSize - m_taken);
    bool isValid = length > 1;
    for (std::size_t i = 1; i < there; ++i)
        isValid = isValid && (byteAt(i) & 0xC0) == 0x80;
    if (isValid && there > 1) {
        isValid = !(lead == 0xE0 && byteAt(1) < 0xA0) && !(lead == 0xED && byteAt(1) > 0x9F)     // overlong; surrogates
                  && !(lead == 0xF0 && byteAt(1) < 0x90) && !(lead == 0xF4 && byteAt(1) > 0x8F); // overlong; past U+10FFFF
    }
    if (isValid && there < length && !m_sourceEnded)
        return false;
    if (isValid && there == length) {
        copy(length);
    } else {
        m_isDamaged = true;
        replace(1, replacementUtf8);
    }
    return true;
}

bool JsonTextFilter::passOrCarry(std::size_t left)
{
    if (!m_sourceEnded)
        return false;
    copy(left);
    return true;
}

int JsonTextFilter::hexValue(std::size_t at) const
{
    int value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        const char c = m_raw[i];
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

void JsonTextFilter::copy(std::size_t bytes)
{
    m_out.append(m_raw.data() + m_taken, bytes);
    m_taken += bytes;
}

void JsonTextFilter::replace(std::size_t bytes, std::string_view by)
{
    m_out.append(by);
    m_taken += bytes;
    if (bytes != by.size())
        noteShift();
}

void JsonTextFilter::noteShift()
{
    m_shifts.push_back({m_out.size(), static_cast<std::int64_t>(m_taken) - static_cast<std::int64_t>(m_out.size())});
}

} // namespace heapline
