// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/object_grouping.h"

#include "core/base/text_format.h"
#include "core/heap/engine_classes.h"
#include "core/heap/object_names.h"
#include "core/stacks/frame_groups.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace heapline {

namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

/// Where an object goes, and what the groups are, before groups without objects are left out.
struct Division {
    Column<GroupId> groupOf;
    std::vector<ObjectGroup> about;
};

/// @param groupOf node -> number of a group, or GroupId::invalid().value
template <typename GroupOf>
Column<GroupId> eachObject(const Profile& profile, GroupOf groupOf)
{
    Column<GroupId> groups(profile.heap->graph.nodeCount());
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, groups.size(), 1 << 15), [&](const auto& range) {
        for (std::size_t node = range.begin(); node != range.end(); ++node)
            groups[node] = GroupId(groupOf(NodeOrdinal(node)));
    });
    return groups;
}

ObjectGroup special(ObjectGroup::Kind kind, std::string name)
{
    ObjectGroup group;
    group.kind = kind;
    group.name = std::move(name);
    return group;
}

ObjectGroup functionGroup(const Stacks& stacks, FrameId frame, FrameId ofProfile)
{
    ObjectGroup group;
    group.name = functionNameText(stacks, frame);
    group.place = placeText(stacks, frame);
    group.fullPlace = fullPlaceText(stacks, frame);
    group.frame = ofProfile;
    return group;
}

/// By the shown function that each object's stack ends in, or by its package.
Division byStack(const Profile& profile, const ShownStacks* shown, bool byPackage)
{
    const Stacks& source = *profile.stacks;
    const Stacks& stacks = shown ? *shown->stacks : source;
    Division division;
    std::vector<std::uint32_t> groupOfFrame(stacks.frames.size());
    if (byPackage) {
        const FrameGroups packages = groupFrames(source, Grouping::Package);
        for (std::size_t frame = 0; frame < groupOfFrame.size(); ++frame)
            groupOfFrame[frame] = packages.groupOf[shown ? shown->sourceFrame(FrameId(frame)).value : frame];
        for (std::size_t package = 0; package < packages.size(); ++package) {
            ObjectGroup group;
            group.name = packages.label[package];
            group.frame = packages.firstFrame[package];
            division.about.push_back(std::move(group));
        }
    } else {
        for (std::size_t frame = 0; frame < groupOfFrame.size(); ++frame) {
            groupOfFrame[frame] = static_cast<std::uint32_t>(frame);
            division.about.push_back(
                functionGroup(stacks, FrameId(frame), shown ? shown->sourceFrame(FrameId(frame)) : FrameId(frame)));
        }
    }
    const auto noStack = static_cast<std::uint32_t>(division.about.size());
    division.about.push_back(special(ObjectGroup::Kind::NoStack, "(allocation not recorded)"));
    const bool isChanged = shown && !shown->nodeOf.empty();
    division.groupOf = eachObject(profile, [&](NodeOrdinal object) {
        CallNodeId node = allocationStackOf(profile, object);
        if (!node.isValid())
            return noStack;
        if (isChanged)
            node = shown->nodeOf[node.value];
        return node.isValid() ? groupOfFrame[stacks.callTree.frame[node.value].value] : GroupId::invalid().value;
    });
    return division;
}

/// "2 s", "2.5 s", "1:05": without the zeros that say nothing of a round time.
std::string roundTime(std::int64_t microseconds)
{
    std::string text = formatTime(microseconds);
    const std::size_t point = text.find('.');
    if (point == std::string::npos)
        return text;
    const std::size_t unit = std::min(text.find(' '), text.size());
    std::size_t end = unit;
    while (end > point && (text[end - 1] == '0' || text[end - 1] == '.'))
        --end;
    return text.erase(end, unit - end);
}

// Times of damaged files come close to the ends of the numbers: those beyond are the last one.

/// @pre to >= from
std::int64_t timeBetween(std::int64_t from, std::int64_t to)
{
    const std::uint64_t between = static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
    return static_cast<std::int64_t>(std::min<std::uint64_t>(between, std::numeric_limits<std::int64_t>::max()));
}

/// @pre by >= 0
std::int64_t laterBy(std::int64_t time, std::int64_t by)
{
    return time > std::numeric_limits<std::int64_t>::max() - by ? std::numeric_limits<std::int64_t>::max() : time + by;
}

