// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "core/timeline/tick_figures.h"
#include "tests/support/test_program.h"

#include <algorithm>
#include <random>

namespace tst_tick_figures {

using namespace heapline;

namespace {

using Numbers = std::vector<std::uint64_t>;

/// A timeline of these last ids, a tick every ten places; what is alive is up to the caller.
Timeline timelineOf(const Numbers& lastIds, const Numbers& idsAlive)
{
    Timeline timeline;
    timeline.lastId = lastIds;
    for (std::size_t tick = 0; tick < lastIds.size(); ++tick) {
        timeline.position.push_back(static_cast<std::int64_t>(10 * tick));
        timeline.count.push_back(idsAlive[tick]);
        timeline.bytes.push_back(8 * idsAlive[tick]);
    }
    timeline.idsAlive = TickSums(idsAlive);
    timeline.finish();
    return timeline;
}

LiveEventColumns eventsOf(const Numbers& lastSeen)
{
    LiveEventColumns events;
    events.lastSeenId = lastSeen;
    for (auto* column :
         {&events.allocatedCount, &events.allocatedBytes, &events.lastCount, &events.lastBytes, &events.lostBytes})
        column->resize(lastSeen.size());
    return events;
}

} // namespace

class TstTickFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givenIds()
    {
        const Timeline timeline = timelineOf({9, 9, 15, 15, 23}, {4, 0, 2, 0, 1});
        const auto given = [&](std::size_t first, std::size_t last) { return figuresOf(timeline, {first, last}).idsGiven; };
        QCOMPARE(given(0, 1), std::uint64_t{0}); // of a time that is not known
        QCOMPARE(given(1, 2), std::uint64_t{0});
        QCOMPARE(given(2, 3), std::uint64_t{3}); // 11, 13, 15
        QCOMPARE(given(4, 5), std::uint64_t{4}); // 17 to 23
        QCOMPARE(given(0, 5), std::uint64_t{7});
        QCOMPARE(given(3, 3), std::uint64_t{0});
        QCOMPARE(figuresOf(timeline, {1, 5}).idsAlive, std::uint64_t{3});
        QCOMPARE(figuresOf(timeline, {0, 5}).idsAlive, std::uint64_t{7});
    }

    // Other writers may end a tick with an even id: odd ones are counted one by one, and stretches add up.
    void evenAndLargeLastIds()
    {
        const Timeline even = timelineOf({4, 6, 7, 10}, {0, 0, 0, 0});
        QCOMPARE(figuresOf(even, {1, 2}).idsGiven, std::uint64_t{1}); // 5
        QCOMPARE(figuresOf(even, {2, 3}).idsGiven, std::uint64_t{1}); // 7
        QCOMPARE(figuresOf(even, {3, 4}).idsGiven, std::uint64_t{1}); // 9
        QCOMPARE(figuresOf(even, {1, 4}).idsGiven, std::uint64_t{3});
        constexpr std::uint64_t most = IdRange::unbounded;
        QCOMPARE(figuresOf(timelineOf({1, most}, {0, 0}), {0, 2}).idsGiven, most / 2);
    }

