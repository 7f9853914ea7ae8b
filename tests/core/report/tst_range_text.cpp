// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/range_text.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <limits>

namespace tst_range_text {

using namespace heapline;

namespace {
constexpr qint64 open = std::numeric_limits<qint64>::max();
}

class TestRangeText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void times_data();
    void times();
    void ordinals_data();
    void ordinals();
    void problems_data();
    void problems();
    void words();
};

void TestRangeText::times_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("begin");
    QTest::addColumn<qint64>("end");
    const auto row = [](const char* text, qint64 begin, qint64 end) {
        QTest::newRow(text) << QByteArray(text) << begin << end;
    };
    row("2.1s..4.35s", 2'100'000, 4'350'000);
    row("2.1..4.35", 2'100'000, 4'350'000);
    row(" 2.1 s .. 4.35 s ", 2'100'000, 4'350'000);
    row("500ms..2s", 500'000, 2'000'000);
    row("500..2000ms", 500'000, 2'000'000);
    row("500ms..2000", 500'000, 2'000'000);
    row("0..1us", 0, 1);
    row("1µs..2µs", 1, 2);
    row("1:05..1:10", 65'000'000, 70'000'000);
    row("1:02:05.5..2:00:00", 3'725'500'000, 7'200'000'000);
    row("1m..2min", 60'000'000, 120'000'000);
    row("2s..", 2'000'000, open);
    row("..4s", 0, 4'000'000);
    row(".5..1.", -1, -1); // a point needs digits after it
    row("0.0000019..1", 1, 1'000'000);
    row("3..3", 3'000'000, 3'000'000);
    row("0.1..0.3", 100'000, 300'000); // exact: no binary fractions
}

void TestRangeText::times()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, begin);
    QFETCH(qint64, end);
    const auto range = parseRange(text.toStdString(), AxisKind::Time);
    if (begin < 0) {
        QVERIFY(!range);
        return;
    }
    QVERIFY(range.has_value());
    QCOMPARE(range->begin, begin);
    QCOMPARE(range->end, end);
}

void TestRangeText::ordinals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("begin");
    QTest::addColumn<qint64>("end");
    const auto row = [](const char* text, qint64 begin, qint64 end) {
        QTest::newRow(text) << QByteArray(text) << begin << end;
    };
    row("120..900", 120, 900);
    row("120 .. 900", 120, 900);
    row("7..", 7, open);
    row("..7", 0, 7);
}

void TestRangeText::ordinals()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, begin);
    QFETCH(qint64, end);
    const auto range = parseRange(text.toStdString(), AxisKind::AllocationOrder);
    QVERIFY(range.has_value());
    QCOMPARE(range->begin, begin);
    QCOMPARE(range->end, end);
}

void TestRangeText::problems_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isTime");
    QTest::addColumn<QByteArray>("part"); ///< words that the sentence holds
    const auto row = [](const char* text, bool isTime, const char* part) {
        QTest::addRow("%s %s", isTime ? "time" : "ordinal", text) << QByteArray(text) << isTime << QByteArray(part);
    };
    row("", true, "two points");
    row("2.1s", true, "\"2.1s\" is no range");
    row("..", true, "no ends");
    row("a..b", true, "\"a\" is no time");
    row("1..b", true, "\"b\" is no time");
    row("1..2h", true, "\"2h\" is no time");
    row("-1..2", true, "\"-1\" is no time");
    row("1...2", true, "ends before it begins"); // "1" and ".2"
    row("1:70..2:00", true, "\"1:70\" is no time");
    row("1:2:3:4..9:0:0", true, "is no time");
    row("99999999999999999999s..", true, "is no time");
    row("999999999999999999s..", true, "is no time");
    row("4s..2s", true, "ends before it begins");
    row("900..120", false, "ends before it begins");
    row("1.5..2", false, "\"1.5\" is no serial number");
    row("2s..3s", false, "\"2s\" is no serial number");
    row("\x1b[31m..1", true, "\"␛[31m\" is no time");
}

void TestRangeText::problems()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isTime);
    QFETCH(QByteArray, part);
    const ParsedRange parsed = parseRangeText(text.toStdString(), isTime ? AxisKind::Time : AxisKind::AllocationOrder);
    QVERIFY(!parsed.range);
    QVERIFY2(QByteArray::fromStdString(parsed.problem).contains(part), parsed.problem.c_str());
}

void TestRangeText::words()
{
    QCOMPARE(rangeText({2'100'000, 4'350'000}, AxisKind::Time), std::string("2.100 s – 4.350 s"));
    QCOMPARE(rangeText({120, 12'900}, AxisKind::AllocationOrder), std::string("120 – 12,900"));
    // What is older than the recording: the place before 0.
    QVERIFY(parseRange(" before ", AxisKind::Time) == (AxisRange{-1, -1}));
    QCOMPARE(rangeText({-1, -1}, AxisKind::Time), std::string("before the recording"));
    QVERIFY(!parseRange("before", AxisKind::AllocationOrder));
}

HEAPLINE_TEST(TestRangeText)

} // namespace tst_range_text

#include "tst_range_text.moc"
