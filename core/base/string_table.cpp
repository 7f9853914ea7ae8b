// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/string_table.h"

namespace heapline {

StringId StringTable::append(std::string_view text)
{
    m_bytes.append(text);
    return finishRow();
}

StringId StringTable::finishRow()
{
    m_ends.push_back(m_bytes.size());
    return StringId(m_ends.size() - 1);
}

void StringTable::dropUnfinishedRow()
{
    m_bytes.resize(m_ends.empty() ? 0 : m_ends.back());
}

void StringTable::reserve(std::size_t strings, std::size_t bytes)
{
    m_ends.reserve(strings);
    m_bytes.reserve(bytes);
}

void StringTable::shrink()
{
    m_bytes.shrink_to_fit();
    m_ends.shrink_to_fit();
}

} // namespace heapline
