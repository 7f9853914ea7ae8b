// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"
#include "core/timeline/samples.h"
#include "recorded_ticks.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <random>

namespace tst_samples {

using namespace heapline;

namespace {

using Numbers = std::vector<std::uint64_t>;

NumberColumn columnOf(const Numbers& values, bool wide)
{
    NumberColumn column;
    column.resize(values.size());
    if (wide)
        column.widen();
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (column.isWide())
            column.wideData()[i] = values[i];
        else
            column.narrowData()[i] = static_cast<std::uint32_t>(values[i]);
    }
    return column;
}

/// Bytes and objects of each tick, found by looking at every tick for every object.
struct NaiveSums {
    Numbers bytes;
    Numbers count;
    std::uint64_t after = 0;

    NaiveSums(const Numbers& lastIds, const Numbers& ids, const Numbers& sizes)
        : bytes(lastIds.size())
        , count(lastIds.size())
    {
        for (std::size_t object = 0; object < ids.size(); ++object) {
            if (ids[object] % 2 == 0 || sizes[object] == 0)
                continue;
            std::size_t tick = 0;
            while (tick < lastIds.size() && lastIds[tick] < ids[object])
                ++tick;
            if (tick == lastIds.size()) {
                ++after;
                continue;
            }
            bytes[tick] += sizes[object];
            ++count[tick];
        }
    }
};

std::uint64_t countOf(const Notes& notes, NoteCode code)
{
    for (const Note& note : notes.all()) {
        if (note.code == code)
            return note.count;
    }
    return 0;
}

} // namespace

