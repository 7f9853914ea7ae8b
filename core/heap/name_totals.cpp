// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/name_totals.h"

#include "core/heap/dominator_tree.h"
#include "core/heap/heap.h"
#include "core/heap/stops.h"

namespace heapline {

namespace {

constexpr std::uint32_t noRow = 0xFFFFFFFF;

/// Adds up retained sizes on a walk down the dominator tree that knows which names stand above.
void addRetainedSizes(const Heap& heap, std::span<const std::uint32_t> rowOfName, std::vector<NameTotals>& totals,
                      const Progress& progress)
{
    struct Step {
        NodeOrdinal node;
        bool isLeaving;
    };
    const DominatorTree tree = buildDominatorTree(heap);
    std::vector<std::uint32_t> above(totals.size()); // row -> objects of the name from the root down to here
    std::vector<Step> open{{heap.graph.root, false}};
    for (std::size_t steps = 0; !open.empty(); ++steps) {
        if (steps % nodesBetweenStops == 0)
            progress.throwIfStopped();
        const Step step = open.back();
        open.pop_back();
        const std::uint32_t row = rowOfName[heap.graph.nodes.name[step.node.value].value];
        if (step.isLeaving) {
            --above[row];
            continue;
        }
        if (row != noRow) {
            if (above[row]++ == 0)
                totals[row].retainedSize += heap.retainedSize[step.node.value];
            open.push_back({step.node, true});
        }
        for (std::uint32_t i = tree.firstChild[step.node.value]; i < tree.firstChild[step.node.value + 1]; ++i)
            open.push_back({tree.children[i], false});
    }
}

} // namespace

std::vector<NameTotals> totalsByName(const Heap& heap, std::span<const std::uint8_t> isWanted, const Progress& progress)
{
    const HeapGraph& graph = heap.graph;
    std::vector<NameTotals> totals;
    std::vector<std::uint32_t> rowOfName(isWanted.size(), noRow);
    for (std::size_t name = 0; name < isWanted.size(); ++name) {
        if (isWanted[name]) {
            rowOfName[name] = static_cast<std::uint32_t>(totals.size());
            totals.push_back({StringId(name)});
        }
    }
    if (totals.empty())
        return totals;
    bool isNested = false; // whether objects of one name may be within each other
    for (std::size_t node = 0; node < graph.nodeCount(); ++node) {
        if (node % nodesBetweenStops == 0)
            progress.throwIfStopped();
        const std::uint32_t row = rowOfName[graph.nodes.name[node].value];
        if (row == noRow)
            continue;
        isNested = ++totals[row].objects > 1 || isNested;
        totals[row].shallowSize += heap.shallowSize[node];
        totals[row].retainedSize += heap.retainedSize[node];
    }
    for (std::size_t edge = 0; edge < graph.edgeCount(); ++edge) {
        if (edge % nodesBetweenStops == 0)
            progress.throwIfStopped();
        if (graph.isNumbered(EdgeIndex(edge)))
            continue;
        const std::uint32_t row = rowOfName[graph.edges.nameOrIndex[edge]];
        if (row != noRow)
            ++totals[row].references;
    }
    if (isNested) {
        for (NameTotals& row : totals)
            row.retainedSize = 0;
        addRetainedSizes(heap, rowOfName, totals, progress);
    }
    return totals;
}

} // namespace heapline