Division byAge(const Profile& profile)
{
    const Timeline& timeline = *profile.timeline;
    Division division;
    division.about.push_back(special(ObjectGroup::Kind::BeforeRecording, "before the recording"));
    const std::size_t ticks = timeline.tickCount();
    const std::int64_t start = ticks > 0 ? timeline.position.front() : 0;
    const std::int64_t length = spanLength(ticks > 0 ? timeBetween(start, timeline.position.back()) : 0);
    // A tick stands for what was allocated before it: a span ends with the ticks at its end.
    std::vector<std::uint32_t> groupOfTick(std::max<std::size_t>(ticks, 1));
    for (std::size_t tick = timeline.firstRecordedTick(); tick < ticks; ++tick)
        groupOfTick[tick] = static_cast<std::uint32_t>(
            std::max<std::int64_t>(timeBetween(start, timeline.position[tick]) - 1, 0) / length + 1);
    for (std::uint32_t span = 1; span <= groupOfTick.back(); ++span) {
        ObjectGroup group;
        const std::int64_t begin = laterBy(start, std::int64_t{span - 1} * length);
        group.span = AxisRange{begin, laterBy(begin, length)};
        group.name = roundTime(group.span->begin) + " – " + roundTime(group.span->end);
        division.about.push_back(std::move(group));
    }
    const auto& ids = profile.heap->graph.nodes.id;
    division.groupOf = eachObject(profile, [&](NodeOrdinal object) {
        const auto tick =
            static_cast<std::size_t>(std::ranges::lower_bound(timeline.lastId, ids[object.value]) - timeline.lastId.begin());
        return groupOfTick[std::min(tick, groupOfTick.size() - 1)]; // a range up to the end has all later ids too
    });
    return division;
}

Division byContext(const Profile& profile)
{
    const Heap& heap = *profile.heap;
    const NativeContexts& contexts = heap.nativeContexts;
    Division division;
    for (const NodeOrdinal context : contexts.contexts) {
        ObjectGroup group;
        group.name = objectTitle(heap.graph, context) + " @" + std::to_string(heap.graph.nodes.id[context.value]);
        group.context = context;
        division.about.push_back(std::move(group));
    }
    const auto shared = static_cast<std::uint32_t>(division.about.size());
    division.about.push_back(special(ObjectGroup::Kind::SharedContext, "(shared by several contexts)"));
    division.about.push_back(special(ObjectGroup::Kind::NoContext, "(in no context)"));
    division.groupOf = eachObject(profile, [&](NodeOrdinal object) {
        const std::uint32_t context = contexts.contextOf[object.value];
        if (context == NativeContexts::shared)
            return shared;
        if (context == NativeContexts::none)
            return shared + 1;
        return static_cast<std::uint32_t>(std::ranges::lower_bound(contexts.contexts, NodeOrdinal(context))
                                          - contexts.contexts.begin());
    });
    return division;
}

Division byEngine(const Profile& profile)
{
    const std::vector<std::uint8_t> isEngine = engineClasses(profile.heap->classes);
    Division division;
    division.about.push_back(special(ObjectGroup::Kind::Engine, "(the engine's own)"));
    division.groupOf = eachObject(profile, [&](NodeOrdinal object) {
        return isEngine[profile.heap->classOf[object.value].value] ? 0 : GroupId::invalid().value;
    });
    return division;
}

Division divide(const Profile& profile, ObjectGroupBy by, const ShownStacks* shown)
{
    switch (by) {
    case ObjectGroupBy::Function: return byStack(profile, shown, false);
    case ObjectGroupBy::Package: return byStack(profile, shown, true);
    case ObjectGroupBy::Age: return byAge(profile);
    case ObjectGroupBy::NativeContext: return byContext(profile);
    case ObjectGroupBy::Engine: break;
    }
    return byEngine(profile);
}

} // namespace

GroupingLack lackFor(const Profile& profile, ObjectGroupBy by)
{
    switch (by) {
    case ObjectGroupBy::Function:
    case ObjectGroupBy::Package:
        return profile.stacks && !profile.heap->graph.nodes.traceNodeId.empty() ? GroupingLack::None
                                                                                : GroupingLack::NoStacks;
    case ObjectGroupBy::Age:
        return profile.timeline && profile.timeline->axis == AxisKind::Time && profile.timeline->tickCount() > 0
                   ? GroupingLack::None
                   : GroupingLack::NoTimeline;
    case ObjectGroupBy::NativeContext:
        return profile.heap->knowsReferences() ? GroupingLack::None : GroupingLack::NoReferences;
    case ObjectGroupBy::Engine: break;
    }
    return GroupingLack::None;
}

ObjectGrouping groupObjects(const Profile& profile, ObjectGroupBy by, const ShownStacks* shown, Progress& progress)
{
    const Heap& heap = *profile.heap;
    Division division = divide(profile, by, shown);
    progress.throwIfStopped();
    ObjectGrouping grouping;
    grouping.by = by;
    // The Summary folds the engine's classes of every file: that shall not need an index of 16 bytes for each object.
    grouping.groups = by == ObjectGroupBy::Engine
                          ? pickObjects(heap, std::move(division.groupOf), progress)
                          : divideObjects(heap, profile.heapIndexes.dominatorPreorder(heap), std::move(division.groupOf),
                                          division.about.size(), progress);
    grouping.about = std::move(division.about);
    return grouping;
}

std::int64_t spanLength(std::int64_t recorded, std::int64_t most)
{
    static constexpr std::array<std::int64_t, 24> lengths = {
        second / 10, second / 5, second / 2, second,     2 * second,  5 * second,    10 * second,    15 * second,
        30 * second, minute,     2 * minute, 5 * minute, 10 * minute, 15 * minute,   30 * minute,    hour,
        2 * hour,    6 * hour,   12 * hour,  day,        2 * day,     7 * day,       30 * day,      365 * day};
    for (const std::int64_t length : lengths) {
        if (recorded / length < most)
            return length;
    }
    return recorded / most + 1;
}

} // namespace heapline
