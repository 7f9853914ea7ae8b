// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/ids.h"
#include "core/base/range.h"
#include "core/heap/object_nesting.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace heapline {

struct Heap;

/// Inferred shape of plain objects, such as "{host, port}".
struct InterfaceDefinition {
    std::string name;
    std::vector<std::string> properties;
    std::uint64_t count = 0; ///< plain objects whose first properties are these
};

/// The classes of a heap: groups of objects with one class name, objects also with one place of their constructor.
/// Groups of equal key are one class (DevTools loses one of two that collide).
struct ClassTable {
    std::vector<std::string> name;          ///< class -> name: constructor, "(string)", "{a, b}", …
    std::vector<std::string> key;           ///< class -> DevTools' public key: ",name" or "scriptId,line,column,name"
    std::vector<std::uint32_t> firstMember; ///< [classes + 1] first entry of each class in members
    Column<NodeOrdinal> members; ///< nodes grouped by class, ascending within a class; only nodes with shallow size > 0
    ObjectNesting nesting;       ///< by class
    std::vector<InterfaceDefinition> interfaces; ///< most frequent first

    std::size_t size() const { return name.size(); }
    std::span<const NodeOrdinal> membersOf(ClassId id) const
    {
        return std::span(members).subspan(firstMember[id.value], firstMember[id.value + 1] - firstMember[id.value]);
    }
};

/// A row of the Summary view.
struct ClassRow {
    ClassId id;
    std::uint64_t count = 0;        ///< objects with shallow size > 0
    std::uint64_t shallowSize = 0;  ///< bytes of these objects alone
    std::uint64_t retainedSize = 0; ///< bytes of those that are in no other counted object of the class
    std::int32_t distance = 0;      ///< smallest raw distance of them

    bool operator==(const ClassRow&) const = default;
};

/// Buffers of a class-row query, kept by the caller from one query to the next.
struct ClassRowScratch {
    std::vector<ClassRow> byClass;
    std::vector<std::uint8_t> blocked; ///< row of ClassTable::nesting -> it or an outer one is counted
};

/// Rows of all classes that have objects in the id range (or in the whole heap), in ClassId order.
/// O(objects). @param out emptied first
/// @see DevTools HeapSnapshot.ts, aggregates
void computeClassRows(const Heap& heap, const std::optional<IdRange>& ids, ClassRowScratch& scratch,
                      std::vector<ClassRow>& out);

/// The same for the objects in the range that a filter lets through. @param passes [nodes] 1 or 0
void computeClassRows(const Heap& heap, const std::optional<IdRange>& ids, std::span<const std::uint8_t> passes,
                      ClassRowScratch& scratch, std::vector<ClassRow>& out);

/// The same for the objects that a filter lets through. @param passes [nodes] 1 or 0
void computeClassRows(const Heap& heap, std::span<const std::uint8_t> passes, ClassRowScratch& scratch,
                      std::vector<ClassRow>& out);

} // namespace heapline
