// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/progress.h"
#include "core/heap/class_table.h"
#include "core/heap/heap_graph.h"

#include <cstdint>
#include <vector>

namespace heapline {

/// Plain objects named by the properties they have in common.
struct ObjectShapes {
    std::vector<InterfaceDefinition> definitions; ///< most frequent first
    /// [nodes] row of definitions for plain objects that match one, -1 for all others.
    Column<std::int32_t> definitionOf;
};

/// Finds the shapes that enough plain objects begin with, and gives each plain object the definition of which it has all properties:
/// the one with most properties, then the more frequent one.
/// @see DevTools HeapSnapshot.ts, inferInterfaceDefinitions, applyInterfaceDefinitions
ObjectShapes inferObjectShapes(const HeapGraph& graph, Progress& progress);

/// The same with definitions that are given: those of another heap, when two are compared.
ObjectShapes matchObjectShapes(const HeapGraph& graph, std::vector<InterfaceDefinition> definitions, Progress& progress);

} // namespace heapline
