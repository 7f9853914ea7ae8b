// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/heap_columns.h"
#include "core/base/ids.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace heapline {

/// A place in a script, as heap files tell it: line and column are 0-based, and the script is V8's number for it.
struct SourcePlace {
    std::int64_t scriptId = 0;
    std::int64_t line = 0;
    std::int64_t column = 0;

    auto operator<=>(const SourcePlace&) const = default;
};

/// Where functions are defined, and of other objects their constructors. Eight bytes for each object that has a place: many objects
/// share few places.
class SourcePlaces {
public:
    SourcePlaces() = default;
    /// Of several places of one object the last one counts, as in DevTools. O(locations), and a sort if they are in no order.
    explicit SourcePlaces(const LocationColumns& locations);

    std::size_t size() const { return m_object.size(); }
    NodeOrdinal object(std::size_t row) const { return m_object[row]; }   ///< ascending
    std::uint32_t place(std::size_t row) const { return m_placeOf[row]; } ///< row of places()
    const std::vector<SourcePlace>& places() const { return m_places; }   ///< each once, in the order of their first objects

    /// Nothing when the file tells none. O(log objects)
    std::optional<SourcePlace> of(NodeOrdinal object) const;

    /// See core/cache/archive.h.
    template <typename Archive, typename Self>
    static void archive(Archive& archive, Self& self)
    {
        archive(self.m_object, self.m_placeOf, self.m_places);
    }

private:
    Column<NodeOrdinal> m_object;
    Column<std::uint32_t> m_placeOf;
    std::vector<SourcePlace> m_places;
};

} // namespace heapline
