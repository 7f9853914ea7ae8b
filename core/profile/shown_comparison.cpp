// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/shown_comparison.h"

#include <span>
#include <utility>

namespace heapline {

namespace {

std::span<const std::uint8_t> spanOf(const ShownComparison::Passes& passes)
{
    return passes ? std::span(*passes) : std::span<const std::uint8_t>();
}

} // namespace

bool ShownComparison::isListed(std::size_t row) const
{
    const ClassDifference& difference = rows[row];
    return isById() ? difference.differs() : difference.countDelta() != 0 || difference.sizeDelta() != 0;
}

std::vector<std::uint32_t> ShownComparison::listedRows(DifferenceOrder order, bool descending) const
{
    std::vector<std::uint32_t> places;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        if (isListed(row))
            places.push_back(row);
    }
    sortDifferences(rows, places, order, descending);
    return places;
}

std::vector<NodeOrdinal> ShownComparison::objectsOf(std::size_t row, ComparedSide side) const
{
    const bool isNewer = side == ComparedSide::Newer;
    if (!isNewer && matched && passes)
        return {}; // see narrowRows()
    const Heap& heap = heapOf(side);
    const std::span<const NodeOrdinal> all = !matched  ? heap.classes.membersOf(ClassId(static_cast<std::uint32_t>(row)))
                                             : isNewer ? matched->rows.addedOf(row)
                                                       : matched->rows.removedOf(row);
    const std::optional<IdRange>& ids = isNewer ? newerIds : baseIds;
    const std::span<const std::uint8_t> passing = spanOf(passes); // of ranges: both sides are objects of one heap
    std::vector<NodeOrdinal> objects;
    for (const NodeOrdinal node : all) {
        if ((!ids || ids->contains(heap.graph.nodes.id[node.value])) && (passing.empty() || passing[node.value] != 0))
            objects.push_back(node);
    }
    return objects;
}

std::vector<ComparedObject> ShownComparison::objectsOf(std::size_t row, DifferenceOrder order, bool descending) const
{
    const ComparedArrangement arrangement = arrangementOf(order, descending);
    std::vector<ComparedObject> all;
    all.reserve(objectCount(row));
    const auto add = [&](ComparedSide side) {
        std::vector<NodeOrdinal> objects = objectsOf(row, side);
        sortComparedObjects(heapOf(side), objects, order,
                            side == ComparedSide::Newer ? arrangement.newerDescending : arrangement.baseDescending);
        for (const NodeOrdinal object : objects)
            all.push_back({side, object});
    };
    add(arrangement.first);
    add(arrangement.first == ComparedSide::Newer ? ComparedSide::Base : ComparedSide::Newer);
    return all;
}

ShownComparison showProfiles(std::shared_ptr<const Profile> newer, std::shared_ptr<const Profile> base,
                             std::shared_ptr<const ProfileComparison> matched, const std::optional<IdRange>& ids,
                             ShownComparison::Passes passes)
{
    ShownComparison shown;
    shown.newer = std::move(newer);
    shown.base = std::move(base);
    shown.matched = std::move(matched);
    if (shown.isById()) {
        shown.newerIds = ids;
        shown.baseIds = ids;
        shown.passes = std::move(passes);
    }
    if (shown.newerIds || shown.passes)
        shown.rows =
            narrowRows(shown.matched->rows, *shown.newer->heap, *shown.base->heap, shown.newerIds, spanOf(shown.passes));
    else
        shown.rows = shown.matched->rows.rows;
    return shown;
}

ShownComparison showRanges(std::shared_ptr<const Profile> profile, const std::optional<IdRange>& newerIds,
                           const std::optional<IdRange>& baseIds, ShownComparison::Passes passes)
{
    const Heap& heap = *profile->heap;
    ShownComparison shown;
    shown.newerIds = newerIds;
    shown.baseIds = baseIds;
    shown.passes = std::move(passes);
    ClassRowScratch scratch;
    std::vector<ClassRow> newer;
    std::vector<ClassRow> base;
    const auto compute = [&](const std::optional<IdRange>& ids, std::vector<ClassRow>& rows) {
        if (shown.passes)
            computeClassRows(heap, ids, *shown.passes, scratch, rows);
        else
            computeClassRows(heap, ids, scratch, rows);
    };
    compute(newerIds, newer);
    compute(baseIds, base);
    shown.rows.resize(heap.classes.size());
    for (ClassDifference& row : compareRows(heap, newer, base)) {
        const ClassId id = row.newerClass;
        shown.rows[id.value] = std::move(row);
    }
    shown.base = profile;
    shown.newer = std::move(profile);
    return shown;
}

} // namespace heapline
