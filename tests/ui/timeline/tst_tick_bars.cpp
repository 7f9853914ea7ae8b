// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_timelines.h"
#include "tests/support/test_program.h"
#include "ui/timeline/tick_bars.h"
#include "ui/timeline/tick_text.h"
#include "ui/timeline/timeline_hover.h"

#include <QTest>

namespace tst_tick_bars {

using namespace heapline;

namespace {

QString printed(const std::vector<TickBar>& bars)
{
    QStringList texts;
    for (const TickBar& bar : bars)
        texts << QStringLiteral("%1..%2:%3/%4").arg(bar.begin).arg(bar.end).arg(bar.bytes).arg(bar.count);
    return texts.join(u' ');
}

QString printed(const std::optional<TickBar>& bar)
{
    return bar ? printed(std::vector<TickBar>{*bar}) : QStringLiteral("none");
}

QString printed(const HoverText& text)
{
    return (QStringList{text.title} + text.lines).join(QStringLiteral(" | "));
}

} // namespace

class TestTickBars : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void timesReachBack()
    {
        const Timeline timeline = timelineOf(AxisKind::Time, {{0, 900}, {100, 10}, {200, 20}, {200, 30}, {450, 40}});
        QCOMPARE(printed(tickBars(timeline, {0, 450})), QStringLiteral("0..100:10/1 100..200:50/5 200..450:40/4"));
        // A tick past the view reaches into it; one that begins at its end does not.
        QCOMPARE(printed(tickBars(timeline, {110, 210})), QStringLiteral("100..200:50/5 200..450:40/4"));
        QCOMPARE(printed(tickBars(timeline, {110, 200})), QStringLiteral("100..200:50/5"));
        QCOMPARE(printed(tickBars(timeline, {500, 600})), QString());
    }

    void samplesReachToBothSides()
    {
        const Timeline timeline = timelineOf(AxisKind::AllocationOrder, {{3, 10}, {4, 20}, {4, 30}, {9, 40}});
        QCOMPARE(printed(tickBars(timeline, {0, 20})), QStringLiteral("2.5..3.5:10/1 3.5..4.5:50/2 8.5..9.5:40/1"));
        QCOMPARE(printed(tickBars(timeline, {4, 8})), QStringLiteral("3.5..4.5:50/2"));
    }

    void specialTimelines()
    {
        QCOMPARE(printed(tickBars(Timeline(), {0, 10})), QString());
        QCOMPARE(printed(tickBars(timelineOf(AxisKind::Time, {{0, 900}}), {0, 10})), QString());
        QCOMPARE(printed(barAt(Timeline(), {{0, 10}, 0, 100}, 5)), QStringLiteral("none"));
        QCOMPARE(printed(barAt(tenSeconds(), {{0, 10}, 0, 0}, 5)), QStringLiteral("none"));
        const Timeline atOnce = timelineOf(AxisKind::Time, {{0, 900}, {0, 10}, {0, 20}});
        QCOMPARE(printed(tickBars(atOnce, {0, 10})), QStringLiteral("0..0:30/3"));
    }

    void whetherTicksAreApart()
    {
        QVERIFY(ticksAreApart(tenSeconds(), {{0, 10'000'000}, 0, 100}));
        QVERIFY(!ticksAreApart(tenSeconds(), {{0, 10'000'000}, 0, 20}));
        QVERIFY(!ticksAreApart(thousandSamples(), {{0, 1001}, 0, 500}));
        QVERIFY(ticksAreApart(thousandSamples(), {{100, 200}, 0, 500}));
    }

