// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace heapline {

/// Finds UTF-16 units in one text again and again.
class Utf16Places {
public:
    /// @param text WTF-8; has to outlive this. O(length)
    explicit Utf16Places(std::string_view text);

    /// Number of UTF-16 units.
    std::uint64_t units() const { return m_units; }
    /// The characters that begin in the UTF-16 units [from, from + count). O(1)
    std::string_view slice(std::uint64_t from, std::uint64_t count) const;

private:
    struct Place {
        std::size_t byte = 0;
        std::uint64_t unit = 0;
    };

    /// Moves a place to the character behind.
    void advance(Place& place) const;
    /// Byte of the first character that begins at a unit or behind it.
    std::size_t byteOf(std::uint64_t unit) const;

    std::string_view m_text;
    std::uint64_t m_units = 0;
    std::vector<Place> m_places; ///< first character at each multiple of a fixed number of units, or behind it
};

} // namespace heapline
