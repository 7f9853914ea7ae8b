// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/profile_exercise.h"

#include "core/heap/class_table.h"
#include "core/heap/heap_indexes.h"
#include "core/heap/object_lists.h"
#include "core/heap/object_names.h"
#include "core/heap/object_search.h"
#include "core/profile/load.h"
#include "core/profile/object_grouping.h"
#include "core/stacks/bottom_up.h"
#include "tests/core/format/memory_source.h"
#include "tests/fuzz/report_exercise.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <numeric>

namespace heapline {

namespace {

void exerciseNode(const Heap& heap, NodeOrdinal node)
{
    (void)objectTitle(heap.graph, node);
    for (const ObjectOrder order : {ObjectOrder::Name, ObjectOrder::Distance, ObjectOrder::RetainedSize}) {
        const auto edges = sortedEdges(heap, node, order, order != ObjectOrder::Name);
        require(edges.size() == edgeCount(heap, node), "as many edges as counted");
        require(sortedRetainers(heap, node, order, false).size() == retainerCount(heap, node),
                "as many retainers as counted");
    }
    for (const EdgeIndex edge : heap.graph.edgesOf(node)) {
        (void)edgeTitle(heap.graph, edge);
        (void)heap.graph.typeName(edge);
        require(heap.graph.owner(edge) == node, "an edge belongs to its owner");
    }
}

/// @return bytes of all rows
std::uint64_t exerciseRows(const Heap& heap, const std::optional<IdRange>& ids, ClassRowScratch& scratch, bool open)
{
    std::vector<ClassRow> rows;
    computeClassRows(heap, ids, scratch, rows);
    std::uint64_t bytes = 0;
    for (const ClassRow& row : rows) {
        bytes += row.shallowSize;
        require(row.retainedSize >= row.shallowSize || ids.has_value(), "a class retains itself");
        if (!open)
            continue;
        const auto members = sortedMembers(heap, row.id, ids, ObjectOrder::RetainedSize, true);
        require(members.size() == row.count, "a class opens into as many objects as it counts");
    }
    return bytes;
}

void exerciseSearch(const Heap& heap, std::uint64_t bytes)
{
    const HeapIndexes indexes;
    for (const bool isExpression : {false, true}) { // full stops, or everything that has a name
        const ObjectQuery query{*TextPattern::compile({".", isExpression, false}), SearchPlace::Everything, {}, {}};
        const ObjectHits hits = searchObjects(heap, indexes, query, {});
        require(hits.totals.shallowSize <= bytes && hits.totals.retainedSize <= bytes, "no byte is found twice");
        require(hits.totals.retainedSize >= hits.totals.shallowSize, "what is found retains itself");
        for (const HitGroup& group : hits.groups)
            require(group.totals.count == hits.objectsOf(group).size() && group.totals.count > 0, "no group is empty");
    }
}

void exerciseHeap(const Heap& heap)
{
    const std::size_t count = heap.graph.nodeCount();
    const std::uint64_t bytes = std::accumulate(heap.shallowSize.begin(), heap.shallowSize.end(), std::uint64_t{0});
    require(heap.retainedSize[heap.graph.root.value] == bytes, "the root retains all");
    for (std::size_t i = 0; i < count; ++i)
        require(heap.retainedSize[heap.dominator[i].value] >= heap.retainedSize[i], "a dominator retains what it dominates");
    exerciseSearch(heap, bytes);
    ClassRowScratch scratch;
    require(exerciseRows(heap, {}, scratch, true) == bytes, "the classes add up to the whole");
    const std::uint64_t middle = heap.graph.nodes.id[count / 2];
    (void)exerciseRows(heap, IdRange{middle, IdRange::unbounded}, scratch, true);
    (void)exerciseRows(heap, IdRange{0, middle}, scratch, false);
    for (std::size_t i = 0; i < count; i += 1 + count / 8)
        exerciseNode(heap, NodeOrdinal(i));
    const bool isPart = heap.totalSize == 0 && !heap.knowsReferences(); // of a file that ends in its nodes
    require(isPart || heap.statistics.total == heap.totalSize, "the statistics have the same total");
}

void exerciseGroups(const Profile& profile)
{
    for (const ObjectGroupBy by : {ObjectGroupBy::Function, ObjectGroupBy::Package, ObjectGroupBy::Age,
                                   ObjectGroupBy::NativeContext, ObjectGroupBy::Engine}) {
        if (lackFor(profile, by) != GroupingLack::None)
            continue;
        Progress progress;
        const ObjectGrouping grouping = groupObjects(profile, by, nullptr, progress);
        require(grouping.about.size() == grouping.groups.size(), "each group is told about");
        GroupRowScratch scratch;
        std::vector<GroupRow> rows;
        computeGroupRows(*profile.heap, grouping.groups, {}, {}, scratch, rows);
        std::uint64_t bytes = 0;
        for (const GroupRow& row : rows) {
            bytes += row.shallowSize;
            require(row.count == grouping.groups.membersOf(row.id).size(),
                    "a group opens into as many objects as it counts");
        }
        require(by == ObjectGroupBy::Engine || bytes == profile.heap->retainedSize[profile.heap->graph.root.value],
                "the groups add up to the whole");
    }
}

void exerciseStacks(const Stacks& stacks)
{
    StackWeights weights;
    for (const std::optional<IdRange>& range :
         {std::optional<IdRange>(), std::optional<IdRange>(IdRange{2, 9}), std::optional<IdRange>(IdRange{})}) {
        computeWeights(stacks, range, weights);
        auto rows = bottomUpRoots(stacks, weights);
        std::uint64_t self = 0;
        for (const BottomUpRow& row : rows)
            self += row.values.self[0];
        require(self <= weights.whole(Measure::LiveBytes), "functions allocate no more than the whole");
        for (int depth = 0; depth < 20 && !rows.empty(); ++depth) {
            (void)placeText(stacks, rows.front().frame);
            (void)fullPlaceText(stacks, rows.back().frame);
            rows = bottomUpCallers(stacks, weights, rows[rows.size() / 2]);
        }
    }
}

void exerciseTimeline(const Profile& profile)
{
    const Timeline& timeline = *profile.timeline;
    const AxisRange whole = timeline.extent();
    std::vector<Bar> bars;
    for (const AxisRange& view : {whole, AxisRange{whole.begin + whole.length() / 3, whole.end - whole.length() / 3}}) {
        barsPerColumn(timeline, view, 100, bars);
        for (const Bar& bar : bars)
            require(bar.column >= 0 && bar.column < 100, "bars stand in the picture");
        const auto ids = idRangeOf(profile, view);
        require(ids.has_value(), "a range has ids");
        const TickRange ticks = ticksIn(timeline, view);
        require(ticks.first <= ticks.last && ticks.last <= timeline.tickCount(), "ticks are in order");
    }
}

void exerciseProfile(const Profile& profile)
{
    for (const Note& note : profile.notes.all())
        require(!note.sentence().empty(), "a note says something");
    if (profile.heap)
        exerciseHeap(*profile.heap);
    if (profile.stacks)
        exerciseStacks(*profile.stacks);
    if (profile.timeline && profile.timeline->tickCount() > 0)
        exerciseTimeline(profile);
    if (profile.heap) {
        for (std::size_t i = 0; i < profile.heap->graph.nodeCount(); ++i)
            (void)allocationStackOf(profile, NodeOrdinal(i));
        exerciseGroups(profile);
    }
}

using Loaded = Result<std::shared_ptr<const Profile>>;

/// @param step bytes that the reader gets at a time
Loaded loadInPieces(const std::string& text, std::size_t step)
{
    Progress progress;
    return loadProfile(std::make_unique<MemorySource>(text, step), "input", progress);
}

void requireSame(const Loaded& one, const Loaded& other)
{
    require(one.hasValue() == other.hasValue(), "pieces make no difference to whether a file is read");
    if (!one)
        return; // where two things are wrong, pieces may make a difference to which one is told
    require((*one)->notes.all() == (*other)->notes.all(), "nor to notes");
    require((*one)->heap.has_value() == (*other)->heap.has_value()
                && (*one)->stacks.has_value() == (*other)->stacks.has_value(),
            "nor to faces");
    if ((*one)->heap)
        require(std::ranges::equal((*one)->heap->retainedSize, (*other)->heap->retainedSize)
                    && (*one)->heap->distance == (*other)->heap->distance,
                "nor to figures");
}

} // namespace

void require(bool holds, const char* rule)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken rule: %s\n", rule);
    std::abort();
}

std::size_t pieceOf(std::size_t size)
{
    return size % 3 == 0 ? MemorySource::inOnePiece : 1 + size / (2 + size % 7);
}

void exerciseProfileText(const std::uint8_t* data, std::size_t size)
{
    const std::string text(data, data + size);
    const std::size_t step = pieceOf(size);
    const auto profile = loadInPieces(text, step);
    if (size % 4 == 0)
        requireSame(profile, loadInPieces(text, step == MemorySource::inOnePiece ? 1 + size / 5 : MemorySource::inOnePiece));
    if (!profile) {
        require(!profile.error().toString().empty() && profile.error().code != ErrorCode::Cancelled
                    && profile.error().code != ErrorCode::OutOfMemory,
                "an error tells what is wrong");
        return;
    }
    exerciseProfile(**profile);
    exerciseReport(*profile, size);
}

} // namespace heapline
