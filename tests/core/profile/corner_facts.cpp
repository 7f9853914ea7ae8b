// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/profile/corner_facts.h"

#include "core/heap/object_names.h"
#include "core/stacks/bottom_up.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <optional>

namespace heapline {

namespace {

/// Objects of the class of a name; empty when there is no such class.
std::vector<NodeOrdinal> objectsOf(const Heap& heap, std::string_view className)
{
    const auto& names = heap.classes.name;
    const auto at = std::find(names.begin(), names.end(), className);
    if (at == names.end())
        return {};
    const auto members = heap.classes.membersOf(ClassId(static_cast<std::size_t>(at - names.begin())));
    return {members.begin(), members.end()};
}

std::uint64_t shallowOf(const Heap& heap, const std::vector<NodeOrdinal>& nodes)
{
    std::uint64_t sum = 0;
    for (const NodeOrdinal node : nodes)
        sum += heap.shallowSize[node.value];
    return sum;
}

std::string functionOf(const Profile& profile, CallNodeId node)
{
    const Stacks& stacks = *profile.stacks;
    return std::string(functionNameText(stacks, stacks.callTree.frame[node.value]));
}

/// The row of a function at the top of the bottom-up tree.
std::optional<MeasureValues> heavyRow(const Stacks& stacks, std::string_view function)
{
    StackWeights weights;
    computeWeights(stacks, {}, weights);
    for (const BottomUpRow& row : bottomUpRoots(stacks, weights)) {
        if (functionNameText(stacks, row.frame) == function)
            return row.values;
    }
    return {};
}

// The facts about each family of files. QVERIFY returns from these on a failure; the caller asks for it.

void isNineNodes(const Profile& profile)
{
    QVERIFY(profile.heap.has_value());
    QCOMPARE(profile.heap->graph.nodeCount(), std::size_t{9});
}

/// 9 nodes, 10 edges, 240 B; three Leak objects of 40 B made in leakHere; the Array that holds them retains 176 B.
void isTinyTimeline(const Profile& profile)
{
    isNineNodes(profile);
    const Heap& heap = *profile.heap;
    QCOMPARE(heap.graph.edgeCount(), std::size_t{10});
    QCOMPARE(heap.retainedSize[heap.graph.root.value], std::uint64_t{240}); // all shallow sizes
    const auto leaks = objectsOf(heap, "Leak");
    QCOMPARE(leaks.size(), std::size_t{3});
    QCOMPARE(shallowOf(heap, leaks), std::uint64_t{120});
    for (const NodeOrdinal leak : leaks) {
        const CallNodeId stack = allocationStackOf(profile, leak);
        QVERIFY(stack.isValid());
        QCOMPARE(functionOf(profile, stack), std::string("leakHere"));
        QCOMPARE(heap.graph.name(heap.dominator[leak.value]), std::string_view("Array"));
    }
    const auto arrays = objectsOf(heap, "Array");
    QCOMPARE(arrays.size(), std::size_t{1});
    QCOMPARE(heap.retainedSize[arrays.front().value], std::uint64_t{176});
    QVERIFY(profile.timeline.has_value());
    QCOMPARE(profile.timeline->position, (std::vector<std::int64_t>{0, 50'123, 101'042, 150'911}));
    QCOMPARE(profile.timeline->bytes, (std::vector<std::uint64_t>{96, 80, 0, 64}));
    QVERIFY(!profile.notes.contains(NoteCode::FileEndsEarly));
}

void isPlainSnapshot(const Profile& profile)
{
    isNineNodes(profile);
    QVERIFY(!profile.timeline);
    QVERIFY(!profile.stacks);
    QCOMPARE(profile.origin.kind, FileKind::HeapSnapshot);
}

void isNodeTwentyFour(const Profile& profile)
{
    isPlainSnapshot(profile);
    const Heap& heap = *profile.heap;
    QCOMPARE(heap.graph.header.extraNativeBytes, std::optional<std::uint64_t>(4096));
    QCOMPARE(heap.totalSize, std::uint64_t{240 + 4096});
    QCOMPARE(std::count(heap.detachedness.begin(), heap.detachedness.end(), 2), std::ptrdiff_t{3});
}

void hasNoTimeline(const Profile& profile)
{
    isNineNodes(profile);
    QVERIFY(!profile.timeline);
    QVERIFY(profile.notes.contains(NoteCode::NoTimelineSamples));
}

void hasLargeNativeId(const Profile& profile)
{
    isNineNodes(profile);
    const NumberColumn& ids = profile.heap->graph.nodes.id;
    bool isThere = false;
    for (std::size_t i = 0; i < ids.size(); ++i)
        isThere = isThere || ids[i] == 2'216'338'688;
    QVERIFY(isThere);
}

void hasOneStack(const Profile& profile)
{
    isNineNodes(profile);
    const auto leaks = objectsOf(*profile.heap, "Leak");
    QCOMPARE(std::ranges::count_if(leaks, [&](NodeOrdinal leak) { return allocationStackOf(profile, leak).isValid(); }), 1);
}

void hasPointTimeline(const Profile& profile)
{
    isNineNodes(profile);
    QVERIFY(profile.timeline.has_value());
    QCOMPARE(profile.timeline->extent().length(), std::int64_t{0});
}

void hasAscendingTimeline(const Profile& profile)
{
    isNineNodes(profile);
    QVERIFY(std::ranges::is_sorted(profile.timeline->position));
    QVERIFY(std::ranges::is_sorted(profile.timeline->lastId));
}

void hasLongTimeline(const Profile& profile)
{
    isNineNodes(profile);
    QVERIFY(profile.timeline->extent().length() > 45 * std::int64_t{86'400'000'000}); // 46 days
    QVERIFY(profile.timeline->tickCount() < 10);
}

void hasUnreachableRing(const Profile& profile)
{
    const Heap& heap = *profile.heap;
    QCOMPARE(heap.graph.nodeCount(), std::size_t{11});
    QCOMPARE(std::ranges::count_if(heap.distance, [](std::int32_t distance) { return distance < 0; }), 2);
    QVERIFY(profile.notes.contains(NoteCode::UnreachableObjects));
    QCOMPARE(heap.retainedSize[heap.graph.root.value], heap.totalSize);
}

void hasCycle(const Profile& profile)
{
    isNineNodes(profile);
    QCOMPARE(profile.heap->graph.edgeCount(), std::size_t{11});
    QCOMPARE(profile.heap->retainedSize[objectsOf(*profile.heap, "Array").front().value], std::uint64_t{176});
}

void isHeldWeakly(const Profile& profile)
{
    isNineNodes(profile);
    const Heap& heap = *profile.heap;
    for (const NodeOrdinal leak : objectsOf(heap, "Leak"))
        QVERIFY(heap.graph.name(heap.dominator[leak.value]) != "Array");
}

/// Whether some string object holds these bytes.
bool hasString(const Profile& profile, std::string_view text)
{
    const HeapGraph& graph = profile.heap->graph;
    for (std::size_t i = 0; i < graph.nodeCount(); ++i) {
        if (objectName(graph, NodeOrdinal(i)).find(text) != std::string::npos)
            return true;
    }
    return false;
}

void hasLoneSurrogates(const Profile& profile)
{
    QVERIFY(hasString(profile, "lone \xED\xA0\x80 and \xED\xB0\x80x and \xF0\x9F\x98\x80")); // WTF-8; U+1F600 is whole
}

void hasEscapes(const Profile& profile)
{
    QVERIFY(hasString(profile, std::string_view("\0nul \b\f\n\r\t \" \\ / é 세계 \xE2\x80\xAErtl", 33)));
}

void hasOneLeakClass(const Profile& profile)
{
    QCOMPARE(objectsOf(*profile.heap, "Leak").size(), std::size_t{3});
    QCOMPARE(std::ranges::count(profile.heap->classes.name, "Leak"), 1);
}

void hasHugeObjects(const Profile& profile)
{
    QCOMPARE(shallowOf(*profile.heap, objectsOf(*profile.heap, "Leak")), std::uint64_t{3} << 33);
}

void hasTotalPastDoubles(const Profile& profile)
{
    QVERIFY(profile.heap->totalSize >= std::uint64_t{3} << 52);
    QVERIFY(profile.heap->totalSize < (std::uint64_t{3} << 52) + 1000);
}

void hasLongName(const Profile& profile)
{
    QVERIFY(std::ranges::any_of(profile.heap->classes.name, [](const std::string& name) { return name.size() >= 100'000; }));
}

void isEmptySampling(const Profile& profile)
{
    QCOMPARE(profile.origin.kind, FileKind::SamplingProfile);
    QVERIFY(profile.notes.contains(NoteCode::NothingSampled));
}

void hasDeepTraceTree(const Profile& profile)
{
    isNineNodes(profile);
    QVERIFY(profile.stacks->callTree.size() >= 12'000);
}

void isDeepList(const Profile& profile)
{
    const Heap& heap = *profile.heap;
    const auto leaks = objectsOf(heap, "Leak");
    QCOMPARE(leaks.size(), std::size_t{20'000});
    QCOMPARE(heap.retainedSize[leaks.front().value], std::uint64_t{320'000});
    QCOMPARE(std::ranges::max(heap.distance, {}, [](std::int32_t d) { return d < 100'000'000 ? d : 0; }) % 100'000'000,
             20'000);
}

void isRootOnly(const Profile& profile)
{
    QCOMPARE(profile.heap->graph.nodeCount(), std::size_t{1});
    QCOMPARE(profile.heap->graph.edgeCount(), std::size_t{0});
}

/// Total 1,150 B: leakHere 1,000 B itself, main 100 B itself and all in total, an anonymous function 50 B.
void isTinySampling(const Profile& profile)
{
    QCOMPARE(profile.origin.kind, FileKind::SamplingProfile);
    const Stacks& stacks = *profile.stacks;
    StackWeights weights;
    computeWeights(stacks, {}, weights);
    QCOMPARE(weights.whole(Measure::LiveBytes), std::uint64_t{1150});
    const auto leakHere = heavyRow(stacks, "leakHere");
    const auto main = heavyRow(stacks, "main");
    const auto anonymous = heavyRow(stacks, "(anonymous)");
    QVERIFY(leakHere && main && anonymous);
    QCOMPARE(leakHere->self[0], std::uint64_t{1000});
    QCOMPARE(main->self[0], std::uint64_t{100});
    QCOMPARE(main->total[0], std::uint64_t{1150});
    QCOMPARE(anonymous->self[0], std::uint64_t{50});
}

void hasRecursion(const Profile& profile, std::uint64_t bytes)
{
    const auto row = heavyRow(*profile.stacks, "f");
    QVERIFY(row.has_value());
    QCOMPARE(row->total[0], bytes); // once, not once for each level
}

void isHundredBytesOrSo(const Profile& profile)
{
    const auto main = heavyRow(*profile.stacks, "main");
    QVERIFY(main && main->self[0] >= 100 && main->self[0] <= 101);
    QVERIFY(profile.notes.contains(NoteCode::FractionalSizes));
}

const std::map<std::string, CornerFacts> factsOf = {
    {"ok-tiny.heapsnapshot", isPlainSnapshot},
    {"ok-tiny-no-trace-field.heapsnapshot", isPlainSnapshot},
    {"ok-tiny-node24-fields.heapsnapshot", isNodeTwentyFour},
    {"ok-native-id-above-2-31.heaptimeline", hasLargeNativeId},
    {"ok-no-stack-for-most.heaptimeline", hasOneStack},
    {"ok-no-samples-key.heaptimeline", hasNoTimeline},
    {"ok-empty-samples.heaptimeline", hasNoTimeline},
    {"ok-one-sample.heaptimeline", hasPointTimeline},
    {"ok-samples-not-monotonic.heaptimeline", hasAscendingTimeline},
    {"ok-samples-equal-times.heaptimeline", hasAscendingTimeline},
    {"ok-samples-negative-time.heaptimeline", hasAscendingTimeline},
    {"ok-samples-huge-gap.heaptimeline", hasLongTimeline},
    {"ok-ids-not-sorted-huge.heaptimeline", isNineNodes},
    {"ok-unreachable-nodes.heaptimeline", hasUnreachableRing},
    {"ok-cycle.heaptimeline", hasCycle},
    {"ok-self-loop.heaptimeline", isNineNodes},
    {"ok-weak-only.heaptimeline", isHeldWeakly},
    {"ok-lone-surrogate.heaptimeline", hasLoneSurrogates},
    {"ok-escapes.heaptimeline", hasEscapes},
    {"ok-unused-and-duplicate-strings.heaptimeline", hasOneLeakClass},
    {"ok-self-size-2-33.heaptimeline", hasHugeObjects},
    {"ok-self-size-past-2-53.heaptimeline", hasTotalPastDoubles},
    {"ok-long-name.heaptimeline", hasLongName},
    {"ok-heapprofile-named.heaptimeline", isEmptySampling},
    {"ok-hp-empty-root.heapprofile", isEmptySampling},
    {"ok-deep-trace-tree.heaptimeline", hasDeepTraceTree},
    {"ok-deep-list.heapsnapshot", isDeepList},
    {"ok-zero-edges.heapsnapshot", isRootOnly},
    {"ok-hp-deep-5000.heapprofile", [](const Profile& profile) { hasRecursion(profile, 5000); }},
    {"ok-hp-deep-100000.heapprofile", [](const Profile& profile) { hasRecursion(profile, 100'000); }},
    {"ok-hp-fraction.heapprofile", isHundredBytesOrSo},
    {"ok-duplicate-ids.heaptimeline",
     [](const Profile& profile) { QVERIFY(profile.notes.contains(NoteCode::DuplicateNodeIds)); }},
    {"ok-invalid-utf8.heaptimeline",
     [](const Profile& profile) { QVERIFY(profile.notes.contains(NoteCode::DamagedStrings)); }},
    {"bad-trailing-garbage.heaptimeline",
     [](const Profile& profile) { QVERIFY(profile.notes.contains(NoteCode::TextAfterEnd)); }},
    {"bad-two-profiles.heaptimeline",
     [](const Profile& profile) { QVERIFY(profile.notes.contains(NoteCode::TextAfterEnd)); }},
    {"bad-cut-in-string.heaptimeline",
     [](const Profile& profile) { QVERIFY(profile.notes.contains(NoteCode::FileEndsEarly)); }},
    {"bad-cut-in-utf8.heaptimeline",
     [](const Profile& profile) { QVERIFY(profile.notes.contains(NoteCode::FileEndsEarly)); }},
    {"bad-cut-last-brace.heaptimeline",
     [](const Profile& profile) { QVERIFY(profile.notes.contains(NoteCode::FileEndsEarly)); }},
    {"bad-declared-counts.heaptimeline",
     [](const Profile& profile) {
         isNineNodes(profile);
         QVERIFY(profile.notes.contains(NoteCode::HeaderCountsDiffer));
     }},
    {"bad-location-out-of-range.heaptimeline",
     [](const Profile& profile) { QVERIFY(profile.notes.contains(NoteCode::LocationsSkipped)); }},
};

} // namespace

CornerFacts cornerFacts(const std::string& name, const std::string& expectation)
{
    if (expectation.starts_with("9 nodes, 10 edges, total self size 240 B"))
        return isTinyTimeline;
    if (expectation.starts_with("total 1,150 B"))
        return isTinySampling;
    const auto known = factsOf.find(name);
    return known == factsOf.end() ? CornerFacts() : known->second;
}

std::vector<std::string> filesWithFacts()
{
    std::vector<std::string> names;
    for (const auto& entry : factsOf)
        names.push_back(entry.first);
    return names;
}

} // namespace heapline
