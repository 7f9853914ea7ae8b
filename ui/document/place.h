// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace heapline {

/// Where the selection can be looked at; see Document::reveal().
enum class Place { Summary, Containment, Dominators, Treemap, Comparison, Retainers, Paths, Object, AllocationStack };

} // namespace heapline
