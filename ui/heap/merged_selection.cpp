// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/merged_selection.h"

#include "core/profile/allocated_by.h"

#include <utility>

namespace heapline {

namespace {

/// @param passes [nodes] 1 or 0; empty: all pass
template <typename Objects>
std::vector<NodeOrdinal> counted(const Heap& heap, const Objects& objects, const RangeFigures* figures,
                                 std::span<const std::uint8_t> passes)
{
    std::vector<NodeOrdinal> left;
    for (const NodeOrdinal object : objects) {
        const bool isCounted = (!figures || !figures->ids || figures->ids->contains(heap.graph.nodes.id[object.value]))
                               && (!figures || !figures->passes || (*figures->passes)[object.value])
                               && (passes.empty() || passes[object.value]);
        if (isCounted)
            left.push_back(object);
    }
    return left;
}

std::vector<NodeOrdinal> objectsOfItem(const Profile& profile, const RangeFigures* figures, const SelectedItem& item)
{
    const Heap& heap = *profile.heap;
    switch (item.kind) {
    case SelectedItem::Kind::Object: return {item.object};
    case SelectedItem::Kind::Class: return counted(heap, heap.classes.membersOf(item.classId), figures, {});
    case SelectedItem::Kind::Function: {
        if (!figures || !figures->shown)
            return {};
        const ShownStacks& shown = *figures->shown;
        const std::vector<std::uint8_t> passes =
            objectsOf(profile, nodesThrough(shown, shown.shownFrame(item.frame, item.grouping)));
        return counted(heap, heap.classes.members, figures, passes);
    }
    case SelectedItem::Kind::None: break;
    }
    return {};
}

} // namespace

std::span<const std::int32_t> MergedSelection::distance() const
{
    return ignored ? ignored->distance() : profile->heap->distance;
}

const PathTree& MergedSelection::tree() const
{
    return ignored ? ignored->pathTree(*profile->heap) : profile->heapIndexes.pathTree(*profile->heap);
}

std::shared_ptr<const MergedSelection> mergeSelection(const std::shared_ptr<const Profile>& profile,
                                                      std::shared_ptr<const IgnoredRetainers> ignored,
                                                      const std::shared_ptr<const RangeFigures>& figures,
                                                      const SelectedItem& item, const Progress& progress)
{
    const Heap& heap = *profile->heap;
    auto merged = std::make_shared<MergedSelection>();
    merged->profile = profile;
    merged->ignored = std::move(ignored);
    merged->item = item;
    merged->objects = unmerged(heap, objectsOfItem(*profile, figures.get(), item));
    merged->count = merged->objects.size();
    for (const MergedHolder& object : merged->objects)
        merged->bytes += object.bytes;
    progress.throwIfStopped();
    merged->levels = mergeMainWay(heap, merged->tree(), merged->distance(), merged->objects, mostMergedLevels, progress);
    merged->finding = findMainHolder(heap, merged->levels);
    return merged;
}

} // namespace heapline