class TestSamples : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void objectsByTheirIds()
    {
        const TimelineSampleColumns samples = {{0, 50, 100, 150, 200}, {9, 9, 15, 15, 23}};
        //                     even  old  old  tick 2   edge  empty  tick 4  after  after
        const Numbers ids = {8, 1, 9, 11, 15, 13, 23, 25, 27};
        const Numbers sizes = {64, 100, 20, 7, 3, 0, 5, 1000, 0};
        Notes notes;
        Progress progress;
        const Timeline timeline = buildTimeline(samples, columnOf(ids, false), sizes, notes, progress);
        QVERIFY(timeline.axis == AxisKind::Time);
        QCOMPARE(timeline.position, (std::vector<std::int64_t>{0, 50, 100, 150, 200}));
        QCOMPARE(timeline.lastId, (Numbers{9, 9, 15, 15, 23}));
        QCOMPARE(timeline.bytes, (Numbers{120, 0, 10, 0, 5}));
        QCOMPARE(timeline.count, (Numbers{2, 0, 2, 0, 1}));
        QCOMPARE(timeline.bytesBefore, (Numbers{0, 120, 120, 130, 130, 135}));
        QCOMPARE(notes.all().size(), std::size_t{1});
        QCOMPARE(countOf(notes, NoteCode::ObjectsAfterLastSample), std::uint64_t{1});
    }

    // Objects made up so that every tick of a real recording gets its bytes back.
    void aRecording()
    {
        TimelineSampleColumns samples;
        Numbers ids;
        Numbers sizes;
        std::uint64_t before = 0;
        for (const RecordedTick& tick : recordedTicks) {
            samples.timestampUs.push_back(tick.timestampUs);
            samples.lastAssignedId.push_back(tick.lastId);
            if (tick.bytes > 0) {
                ids.insert(ids.end(), {tick.lastId, before + 1 + before % 2, tick.lastId + 1});
                sizes.insert(sizes.end(), {tick.bytes / 3, tick.bytes - tick.bytes / 3, 5});
            }
            before = tick.lastId;
        }
        Notes notes;
        Progress progress;
        const Timeline timeline = buildTimeline(samples, columnOf(ids, false), sizes, notes, progress);
        for (std::size_t tick = 0; tick < recordedTicks.size(); ++tick)
            QCOMPARE(timeline.bytes[tick], recordedTicks[tick].bytes);
        QCOMPARE(timeline.bytesBefore.back(), std::uint64_t{5033368});
        QVERIFY(notes.isEmpty());
    }

    void randomObjects()
    {
        std::mt19937_64 random(99);
        for (int round = 0; round < 60; ++round) {
            const bool wide = round % 3 == 0;
            TimelineSampleColumns samples;
            std::uint64_t lastId = wide ? 5'000'000'000 : 20;
            const std::size_t ticks = random() % 40;
            for (std::size_t tick = 0; tick < ticks; ++tick) {
                samples.timestampUs.push_back(static_cast<std::int64_t>(tick * 50));
                samples.lastAssignedId.push_back(lastId);
                lastId += random() % 3 ? 0 : random() % 60;
            }
            Numbers ids;
            Numbers sizes;
            const std::size_t objects = round == 0 ? 300'000 : random() % 3000; // more than one step of work once
            for (std::size_t object = 0; object < objects; ++object) {
                ids.push_back(lastId - std::min<std::uint64_t>(lastId, random() % 900) + random() % 20);
                sizes.push_back(random() % 4 ? random() % 500 : 0);
            }
            Notes notes;
            Progress progress;
            const Timeline timeline = buildTimeline(samples, columnOf(ids, wide), sizes, notes, progress);
            const NaiveSums naive(samples.lastAssignedId, ids, sizes);
            QCOMPARE(timeline.bytes, naive.bytes);
            QCOMPARE(timeline.count, naive.count);
            QCOMPARE(countOf(notes, NoteCode::ObjectsAfterLastSample), ticks ? naive.after : 0);
        }
    }

    void rowsThatRunBackwards()
    {
        const TimelineSampleColumns samples = {{0, 100, 90, 95, 200}, {9, 15, 17, 13, 21}};
        Notes notes;
        Progress progress;
        const Timeline timeline = buildTimeline(samples, columnOf({13, 17, 21}, false), Numbers{1, 2, 4}, notes, progress);
        QCOMPARE(timeline.position, (std::vector<std::int64_t>{0, 100, 100, 100, 200}));
        QCOMPARE(timeline.lastId, (Numbers{9, 15, 17, 17, 21}));
        QCOMPARE(timeline.bytes, (Numbers{0, 1, 2, 0, 4}));
        QCOMPARE(countOf(notes, NoteCode::SamplesOutOfOrder), std::uint64_t{2});
    }

    void timesThatNoRecordingHas()
    {
        const std::int64_t least = std::numeric_limits<std::int64_t>::min();
        const std::int64_t most = std::numeric_limits<std::int64_t>::max();
        const TimelineSampleColumns samples = {{least, 50, most, 70, -3}, {9, 13, 17, 19, 21}};
        Notes notes;
        Progress progress;
        const Timeline timeline = buildTimeline(samples, columnOf({13, 17, 21}, false), Numbers{1, 2, 4}, notes, progress);
        QCOMPARE(timeline.position, (std::vector<std::int64_t>{0, 50, 50, 70, 70}));
        QCOMPARE(timeline.lastId, (Numbers{9, 13, 17, 19, 21}));
        QCOMPARE(timeline.bytes, (Numbers{0, 1, 2, 0, 4}));
        QCOMPARE(timeline.extent().length(), std::int64_t{70});
        QCOMPARE(countOf(notes, NoteCode::SamplesOutOfOrder), std::uint64_t{3});
    }

    void noRowsAndNoObjects()
    {
        Notes notes;
        Progress progress;
        const Timeline none =
            buildTimeline(TimelineSampleColumns(), columnOf({1, 3}, false), Numbers{8, 8}, notes, progress);
        QCOMPARE(none.tickCount(), std::size_t{0});
        QCOMPARE(none.bytesBefore, Numbers{0});
        QVERIFY(notes.isEmpty());
        const Timeline bare = buildTimeline({{0}, {9}}, NumberColumn(), {}, notes, progress);
        QCOMPARE(bare.bytes, Numbers{0});
        QVERIFY(notes.isEmpty());
    }

    void samplesAreSortedByOrdinal()
    {
        SampleColumns samples;
        samples.ordinal = {7, 2, 2, 40, 1};
        samples.sizeBytes = {70, 21, 22, 400, 10};
        samples.nodeId = {1, 1, 1, 1, 1};
        Progress progress;
        const Timeline timeline = buildTimeline(samples, progress);
        QVERIFY(timeline.axis == AxisKind::AllocationOrder);
        QCOMPARE(timeline.position, (std::vector<std::int64_t>{1, 2, 2, 7, 40}));
        QCOMPARE(timeline.bytes, (Numbers{10, 21, 22, 70, 400}));
        QCOMPARE(timeline.count, (Numbers{1, 1, 1, 1, 1}));
        QCOMPARE(timeline.countBefore.back(), std::uint64_t{5});
        QVERIFY(timeline.lastId.empty());
        QCOMPARE(buildTimeline(SampleColumns(), progress).tickCount(), std::size_t{0});
    }

    void stops()
    {
        std::stop_source source;
        source.request_stop();
        Progress progress(source.get_token());
        Notes notes;
        const auto codeOf = [](const auto& work) {
            try {
                work();
            } catch (const ErrorException& exception) {
                return exception.error().code;
            }
            return ErrorCode::ReadFailed;
        };
        QVERIFY(codeOf([&] {
                    buildTimeline({{0}, {9}}, columnOf({1}, false), Numbers{8}, notes, progress);
                })
                == ErrorCode::Cancelled);
        QVERIFY(codeOf([&] { buildTimeline(SampleColumns(), progress); }) == ErrorCode::Cancelled);
    }
};

HEAPLINE_TEST(TestSamples)

} // namespace tst_samples

#include "tst_samples.moc"
