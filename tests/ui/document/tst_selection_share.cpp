// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/allocated_by.h"
#include "tests/support/test_program.h"
#include "tests/ui/widgets/loaded_document.h"

#include <QSignalSpy>

#include <map>

namespace tst_selection_share {

using namespace heapline;
using namespace heapline::test;

namespace {

FrameId frameNamed(const Stacks& stacks, std::string_view name)
{
    for (std::size_t row = 0; row < stacks.frames.size(); ++row) {
        if (functionNameText(stacks, FrameId(row)) == name)
            return FrameId(row);
    }
    return {};
}

bool isThrough(const Stacks& stacks, CallNodeId node, FrameId frame)
{
    for (; node.isValid() && node.value != 0; node = stacks.callTree.parent[node.value]) {
        if (stacks.callTree.frame[node.value] == frame)
            return true;
    }
    return false;
}

/// Class name -> number and bytes of the objects in some ids that stacks through a function allocated: object by object.
std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> objectsByClass(const Profile& profile, FrameId frame,
                                                                              const std::optional<IdRange>& ids)
{
    std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> classes;
    const Heap& heap = *profile.heap;
    for (std::uint32_t row = 0; row < heap.graph.nodeCount(); ++row) {
        const std::uint64_t bytes = heap.shallowSize[row];
        if (bytes == 0 || (ids && !ids->contains(heap.graph.nodes.id[row]))
            || !isThrough(*profile.stacks, allocationStackOf(profile, NodeOrdinal(row)), frame))
            continue;
        auto& [count, sum] = classes[heap.classes.key[heap.classOf[row].value]];
        ++count;
        sum += bytes;
    }
    return classes;
}

std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> shownClasses(const Profile& profile,
                                                                            const RangeFigures& figures)
{
    std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> classes;
    for (const ClassRow& row : figures.classRows)
        classes[profile.heap->classes.key[row.id.value]] = {row.count, row.shallowSize};
    return classes;
}

StackFilter focusOn(FrameId frame)
{
    StackFilter filter;
    StackStep step;
    step.kind = StackStep::Kind::FocusFunction;
    step.functions = {Grouping::Function, {frame}};
    filter.steps = {step};
    return filter;
}

} // namespace

class TestSelectionShare : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void sharesAddUpToTheFunction()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        QVERIFY(!document.share().share());
        const Profile& profile = *document.profile();
        const FrameId session = frameNamed(*profile.stacks, "Session");
        QVERIFY(session.isValid());
        document.share().setObjectsWanted(true);
        document.selection().select(SelectedItem::ofFunction(session));
        QTRY_VERIFY(document.share().share() && document.share().share()->objects);
        const auto share = document.share().share();
        QVERIFY(shownClasses(profile, *share->objects) == objectsByClass(profile, session, {}));
        QVERIFY(share->objects->objectCount > 1000);

        // Ticks: the objects of each tick, one by one.
        const Timeline& timeline = *profile.timeline;
        QVERIFY(!share->bytes.isEmpty());
        std::vector<std::uint64_t> bytes(timeline.tickCount());
        std::vector<std::uint64_t> count(timeline.tickCount());
        for (std::uint32_t row = 0; row < profile.heap->graph.nodeCount(); ++row) {
            const std::uint64_t id = profile.heap->graph.nodes.id[row];
            const auto tick =
                static_cast<std::size_t>(std::ranges::lower_bound(timeline.lastId, id) - timeline.lastId.begin());
            if (tick < bytes.size() && isThrough(*profile.stacks, allocationStackOf(profile, NodeOrdinal(row)), session)) {
                bytes[tick] += profile.heap->shallowSize[row];
                ++count[tick];
            }
        }
        for (std::size_t tick = 0; tick < bytes.size(); ++tick) {
            QCOMPARE(share->bytes.of(tick, tick + 1), bytes[tick]);
            QCOMPARE(share->count.of(tick, tick + 1), count[tick]);
        }
    }

    void followsTheRange()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const Profile& profile = *document.profile();
        const FrameId session = frameNamed(*profile.stacks, "Session");
        document.share().setObjectsWanted(true);
        document.selection().select(SelectedItem::ofFunction(session));
        QVERIFY(selectRange(document, 45, 70));
        const auto ids = document.figures().figures()->ids;
        QTRY_VERIFY(document.share().share() && document.share().share()->objects
                    && document.share().share()->objects->ids == ids);
        QVERIFY(shownClasses(profile, *document.share().share()->objects) == objectsByClass(profile, session, ids));
    }

    void summaryFollowsAFocus()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const Profile& profile = *document.profile();
        const FrameId remember = frameNamed(*profile.stacks, "rememberSession");
        document.filter().setStacks(focusOn(remember), QStringLiteral("Focus"));
        QTRY_VERIFY(document.figures().figures()->leavesOutStacks());
        QVERIFY(shownClasses(profile, *document.figures().figures()) == objectsByClass(profile, remember, {}));
        QVERIFY(selectRange(document, 45, 70));
        const auto figures = document.figures().figures();
        QVERIFY(shownClasses(profile, *figures) == objectsByClass(profile, remember, figures->ids));
        // What is left is marked in the bars without any selection.
        QTRY_VERIFY(document.share().share());
        QVERIFY(document.share().share()->item.kind == SelectedItem::Kind::None);
        QVERIFY(document.share().share()->bytes.of(0, profile.timeline->tickCount()) > 0);
        document.filter().clear();
        QTRY_VERIFY(!document.share().share());
        QVERIFY(document.figures().figures()->isWhole());
    }

    void staysWhileAnObjectIsLookedAt()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        document.selection().select(SelectedItem::ofFunction(frameNamed(*document.profile()->stacks, "Session")));
        QTRY_VERIFY(document.share().share());
        const auto share = document.share().share();
        document.selection().select(SelectedItem::ofObject(NodeOrdinal(10)));
        QTest::qWait(50);
        QCOMPARE(document.share().share()->item, share->item);
    }

    void samplingProfilesHaveTicksOnly()
    {
        Document document(dataFile("leaky-http.interval-128.heapprofile.gz"));
        QVERIFY(load(document));
        const Profile& profile = *document.profile();
        document.share().setObjectsWanted(true);
        const FrameId payload = frameNamed(*profile.stacks, "makePayload");
        document.selection().select(SelectedItem::ofFunction(payload));
        QTRY_VERIFY(document.share().share());
        std::uint64_t sum = 0;
        const Stacks::RangeRows& rows = profile.stacks->rangeRows;
        for (std::size_t row = 0; row < rows.node.size(); ++row) {
            if (isThrough(*profile.stacks, rows.node[row], payload))
                sum += rows.bytes[row];
        }
        QCOMPARE(document.share().share()->bytes.of(0, profile.timeline->tickCount()), sum);
        QVERIFY(!document.share().share()->objects);
    }

    void goesAtAnyTime()
    {
        for (int round = 0; round < 20; ++round) {
            Document document(dataFile("leaky-http.heaptimeline.gz"));
            QVERIFY(load(document));
            document.share().setObjectsWanted(true);
            for (std::uint32_t frame = 1; frame < 20; ++frame)
                document.selection().select(SelectedItem::ofFunction(FrameId(frame)));
            QTest::qWait(round % 4);
        }
    }
};

HEAPLINE_TEST(TestSelectionShare)

} // namespace tst_selection_share

#include "tst_selection_share.moc"
