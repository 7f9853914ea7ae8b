// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/object_columns.h"

#include "core/heap/object_names.h"
#include "core/report/terminal_text.h"

#include <iterator>

namespace heapline {

namespace {

constexpr std::size_t mostRowColumns = 200; ///< of a name that may be a thousand units long, in each of many rows
constexpr std::size_t mostSentenceColumns = 60;

std::string labelOf(const HeapGraph& graph, NodeOrdinal object, std::size_t mostColumns)
{
    const bool isRoot = object == graph.root && graph.name(object).empty();
    return elidedText(isRoot ? "(root)" : objectTitle(graph, object), mostColumns) + " @"
           + std::to_string(graph.nodes.id[object.value]);
}

constexpr auto dataOnlyColumn = ColumnAudience::DataOnly;

template <typename T>
void moveBehind(std::vector<T>& list, std::vector<T>& more)
{
    list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

} // namespace

std::vector<ReportColumn> objectFigureColumns()
{
    return {{"distance", "Distance", ColumnKind::Distance},
            {"shallow_bytes", "Shallow", ColumnKind::Bytes},
            {"retained_bytes", "Retained", ColumnKind::Bytes},
            {"retained_percent", "Retained %", ColumnKind::Percent}};
}

std::vector<Cell> objectFigureCells(const Heap& heap, NodeOrdinal object, std::int64_t distance)
{
    std::vector<Cell>
        cells; // one by one: of a list of cells without a text g++ 12 says wrongly that texts are not initialised
    cells.emplace_back(distance);
    cells.emplace_back(heap.shallowSize[object.value]);
    cells.emplace_back(heap.retainedSize[object.value]);
    cells.emplace_back(Share{heap.retainedSize[object.value], heap.totalSize});
    return cells;
}

std::vector<ReportColumn> referenceDataColumns()
{
    return {{"reference", "", ColumnKind::Text, dataOnlyColumn}, {"reference_type", "", ColumnKind::Text, dataOnlyColumn},
            {"id", "", ColumnKind::Count, dataOnlyColumn},       {"object", "", ColumnKind::Text, dataOnlyColumn},
            {"type", "", ColumnKind::Text, dataOnlyColumn},      {"class", "", ColumnKind::Text, dataOnlyColumn}};
}

std::vector<Cell> referenceDataCells(const Heap& heap, EdgeIndex edge, NodeOrdinal object)
{
    const HeapGraph& graph = heap.graph;
    const bool hasEdge = edge.isValid();
    return {hasEdge ? Cell(edgeTitle(graph, edge)) : Cell(),
            hasEdge ? Cell(std::string(graph.typeName(edge))) : Cell(),
            std::uint64_t{graph.nodes.id[object.value]},
            objectTitle(graph, object),
            std::string(graph.typeName(object)),
            heap.classes.name[heap.classOf[object.value].value]};
}

std::string objectLabel(const HeapGraph& graph, NodeOrdinal object)
{
    return labelOf(graph, object, mostRowColumns);
}

std::string shortObjectLabel(const HeapGraph& graph, NodeOrdinal object)
{
    return labelOf(graph, object, mostSentenceColumns);
}

std::string referenceLabel(const HeapGraph& graph, EdgeIndex edge)
{
    const std::string title = edgeTitle(graph, edge);
    if (graph.kind(edge) == EdgeKind::Element)
        return '[' + title + ']';
    return title.empty() ? "\"\"" : title;
}

void append(std::vector<ReportColumn>& columns, std::vector<ReportColumn> more)
{
    moveBehind(columns, more);
}

void append(std::vector<Cell>& cells, std::vector<Cell> more)
{
    moveBehind(cells, more);
}

} // namespace heapline
