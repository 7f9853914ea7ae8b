// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utf16_places.h"

namespace heapline {

namespace {

constexpr std::uint64_t unitsBetweenPlaces = 1024;

} // namespace

Utf16Places::Utf16Places(std::string_view text) : m_text(text)
{
    Place place;
    for (; place.byte < text.size(); advance(place)) {
        if (place.unit >= m_places.size() * unitsBetweenPlaces)
            m_places.push_back(place);
    }
    m_units = place.unit;
}

std::string_view Utf16Places::slice(std::uint64_t from, std::uint64_t count) const
{
    const std::size_t begin = byteOf(from);
    return m_text.substr(begin, byteOf(count < m_units ? from + count : m_units) - begin);
}

void Utf16Places::advance(Place& place) const
{
    const auto byteAt = [this](std::size_t at) { return static_cast<unsigned char>(m_text[at]); };
    place.unit += byteAt(place.byte) >= 0xF0 ? 2 : 1;
    do
        ++place.byte;
    while (place.byte < m_text.size() && (byteAt(place.byte) & 0xC0) == 0x80);
}

std::size_t Utf16Places::byteOf(std::uint64_t unit) const
{
    if (unit / unitsBetweenPlaces >= m_places.size())
        return m_text.size();
    Place place = m_places[static_cast<std::size_t>(unit / unitsBetweenPlaces)];
    while (place.byte < m_text.size() && place.unit < unit)
        advance(place);
    return place.byte;
}

} // namespace heapline
