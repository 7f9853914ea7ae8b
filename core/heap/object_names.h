// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/heap/heap_graph.h"

#include <string>

namespace heapline {

/// Name of an object as DevTools displays it: the text of concatenated strings put together, plain objects as "{a, b, …, z}",
/// others their raw name. WTF-8; may be long (V8 cuts flat strings at 1024 units).
std::string objectName(const HeapGraph& graph, NodeOrdinal node);

/// The name dressed for a row: strings in quotes, regular expressions in slashes, functions with (), backing stores with [].
std::string objectTitle(const HeapGraph& graph, NodeOrdinal node);

/// Whether an edge is named by text: no element, no hidden one, no shortcut whose name starts with an integer.
bool hasStringName(const HeapGraph& graph, EdgeIndex edge);

/// Name of an edge as shown: its name, or its number ("7"). Shortcuts whose name starts with an integer count as numbered.
std::string edgeTitle(const HeapGraph& graph, EdgeIndex edge);

} // namespace heapline
