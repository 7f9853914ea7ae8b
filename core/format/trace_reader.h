// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/stack_columns.h"
#include "core/format/heap_meta.h"
#include "core/format/text_cursor.h"

namespace heapline {

/// Reads `trace_tree`, a record written as an array whose `children` holds the records of the callees one after the other.
/// Does not recurse. @return whether the tree had the shape it should; if not, @p tree is empty and the section has been passed over
/// @throws ErrorException Truncated, BadSyntax
bool readTraceTree(TextCursor& cursor, const HeapLayout::TraceNode& layout, TraceTreeColumns& tree);

} // namespace heapline
