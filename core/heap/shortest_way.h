// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <vector>

namespace heapline {

struct Heap;

/// The references from the root to an object over the fewest objects, the root's reference first. Follows distances; what has none, since only
/// weak references or rings lead there, is reached over weak references too.
/// @return empty for the root, and where no reference leads to the object.
/// O(references into the objects on the way), for objects without a distance O(references)
std::vector<EdgeIndex> shortestWay(const Heap& heap, NodeOrdinal object);

} // namespace heapline
