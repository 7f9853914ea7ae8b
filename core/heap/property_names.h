// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/heap/heap_graph.h"

#include <string>
#include <string_view>

namespace heapline {

/// Whether an object is a plain one, such as a literal: of type object and named "Object".
bool isPlainObject(const HeapGraph& graph, NodeOrdinal node);

/// Whether an edge is a property that tells the shape of its object: all but `__proto__`.
bool isNamedProperty(const HeapGraph& graph, EdgeIndex edge);

/// A property's name as it stands between braces: as it is, or as a JSON string if it holds one of , ' " { }.
/// @see DevTools HeapSnapshot.ts, formatPropertyName
std::string formatPropertyName(std::string_view name);

} // namespace heapline
