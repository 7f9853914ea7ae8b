// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/document/range_figures.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

namespace tst_range_figures {

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A sampling profile of two functions below the root: a() with samples 1 and 3 of 100 and 30 B, b() with sample 2 of 20 B.
///
///     (root) ── a ── b
std::shared_ptr<Profile> sampled()
{
    auto profile = std::make_shared<Profile>();
    profile->origin.kind = FileKind::SamplingProfile;
    Stacks stacks;
    const StringId empty = stacks.strings.append("");
    for (const char* name : {"(root)", "a", "b"}) {
        stacks.frames.functionName.push_back(stacks.strings.append(name));
        stacks.frames.url.push_back(empty);
        stacks.frames.scriptId.push_back(empty);
        stacks.frames.line.push_back(0);
        stacks.frames.column.push_back(0);
    }
    stacks.callTree.parent = {CallNodeId(), CallNodeId(0), CallNodeId(1)};
    stacks.callTree.subtreeEnd = {3, 3, 3};
    stacks.callTree.frame = {FrameId(0), FrameId(1), FrameId(2)};
    stacks.callTree.depth = {0, 1, 2};
    stacks.self[static_cast<std::size_t>(Measure::LiveBytes)] = {0, 130, 20};
    stacks.rangeRows.axisPosition = {1, 2, 3};
    stacks.rangeRows.node = {CallNodeId(1), CallNodeId(2), CallNodeId(1)};
    stacks.rangeRows.bytes = {100, 20, 30};
    profile->stacks = std::move(stacks);

    Timeline timeline;
    timeline.axis = AxisKind::AllocationOrder;
    timeline.position = {1, 2, 3};
    timeline.bytes = {100, 20, 30};
    timeline.count = {1, 1, 1};
    timeline.finish();
    profile->timeline = std::move(timeline);
    profile->samplingSampleCount = 3;
    return profile;
}

std::uint64_t totalOf(const RangeFigures& figures, std::size_t node)
{
    return figures.weights.total[static_cast<std::size_t>(Measure::LiveBytes)][node];
}

} // namespace

class TestRangeFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void wholeFirst();
    void range();
    void backToTheWholeIsAtOnce();
    void newestWins();
    void anotherProfileDropsTheOld();
    void heldFiguresStay();
    void noProfile();
    void destroyedWhileComputing();
};

void TestRangeFigures::wholeFirst()
{
    RangeFiguresQuery query;
    QSignalSpy updated(&query, &RangeFiguresQuery::updated);
    query.setProfile(sampled());
    QVERIFY(query.isStale());
    QTRY_COMPARE(updated.count(), 1);
    QVERIFY(!query.isStale());
    QCOMPARE(query.figures(), query.wholeFigures());
    QVERIFY(!query.figures()->range);
    QCOMPARE(query.figures()->bytes, 150U);
    QCOMPARE(query.figures()->objectCount, 3U);
    QCOMPARE(totalOf(*query.figures(), 1), 150U);
    QVERIFY(query.figures()->classRows.empty());
}

void TestRangeFigures::range()
{
    RangeFiguresQuery query;
    query.setProfile(sampled());
    query.request({AxisRange{2, 3}, {}});
    QTRY_VERIFY(!query.isStale());
    QVERIFY(query.figures()->range == (AxisRange{2, 3}));
    QVERIFY(query.figures()->ids == (IdRange{1, 3}));
    QCOMPARE(query.figures()->bytes, 50U);
    QCOMPARE(query.figures()->objectCount, 2U);
    QCOMPARE(totalOf(*query.figures(), 1), 50U);
    QCOMPARE(totalOf(*query.figures(), 2), 20U);
    QVERIFY(query.wholeFigures()); // also when the range was asked for before the whole was there
    QCOMPARE(query.wholeFigures()->bytes, 150U);
}

void TestRangeFigures::backToTheWholeIsAtOnce()
{
    RangeFiguresQuery query;
    query.setProfile(sampled());
    QTRY_VERIFY(query.wholeFigures());
    query.request({AxisRange{2, 2}, {}});
    query.request({{}, {}});
    QVERIFY(!query.isStale());
    QCOMPARE(query.figures(), query.wholeFigures());
    QTest::qWait(50); // the figures of the range come now, too late
    QCOMPARE(query.figures(), query.wholeFigures());
}

void TestRangeFigures::newestWins()
{
    RangeFiguresQuery query;
    QSignalSpy updated(&query, &RangeFiguresQuery::updated);
    query.setProfile(sampled());
    for (int i = 0; i < 1000; ++i)
        query.request({AxisRange{i % 3 + 1, 3}, {}});
    query.request({AxisRange{1, 1}, {}});
    QTRY_VERIFY(!query.isStale());
    QCOMPARE(query.figures()->bytes, 100U);
    QVERIFY2(updated.count() < 500, qPrintable(QString::number(updated.count()))); // most were never computed
}

void TestRangeFigures::anotherProfileDropsTheOld()
{
    RangeFiguresQuery query;
    query.setProfile(sampled());
    query.request({AxisRange{1, 1}, {}});
    const auto other = sampled();
    other->timeline->bytes = {1, 2, 4};
    other->timeline->finish();
    query.setProfile(other);
    QVERIFY(!query.figures());
    QTRY_VERIFY(query.figures());
    QCOMPARE(query.figures()->bytes, 7U);
    QTest::qWait(50);
    QCOMPARE(query.figures()->bytes, 7U);
}

void TestRangeFigures::heldFiguresStay()
{
    RangeFiguresQuery query;
    query.setProfile(sampled());
    query.request({AxisRange{1, 1}, {}});
    QTRY_VERIFY(!query.isStale());
    const auto held = query.figures();
    for (const std::int64_t ordinal : {2, 3, 2, 3}) {
        query.request({AxisRange{ordinal, ordinal}, {}});
        QTRY_VERIFY(!query.isStale());
    }
    QCOMPARE(held->bytes, 100U);
    QCOMPARE(totalOf(*held, 1), 100U);
    QCOMPARE(query.figures()->bytes, 30U);
}

void TestRangeFigures::noProfile()
{
    RangeFiguresQuery query;
    query.request({AxisRange{1, 2}, {}});
    QVERIFY(!query.isStale());
    QVERIFY(!query.figures());
    query.setProfile(nullptr);
    QVERIFY(!query.figures());
}

void TestRangeFigures::destroyedWhileComputing()
{
    for (int i = 0; i < 50; ++i) {
        RangeFiguresQuery query;
        query.setProfile(sampled());
        query.request({AxisRange{1, 2}, {}});
        if (i % 2)
            QTest::qWait(1);
    }
}

HEAPLINE_TEST(TestRangeFigures)

} // namespace tst_range_figures

#include "tst_range_figures.moc"
