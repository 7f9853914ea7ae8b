// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/range.h"
#include "core/heap/class_table.h"
#include "core/heap/heap.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace heapline {

// Rows of the Summary in DevTools' default order: by retained size, then by name, then by the first object that is counted.

/// Of the objects of an id range, or of all.
std::vector<ClassRow> listClasses(const Heap& heap, const std::optional<IdRange>& ids);

/// Of the objects that a filter lets through. @param passes [nodes] 1 or 0
std::vector<ClassRow> listClasses(const Heap& heap, std::span<const std::uint8_t> passes);

} // namespace heapline
