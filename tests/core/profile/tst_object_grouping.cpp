// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/engine_classes.h"
#include "core/profile/class_places.h"
#include "core/profile/object_grouping.h"
#include "core/stacks/code_place.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/graph_builder.h"
#include "tests/core/profile/recording.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <span>
#include <string>

namespace tst_object_grouping {

using namespace heapline;
using namespace heapline::test;

namespace {

const Profile& leaky()
{
    return recording("leaky-http.heaptimeline.gz");
}

struct NaiveSum {
    std::uint64_t count = 0;
    std::uint64_t shallow = 0;
    std::uint64_t retained = 0;

    bool operator==(const NaiveSum&) const = default;
};
using NaiveSums = std::map<std::string, NaiveSum>;

/// Sums object by object; names the group of each anew.
NaiveSums naiveSums(const Profile& profile, const std::function<std::string(NodeOrdinal)>& nameOf)
{
    const Heap& heap = *profile.heap;
    std::vector<std::string> name(heap.graph.nodeCount());
    for (std::uint32_t node = 0; node < name.size(); ++node)
        name[node] = heap.shallowSize[node] ? nameOf(NodeOrdinal(node)) : std::string();
    NaiveSums sums;
    for (std::uint32_t node = 0; node < name.size(); ++node) {
        if (name[node].empty())
            continue;
        NaiveSum& sum = sums[name[node]];
        ++sum.count;
        sum.shallow += heap.shallowSize[node];
        bool isInside = false;
        for (std::uint32_t at = node; at != heap.graph.root.value && !isInside;) {
            at = heap.dominator[at].value;
            isInside = name[at] == name[node];
        }
        sum.retained += isInside ? 0 : heap.retainedSize[node];
    }
    return sums;
}

NaiveSums sumsOf(const Profile& profile, ObjectGroupBy by, const ShownStacks* shown = nullptr)
{
    Progress progress;
    const ObjectGrouping grouping = groupObjects(profile, by, shown, progress);
    GroupRowScratch scratch;
    std::vector<GroupRow> rows;
    computeGroupRows(*profile.heap, grouping.groups, {}, {}, scratch, rows);
    NaiveSums sums;
    for (const GroupRow& row : rows) {
        const ObjectGroup& about = grouping.about[row.id.value];
        const auto [at, isNew] = sums.try_emplace(about.name + (about.place.empty() ? "" : " " + about.fullPlace),
                                                  NaiveSum{row.count, row.shallowSize, row.retainedSize});
        if (!isNew)
            throw std::logic_error("two groups are called " + at->first);
    }
    return sums;
}

} // namespace

/// Objects by allocating function, package, age and native context, against sums made object by object.
class TstObjectGrouping : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void packages()
    {
        const Profile& profile = leaky();
        const Stacks& stacks = *profile.stacks;
        const auto naive = naiveSums(profile, [&](NodeOrdinal object) -> std::string {
            const CallNodeId node = allocationStackOf(profile, object);
            if (!node.isValid())
                return "(allocation not recorded)";
            const FrameId frame = stacks.callTree.frame[node.value];
            if (frame == stacks.callTree.frame[0])
                return "(root)";
            return codePlaceOf(stacks.strings[stacks.frames.functionName[frame.value]],
                               stacks.strings[stacks.frames.url[frame.value]],
                               stacks.strings[stacks.frames.scriptId[frame.value]])
                .package;
        });
        QVERIFY(naive.size() > 2);
        QVERIFY(sumsOf(profile, ObjectGroupBy::Package) == naive);
    }

    void functions()
    {
        const Profile& profile = leaky();
        Progress progress;
        const ObjectGrouping grouping = groupObjects(profile, ObjectGroupBy::Function, nullptr, progress);
        std::size_t grouped = 0;
        for (std::uint32_t group = 0; group < grouping.about.size(); ++group) {
            for (const NodeOrdinal object : grouping.groups.membersOf(GroupId(group))) {
                const CallNodeId node = allocationStackOf(profile, object);
                QVERIFY(node.isValid() ? profile.stacks->callTree.frame[node.value] == grouping.about[group].frame
                                       : grouping.about[group].kind == ObjectGroup::Kind::NoStack);
                ++grouped;
            }
        }
        std::size_t counted = 0;
        for (std::size_t node = 0; node < profile.heap->graph.nodeCount(); ++node)
            counted += profile.heap->shallowSize[node] != 0;
        QCOMPARE(grouped, counted);
        const auto session = std::ranges::find(grouping.about, "Session", &ObjectGroup::name);
        QVERIFY(session != grouping.about.end());
        QVERIFY(session->place.starts_with("leaky.js:"));
    }

    /// What hidden functions allocated is their callers'; nothing is lost.
    void functionsThatAreShown()
    {
        const Profile& profile = leaky();
        StackFilter filter;
        filter.lens = PackageLens::ownCodeOnly();
        const auto source = std::shared_ptr<const Stacks>(std::shared_ptr<void>(), &*profile.stacks);
        const auto shown = showStacks(source, filter);
        const NaiveSums all = sumsOf(profile, ObjectGroupBy::Function);
        const NaiveSums own = sumsOf(profile, ObjectGroupBy::Function, shown.get());
        QVERIFY(own.size() < all.size());
        const auto bytes = [](const NaiveSums& sums) {
            std::uint64_t sum = 0;
            for (const auto& [name, one] : sums)
                sum += one.shallow;
            return sum;
        };
        QCOMPARE(bytes(own), bytes(all));
    }

