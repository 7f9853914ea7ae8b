// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/id_index.h"

#include "core/stacks/radix_sort.h"

#include <algorithm>

namespace heapline {

IdIndex::IdIndex(std::span<const std::uint64_t> ids, const Progress& progress)
{
    std::uint64_t largest = 0;
    for (const std::uint64_t id : ids)
        largest = std::max(largest, id);

    if (largest < 4 * ids.size() + 1024) {
        m_dense.resize(static_cast<std::size_t>(largest) + 1);
        for (std::size_t row = 0; row < ids.size(); ++row) {
            if (row % rowsPerProgressCheck == 0)
                progress.throwIfStopped();
            CallNodeId& node = m_dense[static_cast<std::size_t>(ids[row])];
            if (ids[row] == 0)
                continue;
            if (node.isValid())
                ++m_duplicates;
            else
                node = CallNodeId(row);
        }
        return;
    }

    std::vector<KeyedRow<std::uint64_t>> rows;
    rows.reserve(ids.size());
    for (std::size_t row = 0; row < ids.size(); ++row) {
        if (ids[row] != 0)
            rows.push_back({ids[row], static_cast<std::uint32_t>(row)});
    }
    sortByKey(rows, progress);
    m_sorted.reserve(rows.size());
    for (const KeyedRow<std::uint64_t>& row : rows) {
        if (!m_sorted.empty() && m_sorted.back().first == row.key)
            ++m_duplicates;
        else
            m_sorted.emplace_back(row.key, CallNodeId(row.row));
    }
}

CallNodeId IdIndex::find(std::uint64_t id) const
{
    if (id < m_dense.size())
        return m_dense[static_cast<std::size_t>(id)];
    const auto place = std::lower_bound(m_sorted.begin(), m_sorted.end(), id,
                                        [](const auto& entry, std::uint64_t wanted) { return entry.first < wanted; });
    return place != m_sorted.end() && place->first == id ? place->second : CallNodeId::invalid();
}

} // namespace heapline
