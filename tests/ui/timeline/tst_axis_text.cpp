// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/timeline/axis_text.h"

#include <QTest>

namespace tst_axis_text {

using namespace heapline;

class TestAxisText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void typedTimes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("position"); // -1: not a time
        QTest::newRow("seconds without unit") << QStringLiteral("2.1") << 2'100'000LL;
        QTest::newRow("seconds") << QStringLiteral("2.1s") << 2'100'000LL;
        QTest::newRow("seconds with a blank") << QStringLiteral(" 2.100 s ") << 2'100'000LL;
        QTest::newRow("decimal comma") << QStringLiteral("2,1 s") << 2'100'000LL;
        QTest::newRow("milliseconds") << QStringLiteral("2100ms") << 2'100'000LL;
        QTest::newRow("microseconds") << QStringLiteral("350 us") << 350LL;
        QTest::newRow("micro sign") << QStringLiteral("350 \u00b5s") << 350LL;
        QTest::newRow("capitals") << QStringLiteral("2 MS") << 2'000LL;
        QTest::newRow("minutes") << QStringLiteral("1.5 min") << 90'000'000LL;
        QTest::newRow("hours") << QStringLiteral("1h") << 3'600'000'000LL;
        QTest::newRow("m:ss") << QStringLiteral("1:05.2") << 65'200'000LL;
        QTest::newRow("many minutes") << QStringLiteral("90:00") << 5'400'000'000LL;
        QTest::newRow("h:mm:ss") << QStringLiteral("1:02:05") << 3'725'000'000LL;
        QTest::newRow("point first") << QStringLiteral(".5") << 500'000LL;
        QTest::newRow("zero") << QStringLiteral("0") << 0LL;
        QTest::newRow("empty") << QString() << -1LL;
        QTest::newRow("word") << QStringLiteral("abc") << -1LL;
        QTest::newRow("unknown unit") << QStringLiteral("2 parsecs") << -1LL;
        QTest::newRow("sixty seconds in a minute") << QStringLiteral("1:60") << -1LL;
        QTest::newRow("sixty minutes in an hour") << QStringLiteral("1:60:00") << -1LL;
        QTest::newRow("negative") << QStringLiteral("-1 s") << -1LL;
        QTest::newRow("two points") << QStringLiteral("1.2.3") << -1LL;
        QTest::newRow("far too large") << QStringLiteral("99999999999999999 h") << -1LL;
    }
    void typedTimes()
    {
        QFETCH(QString, text);
        QFETCH(qint64, position);
        QCOMPARE(qint64{parsePosition(text, AxisKind::Time).value_or(-1)}, position);
    }

    void typedOrdinals()
    {
        QCOMPARE(parsePosition(QStringLiteral("120"), AxisKind::AllocationOrder).value_or(-1), std::int64_t{120});
        QCOMPARE(parsePosition(QStringLiteral(" 1,200 "), AxisKind::AllocationOrder).value_or(-1), std::int64_t{1200});
        for (const char* bad : {"", "1.5", "12s", "x", "9999999999999999999999"})
            QVERIFY(!parsePosition(QString::fromLatin1(bad), AxisKind::AllocationOrder));
    }

    // What is shown can be typed, and means the same to the last digit shown.
    void shownTimesCanBeTyped()
    {
        for (const std::int64_t position :
             {std::int64_t{0}, std::int64_t{2'103'000}, std::int64_t{65'200'000}, std::int64_t{3'725'000'000}})
            QCOMPARE(parsePosition(positionText(position, AxisKind::Time), AxisKind::Time).value_or(-1), position);
    }

    void shownRanges()
    {
        QCOMPARE(axisRangeText({2'100'000, 4'350'000}, AxisKind::Time), QStringLiteral("2.100 s \u2013 4.350 s"));
        QCOMPARE(lengthText({2'100'000, 4'350'000}, AxisKind::Time), QStringLiteral("2.250 s"));
        QCOMPARE(axisRangeText({120, 1900}, AxisKind::AllocationOrder), QStringLiteral("120 \u2013 1,900"));
        QCOMPARE(lengthText({120, 900}, AxisKind::AllocationOrder), QStringLiteral("781"));
        QCOMPARE(exactPositionText(65'234'567, AxisKind::Time), QStringLiteral("65.234567 s"));
        QCOMPARE(positionText(-5, AxisKind::AllocationOrder), QStringLiteral("\u22125"));
        QCOMPARE(objectCountText(1), QStringLiteral("1 object"));
        QCOMPARE(objectCountText(258'656), QStringLiteral("258,656 objects"));
        QCOMPARE(sampleCountText(1), QStringLiteral("1 sample"));
    }
};

HEAPLINE_TEST(TestAxisText)

} // namespace tst_axis_text

#include "tst_axis_text.moc"
