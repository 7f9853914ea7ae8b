// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/ids.h"
#include "core/base/progress.h"
#include "core/base/range.h"
#include "core/base/text_pattern.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace heapline {

class HeapIndexes;
struct Heap;

/// What of the objects is searched.
enum class SearchPlace {
    Everything, ///< all below; a text such as "@117613" is an id and nothing else
    Ids,
    Classes,
    Properties, ///< names of properties, and of variables in scopes
    Strings,    ///< texts of flat and concatenated strings, as far as they are displayed
    Names       ///< displayed names of all other objects: functions, code, regular expressions, plain objects, …
};

/// How an object was found.
enum class HitKind {
    Id,
    Class,
    Property, ///< it has a property of that name
    Value,    ///< it is the value of such a property
    String,
    Name
};

/// What objects make up that were found, each counted once.
struct HitTotals {
    std::uint64_t count = 0;
    std::uint64_t shallowSize = 0;  ///< bytes of these objects alone
    std::uint64_t retainedSize = 0; ///< bytes of those that no other one of them dominates
    std::int32_t distance = 0;      ///< smallest raw distance of them

    bool operator==(const HitTotals&) const = default;
};

/// Objects that were found in one way.
struct HitGroup {
    HitKind kind = HitKind::Id;
    ClassId classId;              ///< that they have in common; invalid for Property and Value
    StringId property;            ///< name of the property; Property and Value only
    std::size_t first = 0;        ///< first of them in ObjectHits::objects
    std::size_t last = 0;         ///< first one behind them
    std::uint64_t references = 0; ///< properties of that name; Property and Value only
    HitTotals totals;
};

/// All groups of one kind.
struct HitSection {
    HitKind kind = HitKind::Id;
    std::size_t firstGroup = 0;
    std::size_t lastGroup = 0; ///< first one behind them
    std::uint64_t references = 0;
    HitTotals totals;
};

/// What a search found. Four bytes for each object of each group.
struct ObjectHits {
    std::vector<HitSection> sections; ///< of kinds that have hits, in the order of HitKind
    std::vector<HitGroup> groups;     ///< by section, ascending by class or name; none is empty
    Column<NodeOrdinal> objects;      ///< by group, ascending within one, each once
    HitTotals totals;                 ///< of all sections taken together
    std::size_t classes = 0;          ///< that the objects are of
    std::size_t undecided = 0;        ///< texts that the expression would take too long on; they count as no match

    std::span<const HitGroup> groupsOf(const HitSection& section) const
    {
        return std::span(groups).subspan(section.firstGroup, section.lastGroup - section.firstGroup);
    }
    std::span<const NodeOrdinal> objectsOf(const HitGroup& group) const
    {
        return std::span(objects).subspan(group.first, group.last - group.first);
    }
};

struct ObjectQuery {
    TextPattern pattern; ///< empty: nothing is found
    SearchPlace place = SearchPlace::Everything;
    std::optional<IdRange> ids;           ///< none: objects of all ids
    std::span<const std::uint8_t> passes; ///< [nodes] 1 or 0; empty: all pass
};

/// The id that a text names: "@117613" or "117613".
std::optional<std::uint64_t> idOfText(std::string_view text);

/// Searches the objects of a heap that are in the range and pass, on all cores. Objects without bytes are found by their id only. Names and
/// strings are those that DevTools displays and searches; where everything is searched, an object that is listed with its class is not listed
/// by its name once more. O(bytes of strings + nodes + edges) beside what one made-up name costs for each shape of plain objects.
/// @param indexes of the heap
/// @throws ErrorException Cancelled; CostlyPattern
ObjectHits searchObjects(const Heap& heap, const HeapIndexes& indexes, const ObjectQuery& query, const Progress& progress);

/// [nodes] 1 for what was found, else 0.
std::vector<std::uint8_t> passesOf(const ObjectHits& hits, std::size_t nodeCount);

} // namespace heapline
