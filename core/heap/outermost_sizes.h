// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <span>

namespace heapline {

struct DominatorPreorder;
struct Heap;

/// Bytes that would be freed with some objects: retained sizes of those that no other one of them dominates, so no byte counts twice.
/// @param objects each once. O(n) beside a sort of their places
std::uint64_t outermostRetainedSize(const Heap& heap, const DominatorPreorder& preorder,
                                    std::span<const NodeOrdinal> objects);

} // namespace heapline