    /// Selecting ticks and asking which ticks and ids are selected leads back.
    void rangesOfTicks()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 200; ++round) {
            Timeline timeline;
            std::int64_t position = 0;
            std::uint64_t id = 1 + 2 * (random() % 50);
            const std::size_t ticks = 1 + random() % 12;
            for (std::size_t tick = 0; tick < ticks; ++tick) {
                timeline.position.push_back(position);
                timeline.lastId.push_back(id);
                timeline.bytes.push_back(1);
                timeline.count.push_back(1);
                position += 2 + random() % 5;
                id += 2 * (random() % 9);
            }
            timeline.finish();
            for (std::size_t first = 0; first < ticks; ++first) {
                for (std::size_t last = first + 1; last <= ticks; ++last) {
                    const AxisRange range = rangeOfTicks(timeline, {first, last});
                    QVERIFY(range.begin <= range.end);
                    QVERIFY((ticksIn(timeline, range) == TickRange{first, last}));
                    const IdRange ids = idsIn(timeline, range);
                    QCOMPARE(ids.minExclusive, first > 0 ? timeline.lastId[first - 1] : 0);
                    QCOMPARE(ids.maxInclusive, timeline.lastId[last - 1]);
                    QCOMPARE(isBeforeRecording(timeline, range), last == 1);
                }
            }
            timeline.axis = AxisKind::AllocationOrder;
            timeline.lastId.clear();
            const AxisRange all = rangeOfTicks(timeline, {0, ticks});
            QVERIFY((ticksIn(timeline, all) == TickRange{0, ticks}));
            QVERIFY(!isBeforeRecording(timeline, {-5, -1}));
        }
    }

    // Equal times cannot be told apart, but none of the wanted ticks is lost.
    void ticksOfOneMoment()
    {
        Timeline timeline = timelineOf({9, 11, 13, 15, 17}, {1, 1, 1, 1, 1});
        timeline.position = {0, 0, 7, 7, 8};
        for (std::size_t first = 0; first < 5; ++first) {
            for (std::size_t last = first + 1; last <= 5; ++last) {
                const TickRange found = ticksIn(timeline, rangeOfTicks(timeline, {first, last}));
                QVERIFY(found.first <= first);
                QVERIFY(found.last >= last);
            }
        }
    }

    void liveEvents()
    {
        Timeline timeline = timelineOf({9, 9, 15, 15, 23}, {4, 0, 2, 0, 1});
        LiveEventColumns events = eventsOf({9, 9, 15, 15, 23});
        events.allocatedBytes = {900, 0, 300, 0, 40};
        events.allocatedCount = {5, 0, 3, 0, 4};
        events.lastBytes = {850, 0, 90, 0, 64}; // the last one has grown
        events.lastCount = {4, 0, 2, 0, 4};
        events.lostBytes = {0, 0, 50, 0, 210};
        const LiveMatch match = matchLiveEvents(events, timeline);
        QCOMPARE(match.obstacle, std::string());
        timeline.live = match.ticks;
        QVERIFY((figuresOf(timeline, {0, 1}).live == TickFigures::Live{900, 5, 50, 1, 0}));
        QVERIFY((figuresOf(timeline, {1, 5}).live == TickFigures::Live{340, 7, 210, 1, 260}));
        QVERIFY((figuresOf(timeline, {4, 5}).live == TickFigures::Live{40, 4, 0, 0, 210}));
    }

    void liveEventsThatEndEarly()
    {
        Timeline timeline = timelineOf({9, 9, 15, 15, 23}, {4, 0, 2, 0, 1});
        LiveEventColumns events = eventsOf({9, 9, 15});
        events.allocatedBytes[2] = 70;
        const LiveMatch match = matchLiveEvents(events, timeline);
        QCOMPARE(match.obstacle, std::string());
        QCOMPARE(match.ticks.knownTicks, std::size_t{3});
        timeline.live = match.ticks;
        QCOMPARE(figuresOf(timeline, {0, 3}).live->allocatedBytes, std::uint64_t{70});
        QVERIFY(!figuresOf(timeline, {0, 4}).live);
        QVERIFY(!figuresOf(timeline, {3, 5}).live);
    }

    void otherRecordings()
    {
        const Timeline timeline = timelineOf({9, 9, 15}, {4, 0, 2});
        QVERIFY(!matchLiveEvents(eventsOf({}), timeline).obstacle.empty());
        QVERIFY(!matchLiveEvents(eventsOf({9, 11}), timeline).obstacle.empty());
        QVERIFY(!matchLiveEvents(eventsOf({9, 9, 15, 15}), timeline).obstacle.empty());
        LiveEventColumns more = eventsOf({9, 9, 15});
        more.surplusRows = 1;
        QVERIFY(!matchLiveEvents(more, timeline).obstacle.empty());
        QVERIFY(QByteArray::fromStdString(matchLiveEvents(eventsOf({9, 11}), timeline).obstacle).contains("tick 1"));
    }
};

HEAPLINE_TEST(TstTickFigures)

} // namespace tst_tick_figures

#include "tst_tick_figures.moc"
