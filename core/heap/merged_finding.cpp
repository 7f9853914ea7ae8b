// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/merged_finding.h"

#include "core/heap/heap.h"
#include "core/heap/object_names.h"
#include "core/heap/users_objects.h"

#include <algorithm>
#include <optional>

namespace heapline {

namespace {

MergedPlace placeOf(const MergedRow& row)
{
    return {row.holders.size() == 1 ? row.holders.front().object : NodeOrdinal(), row.holderClass, row.holders.size()};
}

NodeOrdinal anyHolder(const MergedRow& row)
{
    return row.holders.front().object;
}

/// Whether a program calls the reference by a name.
bool isNamedByProgram(const HeapGraph& graph, EdgeIndex edge)
{
    const EdgeKind kind = graph.kind(edge);
    return (kind == EdgeKind::Context || kind == EdgeKind::Property || kind == EdgeKind::Shortcut)
           && hasStringName(graph, edge) && graph.edgeName(edge) != "__proto__";
}

/// The first level from one on for which something is true of its first row.
template <typename Test>
std::optional<std::size_t> firstLevel(std::span<const std::vector<MergedRow>> levels, std::size_t from, Test test)
{
    for (std::size_t level = from; level < levels.size(); ++level) {
        const MergedRow& row = levels[level].front();
        if (row.kind != MergedRow::Kind::Reference || 2 * row.count < levels.front().front().count)
            return {};
        if (test(row))
            return level;
    }
    return {};
}

} // namespace

MergedFinding findMainHolder(const Heap& heap, std::span<const std::vector<MergedRow>> levels)
{
    const HeapGraph& graph = heap.graph;
    MergedFinding finding;
    if (levels.empty() || levels.front().empty())
        return finding;
    for (const MergedRow& row : levels.front())
        finding.total += row.count;
    const auto tell = [&](std::size_t level) { finding.count = levels[level].front().count; };
    finding.kind = levels.front().front().kind;
    tell(0);
    if (finding.kind != MergedRow::Kind::Reference)
        return finding;

    const auto isUsers = [&](const MergedRow& row) { return isUsersObject(graph, anyHolder(row)); };
    const auto isNamed = [&](const MergedRow& row) { return isUsers(row) && isNamedByProgram(graph, row.edge); };
    const auto first = firstLevel(levels, 0, isUsers);
    if (!first) { // only the engine holds them
        finding.reference = levels.front().front().reference;
        finding.owner = placeOf(levels.front().front());
        return finding;
    }
    const MergedRow& nearest = levels[*first].front();
    const bool isOwner = isNamed(nearest);
    const auto owning = isOwner ? first : firstLevel(levels, *first + 1, isNamed);
    if (!isOwner)
        finding.container = placeOf(nearest);
    tell(owning.value_or(*first));
    if (!owning)
        return finding;
    const MergedRow& owner = levels[*owning].front();
    finding.reference = owner.reference;
    finding.owner = placeOf(owner);
    if (isScope(graph, anyHolder(owner))) {
        const auto user = firstLevel(levels.first(std::min(*owning + 2, levels.size())), *owning + 1,
                                     [&](const MergedRow& row) { return graph.kind(anyHolder(row)) == NodeKind::Closure; });
        if (user)
            finding.function = placeOf(levels[*user].front());
    }
    return finding;
}

} // namespace heapline
