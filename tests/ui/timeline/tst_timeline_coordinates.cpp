// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_timelines.h"
#include "tests/support/test_program.h"
#include "ui/timeline/size_scale.h"
#include "ui/timeline/timeline_coordinates.h"

#include <QTest>

#include <limits>

namespace tst_timeline_coordinates {

using namespace heapline;

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

QString printed(const AxisRange& range)
{
    return QStringLiteral("%1..%2").arg(range.begin).arg(range.end);
}

QString printed(const std::vector<std::uint64_t>& sizes)
{
    QStringList texts;
    for (const std::uint64_t size : sizes)
        texts << QString::number(size);
    return texts.join(u' ');
}

} // namespace

class TestTimelineCoordinates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void placesAndPixels_data()
    {
        QTest::addColumn<qint64>("begin");
        QTest::addColumn<qint64>("end");
        QTest::addColumn<double>("left");
        QTest::addColumn<double>("width");
        QTest::addColumn<double>("x");
        QTest::addColumn<qint64>("position");
        QTest::newRow("left edge") << 0LL << 1000LL << 10.0 << 500.0 << 10.0 << 0LL;
        QTest::newRow("middle") << 0LL << 1000LL << 10.0 << 500.0 << 260.0 << 500LL;
        QTest::newRow("right edge") << 0LL << 1000LL << 10.0 << 500.0 << 510.0 << 1000LL;
        QTest::newRow("beside") << 0LL << 1000LL << 10.0 << 500.0 << 0.0 << -20LL;
        QTest::newRow("zoomed in") << 400LL << 410LL << 0.0 << 100.0 << 30.0 << 403LL;
        QTest::newRow("46 days") << 0LL << 3'974'400'000'000LL << 0.0 << 1000.0 << 250.0 << 993'600'000'000LL;
    }
    void placesAndPixels()
    {
        QFETCH(qint64, begin);
        QFETCH(qint64, end);
        QFETCH(double, left);
        QFETCH(double, width);
        QFETCH(double, x);
        QFETCH(qint64, position);
        const PixelScale scale = {{begin, end}, left, width};
        QCOMPARE(qint64{scale.positionAt(x)}, position);
        QCOMPARE(scale.xOf(static_cast<double>(position)), x);
    }

    void scalesWithoutExtent()
    {
        const PixelScale flat = {{5, 10}, 3, 0};
        QCOMPARE(std::int64_t{flat.positionAt(100)}, std::int64_t{5});
        const PixelScale point = {{5, 5}, 3, 100};
        QCOMPARE(point.xOf(5), 3.0);
        const PixelScale all = {{least, most}, 0, 100};
        QVERIFY(all.positionAt(-50) < 0); // held within 64 bits
        QVERIFY(all.positionAt(1e6) > 0);
    }

    void fullViews()
    {
        QCOMPARE(printed(fullView(tenSeconds())), QStringLiteral("0..10000000"));
        QCOMPARE(printed(fullView(thousandSamples())), QStringLiteral("0..1001"));
        QCOMPARE(printed(fullView(timelineOf(AxisKind::Time, {{0, 50}}))), QStringLiteral("0..1000000"));
        QCOMPARE(printed(fullView(timelineOf(AxisKind::AllocationOrder, {{7, 50}}))), QStringLiteral("6..8"));
        QCOMPARE(printed(fullView(Timeline())), QStringLiteral("0..1000000"));
        QCOMPARE(printed(fullView(timelineOf(AxisKind::AllocationOrder, {{least, 1}, {most, 1}}))),
                 QStringLiteral("%1..%2").arg(least).arg(most));
    }

    void zooming_data()
    {
        QTest::addColumn<qint64>("begin");
        QTest::addColumn<qint64>("end");
        QTest::addColumn<double>("factor");
        QTest::addColumn<qint64>("anchor");
        QTest::addColumn<QString>("view");
        // The whole is 0..1000000.
        QTest::newRow("in, around the middle") << 0LL << 1'000'000LL << 0.5 << 500'000LL << QStringLiteral("250000..750000");
        QTest::newRow("in, around a fifth") << 0LL << 1'000'000LL << 0.5 << 200'000LL << QStringLiteral("100000..600000");
        QTest::newRow("in, at the edge") << 0LL << 1'000'000LL << 0.1 << 0LL << QStringLiteral("0..100000");
        QTest::newRow("out, past the left end") << 0LL << 100'000LL << 2.0 << 50'000LL << QStringLiteral("0..200000");
        QTest::newRow("out, past the right end")
            << 900'000LL << 1'000'000LL << 3.0 << 950'000LL << QStringLiteral("700000..1000000");
        QTest::newRow("out, past both") << 100'000LL << 900'000LL << 10.0 << 500'000LL << QStringLiteral("0..1000000");
        QTest::newRow("in, to a millisecond at most")
            << 0LL << 1'000'000LL << 1e-9 << 500'000LL << QStringLiteral("499500..500500");
    }
    void zooming()
    {
        QFETCH(qint64, begin);
        QFETCH(qint64, end);
        QFETCH(double, factor);
        QFETCH(qint64, anchor);
        QFETCH(QString, view);
        QCOMPARE(printed(zoomedView({begin, end}, {0, 1'000'000}, AxisKind::Time, factor, anchor)), view);
    }

    void panning()
    {
        const AxisRange full = {0, 1000};
        QCOMPARE(printed(pannedView({100, 300}, full, 50)), QStringLiteral("150..350"));
        QCOMPARE(printed(pannedView({100, 300}, full, -500)), QStringLiteral("0..200"));
        QCOMPARE(printed(pannedView({100, 300}, full, 5000)), QStringLiteral("800..1000"));
        QCOMPARE(printed(pannedView(full, full, 5000)), QStringLiteral("0..1000"));
        QCOMPARE(printed(viewWithin({-500, -300}, full)), QStringLiteral("0..200"));
        QCOMPARE(printed(viewWithin({400, 400}, full)), QStringLiteral("400..401"));
        QCOMPARE(printed(viewWithin({-5, 5000}, full)), QStringLiteral("0..1000"));
    }

    void niceSteps_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<qint64>("step");
        QTest::newRow("none") << 0.0 << 1LL;
        QTest::newRow("one") << 1.9 << 1LL;
        QTest::newRow("two") << 4.9 << 2LL;
        QTest::newRow("five") << 9.3 << 5LL;
        QTest::newRow("a power of ten") << 1000.0 << 1000LL;
        QTest::newRow("large") << 93'340.0 << 50'000LL;
        QTest::newRow("not a number") << std::nan("") << 1LL;
    }
    void niceSteps()
    {
        QFETCH(double, value);
        QFETCH(qint64, step);
        QCOMPARE(qint64{niceStepBelow(value)}, step);
    }

    void roundingToPixels()
    {
        QCOMPARE(std::int64_t{roundedToPixel(2'103'617, 9334)}, std::int64_t{2'104'000});
        QCOMPARE(std::int64_t{roundedToPixel(2'103'617, 0.5)}, std::int64_t{2'103'617});
        QCOMPARE(std::int64_t{roundedToPixel(2'103'617, 10)}, std::int64_t{2'103'620});
    }

    void sizeMarks_data()
    {
        QTest::addColumn<bool>("logarithmic");
        QTest::addColumn<quint64>("smallest");
        QTest::addColumn<quint64>("largest");
        QTest::addColumn<int>("most");
        QTest::addColumn<QString>("marks");
        QTest::newRow("hundreds of kB") << false << quint64{50} << quint64{263128} << 5
                                        << QStringLiteral("50000 100000 150000 200000 250000");
        QTest::newRow("few") << false << quint64{50} << quint64{263128} << 2 << QStringLiteral("100000 200000");
        QTest::newRow("one") << false << quint64{50} << quint64{263128} << 1 << QStringLiteral("200000");
        QTest::newRow("bytes") << false << quint64{1} << quint64{3} << 4 << QStringLiteral("1 2 3");
        QTest::newRow("nothing") << false << quint64{0} << quint64{0} << 4 << QString();
        QTest::newRow("no room") << false << quint64{1} << quint64{3} << 0 << QString();
        QTest::newRow("decades") << true << quint64{56} << quint64{263128} << 6
                                 << QStringLiteral("10 100 1000 10000 100000");
        QTest::newRow("every second decade")
            << true << quint64{56} << quint64{263128} << 3 << QStringLiteral("10 1000 100000");
        QTest::newRow("one decade") << true << quint64{1000} << quint64{1000} << 5 << QStringLiteral("1000");
    }
    void sizeMarks()
    {
        QFETCH(bool, logarithmic);
        QFETCH(quint64, smallest);
        QFETCH(quint64, largest);
        QFETCH(int, most);
        QFETCH(QString, marks);
        const SizeScale scale(logarithmic ? SizeScale::Kind::Logarithmic : SizeScale::Kind::Linear, smallest, largest);
        QCOMPARE(printed(scale.marks(most)), marks);
    }

    void heights()
    {
        const SizeScale linear(SizeScale::Kind::Linear, 100, 1000);
        QCOMPARE(linear.fraction(0), 0.0);
        QCOMPARE(linear.fraction(500) * 2, linear.fraction(1000));
        QVERIFY(linear.fraction(1000) < 1 && linear.fraction(1000) > 0.9);
        const SizeScale log(SizeScale::Kind::Logarithmic, 100, 1'000'000);
        QCOMPARE(log.fraction(0), 0.0);
        QVERIFY(log.fraction(100) > 0); // the smallest bar can be seen
        QVERIFY(log.fraction(1'000'000) < 1);
        QVERIFY(qAbs((log.fraction(1000) - log.fraction(100)) - (log.fraction(100'000) - log.fraction(10'000))) < 1e-9);
        const SizeScale huge(SizeScale::Kind::Logarithmic, 1, std::numeric_limits<std::uint64_t>::max());
        QVERIFY(!huge.marks(5).empty());
        const SizeScale hugeLinear(SizeScale::Kind::Linear, 1, std::numeric_limits<std::uint64_t>::max());
        QVERIFY(hugeLinear.marks(5).size() <= 5);
    }
};

HEAPLINE_TEST(TestTimelineCoordinates)

} // namespace tst_timeline_coordinates

#include "tst_timeline_coordinates.moc"
