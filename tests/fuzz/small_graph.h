// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/heap/graph_builder.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace heapline {

/// A small graph that bytes describe: any bytes are one. 2 to 48 objects, the root first or last.
GraphBuilder graphOf(std::span<const std::uint8_t> bytes);

/// A graph as V8 would write it. @param order rotates fields of nodes and edges, and sections, which may stand in any order
std::string heapFileOf(const GraphBuilder& graph, std::size_t order);

} // namespace heapline
