// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/timeline.h"
#include "recorded_ticks.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <random>

namespace tst_timeline {

using namespace heapline;

namespace {

constexpr std::int64_t microsecondsPerDay = 86'400'000'000;

Timeline fromRows(AxisKind axis, const std::vector<std::int64_t>& positions, const std::vector<std::uint64_t>& bytes)
{
    Timeline timeline;
    timeline.axis = axis;
    timeline.position = positions;
    timeline.bytes = bytes;
    for (std::size_t tick = 0; tick < positions.size(); ++tick) {
        timeline.count.push_back(bytes[tick] ? 1 + bytes[tick] / 10 : 0);
        if (axis == AxisKind::Time)
            timeline.lastId.push_back(100 + 10 * tick);
    }
    timeline.finish();
    return timeline;
}

Timeline recording()
{
    Timeline timeline;
    for (const RecordedTick& tick : recordedTicks) {
        timeline.position.push_back(tick.timestampUs);
        timeline.lastId.push_back(tick.lastId);
        timeline.bytes.push_back(tick.bytes);
        timeline.count.push_back(tick.bytes / 50);
    }
    timeline.finish();
    return timeline;
}

/// Bars by asking every tick for its column.
std::vector<Bar> naiveBars(const Timeline& timeline, const AxisRange& view, int columns)
{
    std::vector<Bar> bars(static_cast<std::size_t>(std::max(columns, 0)));
    std::vector<bool> used(bars.size(), false);
    for (std::size_t tick = timeline.firstRecordedTick(); tick < timeline.tickCount() && columns > 0; ++tick) {
        const std::int64_t position = timeline.position[tick];
        if (position < view.begin || position > view.end)
            continue;
        const long double share = view.length() == 0 ? 1 : static_cast<long double>(position - view.begin) / view.length();
        const int column = std::min(columns - 1, static_cast<int>(share * columns));
        Bar& bar = bars[static_cast<std::size_t>(column)];
        if (!used[static_cast<std::size_t>(column)])
            bar = {column, 0, 0, tick, tick};
        used[static_cast<std::size_t>(column)] = true;
        bar.bytes += timeline.bytes[tick];
        bar.count += timeline.count[tick];
        bar.lastTick = tick + 1;
    }
    std::vector<Bar> found;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        if (used[i])
            found.push_back(bars[i]);
    }
    return found;
}

std::string printed(const std::vector<Bar>& bars)
{
    std::string text;
    for (const Bar& bar : bars)
        text += std::to_string(bar.column) + ':' + std::to_string(bar.bytes) + '/' + std::to_string(bar.count) + " ["
                + std::to_string(bar.firstTick) + ',' + std::to_string(bar.lastTick) + ") ";
    return text;
}

std::string printed(const TickRange& ticks)
{
    return '[' + std::to_string(ticks.first) + ',' + std::to_string(ticks.last) + ')';
}

} // namespace

class TestTimeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void extentOfNothingAndOfOneTick()
    {
        QCOMPARE(Timeline().extent(), AxisRange());
        const Timeline one = fromRows(AxisKind::AllocationOrder, {7}, {10});
        QCOMPARE(one.extent(), (AxisRange{7, 7}));
    }

    void finishSumsUp()
    {
        Timeline empty;
        empty.finish();
        QCOMPARE(empty.bytesBefore, std::vector<std::uint64_t>{0});
        const Timeline three = fromRows(AxisKind::Time, {0, 5, 9}, {30, 0, 12});
        QCOMPARE(three.bytesBefore, (std::vector<std::uint64_t>{0, 30, 30, 42}));
        QCOMPARE(three.countBefore, (std::vector<std::uint64_t>{0, 4, 4, 6}));
    }

    void ticksOfARange_data()
    {
        QTest::addColumn<int>("axis");
        QTest::addColumn<qint64>("begin");
        QTest::addColumn<qint64>("end");
        QTest::addColumn<std::string>("ticks");
        const int time = static_cast<int>(AxisKind::Time);
        const int order = static_cast<int>(AxisKind::AllocationOrder);
        // Positions 0 100 200 200 300
        QTest::newRow("all by time") << time << 0LL << 300LL << std::string("[0,5)");
        QTest::newRow("inside one stretch") << time << 110LL << 190LL << std::string("[2,3)");
        QTest::newRow("from a tick: its stretch ends there") << time << 100LL << 150LL << std::string("[1,3)");
        QTest::newRow("to a tick: the next stretch begins there") << time << 150LL << 200LL << std::string("[2,5)");
        QTest::newRow("just past a tick") << time << 101LL << 199LL << std::string("[2,3)");
        QTest::newRow("after all") << time << 400LL << 500LL << std::string("[5,5)");
        QTest::newRow("backwards") << time << 200LL << 100LL << std::string("[2,2)");
        QTest::newRow("samples: both ends") << order << 100LL << 200LL << std::string("[1,4)");
        QTest::newRow("samples: between") << order << 101LL << 199LL << std::string("[2,2)");
        QTest::newRow("samples: all") << order << -5LL << 900LL << std::string("[0,5)");
    }
    void ticksOfARange()
    {
        QFETCH(int, axis);
        QFETCH(qint64, begin);
        QFETCH(qint64, end);
        QFETCH(std::string, ticks);
        const Timeline timeline = fromRows(static_cast<AxisKind>(axis), {0, 100, 200, 200, 300}, {1, 2, 3, 4, 5});
        QCOMPARE(printed(ticksIn(timeline, {begin, end})), ticks);
    }

    void ticksOfAnEmptyTimeline()
    {
        QCOMPARE(printed(ticksIn(Timeline(), {0, 100})), std::string("[0,0)"));
        QCOMPARE(idsIn(Timeline(), {0, 100}), IdRange());
    }

    // What Chrome DevTools says for selections of this recording, drawn on an axis of ten seconds.
    void idsOfARecording_data()
    {
        QTest::addColumn<qint64>("begin");
        QTest::addColumn<qint64>("end");
        QTest::addColumn<quint64>("minExclusive");
        QTest::addColumn<quint64>("maxInclusive");
        QTest::newRow("all") << 0LL << 10'000'000LL << quint64{0} << quint64{IdRange::unbounded};
        QTest::newRow("first quarter") << 0LL << 2'500'000LL << quint64{0} << quint64{101013};
        QTest::newRow("second quarter") << 2'500'000LL << 5'000'000LL << quint64{100735} << quint64{133563};
        QTest::newRow("middle") << 1'000'000LL << 9'000'000LL << quint64{95961} << quint64{175725};
        QTest::newRow("second half") << 5'000'000LL << 10'000'000LL << quint64{131359} << quint64{IdRange::unbounded};
        QTest::newRow("a hundredth") << 6'000'000LL << 6'100'000LL << quint64{145661} << quint64{149323};
    }
    void idsOfARecording()
    {
        QFETCH(qint64, begin);
        QFETCH(qint64, end);
        QFETCH(quint64, minExclusive);
        QFETCH(quint64, maxInclusive);
        const Timeline timeline = recording();
        const IdRange ids = idsIn(timeline, {begin, end});
        QCOMPARE(quint64{ids.minExclusive}, minExclusive);
        QCOMPARE(quint64{ids.maxInclusive}, maxInclusive);
        // The ticks and the ids of a range tell of the same objects.
        const TickRange ticks = ticksIn(timeline, {begin, end});
        QCOMPARE(quint64{ticks.first ? timeline.lastId[ticks.first - 1] : 0}, minExclusive);
        if (maxInclusive != IdRange::unbounded)
            QCOMPARE(quint64{timeline.lastId[ticks.last - 1]}, maxInclusive);
        else
            QCOMPARE(ticks.last, timeline.tickCount());
    }

    // Bars of DevTools on a canvas of 1000 pixels for ten seconds: left edges of the first ones that have a size.
    void barsOfARecording()
    {
        std::vector<Bar> bars;
        barsPerColumn(recording(), {0, 10'000'000}, 1000, bars);
        std::vector<int> columns;
        for (const Bar& bar : bars) {
            if (bar.bytes > 0)
                columns.push_back(bar.column);
        }
        columns.resize(16);
        QCOMPARE(columns, (std::vector<int>{87, 93, 98, 104, 113, 119, 130, 139, 146, 188, 213, 243, 251, 256, 261, 268}));
    }

    void bars_data()
    {
        QTest::addColumn<qint64>("begin");
        QTest::addColumn<qint64>("end");
        QTest::addColumn<int>("columns");
        QTest::addColumn<std::string>("bars");
        // Ticks: before recording 0:90, then 10:1 20:2 20:3 39:4 40:50 46 days:600
        const qint64 far = 46 * microsecondsPerDay;
        QTest::newRow("older objects left out") << 0LL << 40LL << 4 << std::string("1:1/1 [1,2) 2:5/2 [2,4) 3:54/7 [4,6) ");
        QTest::newRow("one column") << 0LL << 40LL << 1 << std::string("0:60/10 [1,6) ");
        QTest::newRow("zoomed in") << 15LL << 25LL << 10 << std::string("5:5/2 [2,4) ");
        QTest::newRow("a gap of 46 days") << 0LL << far << 1000 << std::string("0:60/10 [1,6) 999:600/61 [6,7) ");
        QTest::newRow("no columns") << 0LL << 40LL << 0 << std::string();
        QTest::newRow("negative width") << 0LL << 40LL << -3 << std::string();
        QTest::newRow("view of no length") << 20LL << 20LL << 5 << std::string("4:5/2 [2,4) ");
        QTest::newRow("backwards") << 30LL << 20LL << 5 << std::string();
        QTest::newRow("beside the data") << 50LL << 60LL << 5 << std::string();
        QTest::newRow("before the data") << -60LL << -50LL << 5 << std::string();
        QTest::newRow("wider than the data")
            << -10LL << 50LL << 6 << std::string("2:1/1 [1,2) 3:5/2 [2,4) 4:4/1 [4,5) 5:50/6 [5,6) ");
    }
    void bars()
    {
        QFETCH(qint64, begin);
        QFETCH(qint64, end);
        QFETCH(int, columns);
        QFETCH(std::string, bars);
        const Timeline timeline =
            fromRows(AxisKind::Time, {0, 10, 20, 20, 39, 40, 46 * microsecondsPerDay}, {90, 1, 2, 3, 4, 50, 600});
        std::vector<Bar> found = {Bar()};
        barsPerColumn(timeline, {begin, end}, columns, found);
        QCOMPARE(printed(found), bars);
    }

    void barsOfSpecialTimelines()
    {
        std::vector<Bar> found;
        barsPerColumn(Timeline(), {0, 100}, 50, found);
        QVERIFY(found.empty());
        barsPerColumn(fromRows(AxisKind::Time, {0}, {90}), {0, 100}, 50, found);
        QVERIFY(found.empty()); // only objects that are older than the recording
        barsPerColumn(fromRows(AxisKind::AllocationOrder, {5}, {90}), {5, 5}, 50, found);
        QCOMPARE(printed(found), std::string("49:90/10 [0,1) "));
        barsPerColumn(fromRows(AxisKind::AllocationOrder, {5, 5, 5}, {1, 2, 3}), {0, 10}, 50, found);
        QCOMPARE(printed(found), std::string("25:6/3 [0,3) "));
        const std::int64_t most = std::numeric_limits<std::int64_t>::max();
        const std::int64_t least = std::numeric_limits<std::int64_t>::min();
        barsPerColumn(fromRows(AxisKind::AllocationOrder, {least, 0, most}, {1, 2, 3}), {least, most}, 50, found);
        QCOMPARE(printed(found), std::string("0:1/1 [0,1) 25:2/1 [1,2) 49:3/1 [2,3) "));
    }

    void randomTimelines()
    {
        std::mt19937_64 random(4711);
        const auto below = [&random](std::uint64_t limit) { return static_cast<std::int64_t>(random() % limit); };
        for (int round = 0; round < 400; ++round) {
            const AxisKind axis = round % 2 ? AxisKind::Time : AxisKind::AllocationOrder;
            std::vector<std::int64_t> positions;
            std::vector<std::uint64_t> bytes;
            std::int64_t position = axis == AxisKind::Time ? 0 : below(10);
            const std::int64_t ticks = below(300);
            for (std::int64_t tick = 0; tick < ticks; ++tick) {
                positions.push_back(position);
                bytes.push_back(static_cast<std::uint64_t>(below(5) ? below(1000) : 0));
                position += below(3) ? below(100) : below(40) ? 0 : below(46) * microsecondsPerDay;
            }
            const Timeline timeline = fromRows(axis, positions, bytes);
            const std::int64_t begin = below(static_cast<std::uint64_t>(position) + 20) - 10;
            const AxisRange view = {begin, begin + below(static_cast<std::uint64_t>(position) + 20)};
            const int columns = static_cast<int>(below(200));
            std::vector<Bar> found;
            barsPerColumn(timeline, view, columns, found);
            QCOMPARE(printed(found), printed(naiveBars(timeline, view, columns)));
        }
    }
};

HEAPLINE_TEST(TestTimeline)

} // namespace tst_timeline

#include "tst_timeline.moc"
