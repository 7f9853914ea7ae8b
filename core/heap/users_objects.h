// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

namespace heapline {

class HeapGraph;

// What a reader of the program's source knows, and what is only the engine's way to store it.

/// Whether an object is the scope of functions, which holds their variables.
bool isScope(const HeapGraph& graph, NodeOrdinal node);

/// Whether an object is one that a program's source speaks of: an object, a function, a regular expression, a native object or a scope.
bool isUsersObject(const HeapGraph& graph, NodeOrdinal node);

} // namespace heapline
