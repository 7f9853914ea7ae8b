// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/string_table.h"

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace heapline {

/// Appends texts to a string table, each only once. Nothing else may append to the table meanwhile.
class StringInterner {
public:
    explicit StringInterner(StringTable& table) : m_table(table), m_slots(initialSlots) {}

    /// The row of a text, new or known. O(length)
    StringId intern(std::string_view text)
    {
        if ((m_hashes.size() + 1) * 2 > m_slots.size())
            grow();
        const std::size_t hash = std::hash<std::string_view>()(text);
        std::size_t slot = hash & (m_slots.size() - 1);
        for (; m_slots[slot].isValid(); slot = (slot + 1) & (m_slots.size() - 1)) {
            const StringId known = m_slots[slot];
            if (m_hashes[known.value] == hash && m_table[known] == text)
                return known;
        }
        m_slots[slot] = m_table.append(text);
        m_hashes.push_back(hash);
        return m_slots[slot];
    }

private:
    static constexpr std::size_t initialSlots = 1024; // a power of two, as all sizes

    void grow()
    {
        m_slots.assign(m_slots.size() * 2, StringId());
        for (std::size_t row = 0; row < m_hashes.size(); ++row) {
            std::size_t slot = m_hashes[row] & (m_slots.size() - 1);
            while (m_slots[slot].isValid())
                slot = (slot + 1) & (m_slots.size() - 1);
            m_slots[slot] = StringId(row);
        }
    }

    StringTable& m_table;
    std::vector<StringId> m_slots;     ///< open addressing; invalid = free
    std::vector<std::size_t> m_hashes; ///< row of the table -> hash of its text
};

} // namespace heapline
