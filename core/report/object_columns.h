// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"

#include <string>
#include <vector>

namespace heapline {

// Columns of an object and of a reference in reports on the heap, and their cells.

/// Distance, shallow and retained size.
std::vector<ReportColumn> objectFigureColumns();
/// @param distance as the view shows it; 100 000 000 and more for objects that only the engine reaches or that nothing does
std::vector<Cell> objectFigureCells(const Heap& heap, NodeOrdinal object, std::int64_t distance);

/// For programs: name and type of a reference, id, type, class and title of an object.
std::vector<ReportColumn> referenceDataColumns();
/// @param edge invalid: there is none
std::vector<Cell> referenceDataCells(const Heap& heap, EdgeIndex edge, NodeOrdinal object);

/// "Map @33621", for a cell: the name is cut to what one has room for.
std::string objectLabel(const HeapGraph& graph, NodeOrdinal object);
/// The same for a heading, a sentence or a record, which have less room.
std::string shortObjectLabel(const HeapGraph& graph, NodeOrdinal object);
/// "sessions", "[3]".
std::string referenceLabel(const HeapGraph& graph, EdgeIndex edge);

void append(std::vector<ReportColumn>& columns, std::vector<ReportColumn> more);
void append(std::vector<Cell>& cells, std::vector<Cell> more);

} // namespace heapline
