// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_format.h"
#include "tests/core/base/test_printing.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <limits>

namespace tst_text_format {

using namespace heapline;

class TstTextFormat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sampleErrors_data()
    {
        QTest::addColumn<quint64>("samples");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << quint64{0} << "";
        QTest::newRow("one") << quint64{1} << "±100 %";
        QTest::newRow("16") << quint64{16} << "±25 %";
        QTest::newRow("about ten percent") << quint64{100} << "±10 %";
        QTest::newRow("below ten percent") << quint64{200} << "±7.1 %";
        QTest::newRow("many") << quint64{1'000'000} << "±0.1 %";
    }
    void sampleErrors()
    {
        QFETCH(quint64, samples);
        QTEST(QString::fromStdString(formatSampleError(samples)), "text");
    }

    void bytes_data()
    {
        QTest::addColumn<quint64>("bytes");
        QTest::addColumn<std::string>("text");
        const auto row = [](quint64 bytes, const char* text) { QTest::addRow("%llu", bytes) << bytes << std::string(text); };
        row(0, "0 B");
        row(1, "1 B");
        row(72, "72 B");
        row(999, "999 B");
        row(1000, "1.0 kB");
        row(1049, "1.0 kB");
        row(1051, "1.1 kB");
        row(75'400, "75.4 kB");
        row(99'949, "99.9 kB");
        row(99'950, "100 kB");
        row(642'000, "642 kB");
        row(999'499, "999 kB");
        row(999'500, "1.0 MB");
        row(7'098'812, "7.1 MB");
        row(9'900'000, "9.9 MB");
        row(99'949'999, "99.9 MB");
        row(99'950'000, "100 MB");
        row(999'499'999, "999 MB");
        row(999'500'000, "1.00 GB");
        row(1'250'000'000, "1.25 GB");
        row(9'994'000'000, "9.99 GB");
        row(9'995'000'000, "10.0 GB");
        row(12'345'678'901, "12.3 GB");
        row(123'456'789'012, "123 GB");
        row(999'500'000'000, "1.00 TB");
        row(4'611'686'018'427'387'904, "4.61 EB");
        row(std::numeric_limits<quint64>::max(), "18.4 EB");
    }
    void bytes()
    {
        QFETCH(quint64, bytes);
        QFETCH(std::string, text);
        QCOMPARE(formatBytes(bytes), text);
    }

    void counts()
    {
        QCOMPARE(formatCount(0), "0");
        QCOMPARE(formatCount(999), "999");
        QCOMPARE(formatCount(1000), "1,000");
        QCOMPARE(formatCount(258'656), "258,656");
        QCOMPARE(formatCount(1'000'000), "1,000,000");
        QCOMPARE(formatCount(std::numeric_limits<quint64>::max()), "18,446,744,073,709,551,615");
        QCOMPARE(formatExactBytes(7'098'812), "7,098,812 B");
    }

    void percent_data()
    {
        QTest::addColumn<quint64>("part");
        QTest::addColumn<quint64>("whole");
        QTest::addColumn<std::string>("text");
        const auto row = [](quint64 part, quint64 whole, const char* text) {
            QTest::addRow("%llu of %llu", part, whole) << part << whole << std::string(text);
        };
        row(0, 0, "–");
        row(5, 0, "–");
        row(0, 5, "0 %");
        row(1, 1'000'000'000, "< 0.1 %");
        row(999, 1'000'000, "< 0.1 %");
        row(1, 1000, "0.1 %");
        row(4, 1000, "0.4 %");
        row(123, 1000, "12.3 %");
        row(1, 3, "33.3 %");
        row(2, 3, "66.7 %");
        row(9994, 10'000, "99.9 %");
        row(9996, 10'000, "100 %");
        row(7, 7, "100 %");
        row(47'970, 1000, "4797 %"); // a recursive function counted at each level in a file of another tool
        row(1, std::numeric_limits<quint64>::max(), "< 0.1 %");
        row(std::numeric_limits<quint64>::max(), std::numeric_limits<quint64>::max(), "100 %");
    }
    void percent()
    {
        QFETCH(quint64, part);
        QFETCH(quint64, whole);
        QFETCH(std::string, text);
        QCOMPARE(formatPercent(part, whole), text);
    }

    void times_data()
    {
        QTest::addColumn<qint64>("microseconds");
        QTest::addColumn<std::string>("text");
        const auto row = [](qint64 microseconds, const char* text) {
            QTest::addRow("%lld", microseconds) << microseconds << std::string(text);
        };
        row(0, "0.000 s");
        row(499, "0.000 s");
        row(501, "0.001 s");
        row(2'100'000, "2.100 s");
        row(59'999'000, "59.999 s");
        row(59'999'600, "1:00.0");
        row(60'000'000, "1:00.0");
        row(65'200'000, "1:05.2");
        row(3'599'900'000, "59:59.9");
        row(3'600'000'000, "1:00:00");
        row(3'725'000'000, "1:02:05");
        row(360'000'000'000, "100:00:00");
        row(-2'100'000, "−2.100 s");
        row(-65'200'000, "−1:05.2");
        row(std::numeric_limits<qint64>::max(), "2562047788:00:54");
        row(std::numeric_limits<qint64>::min(), "−2562047788:00:54");
    }
    void times()
    {
        QFETCH(qint64, microseconds);
        QFETCH(std::string, text);
        QCOMPARE(formatTime(microseconds), text);
    }

    void distances()
    {
        QCOMPARE(formatDistance(0), "0");
        QCOMPARE(formatDistance(17), "17");
        QCOMPARE(formatDistance(99'999'999), "99999999");
        QCOMPARE(formatDistance(100'000'000), "−");
        QCOMPARE(formatDistance(100'000'003), "−");
        QCOMPARE(formatDistance(-5), "−");
    }
};

HEAPLINE_TEST(TstTextFormat)

} // namespace tst_text_format

#include "tst_text_format.moc"