    void underAPixel_data()
    {
        QTest::addColumn<bool>("isTime");
        QTest::addColumn<double>("pixels");
        QTest::addColumn<double>("x");
        QTest::addColumn<QString>("bar");
        QTest::newRow("inside a stretch") << true << 1000.0 << 250.0 << QStringLiteral("2e+06..3e+06:300000/3000");
        QTest::newRow("the column of a tick") << true << 1000.0 << 300.0 << QStringLiteral("2e+06..3e+06:300000/3000");
        QTest::newRow("the column after it") << true << 1000.0 << 301.0 << QStringLiteral("3e+06..4e+06:400000/4000");
        QTest::newRow("several ticks in a column") << true << 5.0 << 2.0 << QStringLiteral("3e+06..5e+06:900000/9000");
        QTest::newRow("behind the last tick") << true << 1000.0 << 1005.0 << QStringLiteral("none");
        QTest::newRow("before the first tick") << true << 1000.0 << -5.0 << QStringLiteral("none");
        QTest::newRow("a sample") << false << 1001.0 << 500.0 << QStringLiteral("499.5..500.5:1000/1");
        QTest::newRow("samples in a column") << false << 100.1 << 50.0 << QStringLiteral("499.5..509.5:10000/10");
        QTest::newRow("beside all samples") << false << 100'100.0 << 20.0 << QStringLiteral("none");
        QTest::newRow("the edge of a sample") << false << 100'100.0 << 130.0 << QStringLiteral("0.5..1.5:1000/1");
    }
    void underAPixel()
    {
        QFETCH(bool, isTime);
        QFETCH(double, pixels);
        QFETCH(double, x);
        QFETCH(QString, bar);
        const Timeline timeline = isTime ? tenSeconds() : thousandSamples();
        QCOMPARE(printed(barAt(timeline, {fullView(timeline), 0, pixels}, x)), bar);
    }

    void hoverTexts()
    {
        const Timeline seconds = tenSeconds();
        const PixelScale scale = {fullView(seconds), 0, 1000};
        QCOMPARE(printed(hoverText(seconds, scale, 250)),
                 QStringLiteral("2.000 s \u2013 3.000 s | 300 kB alive at the end (300,000 B) | 3,000 objects | "
                                "3,000 of 20,000 objects given an id still alive"));
        QVERIFY(printed(hoverText(seconds, scale, 250, {}, BarMeasure::Objects)).endsWith(idsExplanation()));
        QCOMPARE(printed(hoverText(tenSecondsLive(), scale, 250)),
                 QStringLiteral("2.000 s \u2013 3.000 s | 300 kB alive at the end (300,000 B) | 3,000 objects | "
                                "600 kB allocated in 6,000 objects, 300 kB of it freed | "
                                "3,000 of 20,000 objects given an id still alive"));
        QCOMPARE(printed(olderObjectsText(seconds)),
                 QStringLiteral("Older than the recording | 5.0 MB alive at the end (5,000,000 B) | 50,000 objects | "
                                "not drawn as a bar; a double click selects them"));
        const Timeline silent = timelineOf(AxisKind::Time, {{0, 900}, {1'000'000, 0}, {2'000'000, 72}});
        const PixelScale silentScale = {fullView(silent), 0, 100};
        QCOMPARE(printed(hoverText(silent, silentScale, 20)),
                 QStringLiteral("0.000 s \u2013 1.000 s | nothing from here was alive at the end"));
        QCOMPARE(printed(hoverText(silent, silentScale, 70)),
                 QStringLiteral("1.000 s \u2013 2.000 s | 72 B alive at the end | 7 objects | "
                                "7 of 7 objects given an id still alive"));
        const Timeline samples = timelineOf(AxisKind::AllocationOrder, {{3, 2000}, {40, 100}, {41, 100}});
        const PixelScale wide = {{0, 50}, 0, 5000};
        QCOMPARE(printed(hoverText(samples, wide, 300)), QStringLiteral("Sample 3 | 2.0 kB (2,000 B) | 1 sample"));
        QCOMPARE(printed(hoverText(samples, wide, 1000)), QStringLiteral("Sample 10 | not in the file"));
        const PixelScale narrow = {{0, 50}, 0, 10};
        QCOMPARE(printed(hoverText(samples, narrow, 8)), QStringLiteral("Samples 40 \u2013 41 | 200 B | 2 samples"));
    }
};

HEAPLINE_TEST(TestTickBars)

} // namespace tst_tick_bars

#include "tst_tick_bars.moc"