    /// The objects of a span are those of the range that ends with its last tick.
    void ages()
    {
        const Profile& profile = leaky();
        const Heap& heap = *profile.heap;
        const Timeline& timeline = *profile.timeline;
        Progress progress;
        const ObjectGrouping grouping = groupObjects(profile, ObjectGroupBy::Age, nullptr, progress);
        GroupRowScratch scratch;
        std::vector<GroupRow> rows;
        computeGroupRows(heap, grouping.groups, {}, {}, scratch, rows);
        QVERIFY(grouping.about.front().kind == ObjectGroup::Kind::BeforeRecording);
        QVERIFY(rows.size() > 2 && rows.size() <= 32);
        std::uint64_t after = 0;
        for (std::uint32_t group = 0; group < grouping.about.size(); ++group) {
            std::uint64_t last = group == 0 ? timeline.lastId[0] : after;
            for (std::size_t tick = 1; group > 0 && tick < timeline.tickCount(); ++tick) {
                if (timeline.position[tick] > grouping.about[group].span->begin
                    && timeline.position[tick] <= grouping.about[group].span->end)
                    last = timeline.lastId[tick];
            }
            if (group + 1 == grouping.about.size())
                last = IdRange::unbounded;
            ClassRowScratch classScratch;
            std::vector<ClassRow> classes;
            computeClassRows(heap, IdRange{after, last}, classScratch, classes);
            std::uint64_t count = 0;
            std::uint64_t bytes = 0;
            for (const ClassRow& row : classes) {
                count += row.count;
                bytes += row.shallowSize;
            }
            const auto found = std::ranges::find(rows, GroupId(group), &GroupRow::id);
            QCOMPARE(found == rows.end() ? 0 : found->count, count);
            QCOMPARE(found == rows.end() ? 0 : found->shallowSize, bytes);
            after = last;
        }
    }

    /// As a damaged file may say them.
    void agesAtTheEndsOfTheNumbers()
    {
        constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
        Profile profile;
        profile.heap = GraphBuilder("root -> a(8)@11 b(8)@21 c(8)@31").analyse();
        for (const std::int64_t start : {std::int64_t{-5000}, std::numeric_limits<std::int64_t>::min(), most - 1}) {
            Timeline timeline;
            timeline.position = {start, start + 1, most};
            timeline.lastId = {10, 20, 40};
            timeline.bytes = {0, 8, 16};
            timeline.count = {0, 1, 2};
            timeline.finish();
            profile.timeline = std::move(timeline);
            Progress progress;
            const ObjectGrouping grouping = groupObjects(profile, ObjectGroupBy::Age, nullptr, progress);
            for (const ObjectGroup& group : std::span(grouping.about).subspan(1))
                QVERIFY(group.span->begin >= start && group.span->begin < group.span->end);
            std::size_t members = 0;
            for (std::uint32_t group = 0; group < grouping.groups.size(); ++group)
                members += grouping.groups.membersOf(GroupId(group)).size();
            QCOMPARE(members, std::size_t{3});
        }
    }

    void lengthsOfSpans_data()
    {
        QTest::addColumn<qint64>("recorded");
        QTest::addColumn<qint64>("length");
        QTest::newRow("nothing") << qint64{0} << qint64{100'000};
        QTest::newRow("10 s") << qint64{10'000'000} << qint64{500'000};
        QTest::newRow("a minute") << qint64{60'000'000} << qint64{5'000'000};
        QTest::newRow("an hour") << qint64{3'600'000'000} << qint64{300'000'000};
        QTest::newRow("a hundred years") << qint64{3'155'760'000'000'000} << qint64{3'155'760'000'000'000 / 30 + 1};
    }
    void lengthsOfSpans()
    {
        QFETCH(qint64, recorded);
        QFETCH(qint64, length);
        QCOMPARE(spanLength(recorded), length);
    }

    void nativeContexts()
    {
        const Profile& profile = recording("detached-dom.chromium.heapsnapshot.gz");
        const NaiveSums sums = sumsOf(profile, ObjectGroupBy::NativeContext);
        QCOMPARE(sums.at("(shared by several contexts)").shallow, profile.heap->nativeContexts.sharedSize);
        QVERIFY(sums.size() >= 3);
        QVERIFY(lackFor(profile, ObjectGroupBy::Age) == GroupingLack::NoTimeline);
        QVERIFY(lackFor(profile, ObjectGroupBy::Package) == GroupingLack::NoStacks);
    }

    void engine()
    {
        const Profile& profile = leaky();
        const auto naive = naiveSums(profile, [&](NodeOrdinal object) -> std::string {
            const ClassId id = profile.heap->classOf[object.value];
            return isEngineClass(profile.heap->classes.name[id.value]) ? "(the engine's own)" : "";
        });
        QCOMPARE(naive.size(), 1u);
        QVERIFY(sumsOf(profile, ObjectGroupBy::Engine) == naive);
    }

    /// Of classes of one name, each has its place, and others need none.
    void placesOfClasses()
    {
        const Profile& profile = leaky();
        const ClassTable& classes = profile.heap->classes;
        const ClassPlaces places(profile);
        std::map<std::string, int> counts;
        for (std::uint32_t id = 0; id < classes.size(); ++id)
            counts[classes.name[id]] += !classes.membersOf(ClassId(id)).empty();
        std::map<std::string, std::string> seen;
        for (std::uint32_t id = 0; id < classes.size(); ++id) {
            if (classes.membersOf(ClassId(id)).empty())
                continue;
            QCOMPARE(places.sharesName(ClassId(id)), counts[classes.name[id]] > 1);
            if (places.sharesName(ClassId(id)))
                QVERIFY(seen.try_emplace(classes.name[id] + places.fullText(ClassId(id)), "").second);
            if (classes.name[id] == "Session")
                QVERIFY(places.shortText(ClassId(id)).starts_with("leaky.js:"));
        }
    }
};

HEAPLINE_TEST(TstObjectGrouping)

} // namespace tst_object_grouping

#include "tst_object_grouping.moc"
