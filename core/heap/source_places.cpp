// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/source_places.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace heapline {

namespace {

struct PlaceHash {
    std::size_t operator()(const SourcePlace& place) const noexcept
    {
        std::size_t hash = 0;
        for (const std::int64_t part : {place.scriptId, place.line, place.column})
            hash = (hash ^ std::hash<std::int64_t>()(part)) * 0x9E3779B97F4A7C15ULL;
        return hash ^ (hash >> 32);
    }
};

/// Rows by object, equal ones in their order in the file; empty when they stand so already.
std::vector<std::uint32_t> rowsByObject(const LocationColumns& locations)
{
    if (std::ranges::is_sorted(locations.object))
        return {};
    std::vector<std::uint32_t> rows(locations.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        rows[i] = i;
    std::ranges::stable_sort(rows, {}, [&](std::uint32_t row) { return locations.object[row]; });
    return rows;
}

} // namespace

SourcePlaces::SourcePlaces(const LocationColumns& locations)
{
    const std::vector<std::uint32_t> sorted = rowsByObject(locations);
    m_object.resize(locations.size());
    m_placeOf.resize(locations.size());
    std::unordered_map<SourcePlace, std::uint32_t, PlaceHash> numbers;
    std::size_t count = 0;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < locations.size(); ++i) {
        const std::size_t row = sorted.empty() ? i : sorted[i];
        const SourcePlace place{locations.scriptId[row], locations.line[row], locations.column[row]};
        if (m_places.empty() || m_places[number] != place) { // objects of one class often stand together
            number = numbers.try_emplace(place, static_cast<std::uint32_t>(m_places.size())).first->second;
            if (number == m_places.size())
                m_places.push_back(place);
        }
        if (count > 0 && m_object[count - 1] == locations.object[row])
            --count; // the last one counts
        m_object[count] = locations.object[row];
        m_placeOf[count] = number;
        ++count;
    }
    m_object.resize(count);
    m_placeOf.resize(count);
}

std::optional<SourcePlace> SourcePlaces::of(NodeOrdinal object) const
{
    const auto found = std::ranges::lower_bound(m_object, object);
    if (found == m_object.end() || *found != object)
        return {};
    return m_places[m_placeOf[static_cast<std::size_t>(found - m_object.begin())]];
}

} // namespace heapline
