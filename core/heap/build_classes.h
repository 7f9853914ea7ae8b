// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/progress.h"
#include "core/heap/class_table.h"
#include "core/heap/dominators.h"
#include "core/heap/heap_graph.h"
#include "core/heap/source_places.h"

#include <cstdint>
#include <span>
#include <vector>

namespace heapline {

/// The class name of an object by its type alone; plain objects get theirs from inferObjectShapes().
/// @see DevTools HeapSnapshot.ts, calculateObjectNames
std::string classNameOf(const HeapGraph& graph, NodeOrdinal node);

/// Names and numbers the classes and gives each node one. Fills name, key and interfaces of the table.
/// @return [nodes] class
Column<ClassId> nameClasses(const HeapGraph& graph, const SourcePlaces& places, ClassTable& table, Progress& progress);

/// Fills members and nesting of a table.
/// @param dominator  [nodes] immediate dominators
/// @param topDown    Dominators::topDown; let go on the way
void groupByClass(const HeapGraph& graph, std::span<const NodeOrdinal> dominator, Column<NodeOrdinal> topDown,
                  const NumberColumn& shallowSize, std::span<const ClassId> classOf, ClassTable& table, Progress& progress);

} // namespace heapline
