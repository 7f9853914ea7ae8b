// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_column.h"

namespace heapline {

void NumberColumn::resize(std::size_t rows)
{
    if (isWide())
        m_wide.resize(rows);
    else
        m_narrow.resize(rows);
}

void NumberColumn::reserve(std::size_t rows)
{
    if (isWide())
        m_wide.reserve(rows);
    else
        m_narrow.reserve(rows);
}

void NumberColumn::widen()
{
    if (isWide() || m_narrow.empty())
        return;
    m_wide.assign(m_narrow.begin(), m_narrow.end());
    m_narrow = {};
}

} // namespace heapline
