// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/timeline/axis_ruler.h"

#include <QTest>

#include <limits>

namespace tst_axis_ruler {

using namespace heapline;

namespace {

constexpr double gap = 12;

/// A font whose letters are seven pixels wide.
double width(const QString& text)
{
    return 7.0 * static_cast<double>(text.size());
}

QString labels(const std::vector<RulerMark>& marks)
{
    QStringList texts;
    for (const RulerMark& mark : marks) {
        if (!mark.label.isEmpty())
            texts << mark.label;
    }
    return texts.join(QStringLiteral(" | "));
}

} // namespace

class TestAxisRuler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void labelsOfViews_data()
    {
        QTest::addColumn<bool>("isTime");
        QTest::addColumn<qint64>("begin");
        QTest::addColumn<qint64>("end");
        QTest::addColumn<qint64>("lastPlace");
        QTest::addColumn<double>("pixels");
        QTest::addColumn<QString>("text");
        const qint64 second = 1'000'000;
        QTest::newRow("nine seconds") << true << 0LL << 9'334'317LL << 9'334'317LL << 800.0
                                      << QStringLiteral("0 s | 1 s | 2 s | 3 s | 4 s | 5 s | 6 s | 7 s | 8 s | 9.33 s");
        QTest::newRow("narrow") << true << 0LL << 9'334'317LL << 9'334'317LL << 200.0
                                << QStringLiteral("0 s | 5 s | 9.33 s");
        QTest::newRow("a single label") << true << 0LL << 9'334'317LL << 9'334'317LL << 50.0 << QStringLiteral("9.33 s");
        QTest::newRow("no room for one") << true << 0LL << 9'334'317LL << 9'334'317LL << 20.0 << QString();
        QTest::newRow("zoomed in") << true << 4'200'000LL << 4'300'000LL << 9'334'317LL << 600.0
                                   << QStringLiteral("4.20 s | 4.22 s | 4.24 s | 4.26 s | 4.28 s | 4.30 s");
        QTest::newRow("minutes") << true << 0LL << 150 * second << 150 * second << 600.0
                                 << QStringLiteral("0:00 | 0:20 | 0:40 | 1:00 | 1:20 | 1:40 | 2:00 | 2:30.0");
        QTest::newRow("seconds in minutes") << true << 60 * second << 61 * second << 150 * second << 400.0
                                            << QStringLiteral("1:00.0 | 1:00.2 | 1:00.4 | 1:00.6 | 1:00.8 | 1:01.0");
        QTest::newRow("an hour") << true << 0LL << 4000 * second << 4000 * second << 500.0
                                 << QStringLiteral("0:00:00 | 0:20:00 | 0:40:00 | 1:06:40");
        QTest::newRow("46 days") << true << 0LL << 3'974'400 * second << 3'974'400 * second << 500.0
                                 << QStringLiteral("0:00:00 | 240:00:00 | 480:00:00 | 720:00:00 | 1104:00:00");
        QTest::newRow("samples") << false << 0LL << 3997LL << 3996LL << 900.0
                                 << QStringLiteral("1 | 500 | 1,000 | 1,500 | 2,000 | 2,500 | 3,000 | 3,500 | 3,996");
        QTest::newRow("few samples") << false << 0LL << 5LL << 4LL << 500.0 << QStringLiteral("1 | 2 | 3 | 4");
    }
    void labelsOfViews()
    {
        QFETCH(bool, isTime);
        QFETCH(qint64, begin);
        QFETCH(qint64, end);
        QFETCH(qint64, lastPlace);
        QFETCH(double, pixels);
        QFETCH(QString, text);
        const PixelScale scale = {{begin, end}, 100, pixels};
        QCOMPARE(labels(rulerMarks(scale, isTime ? AxisKind::Time : AxisKind::AllocationOrder, {isTime ? 0 : 1, lastPlace},
                                   width, gap)),
                 text);
    }

    // Whatever the width and the extent: no two labels touch, none is cut, ticks ascend and stand where their place is.
    void labelsNeverTouch_data()
    {
        QTest::addColumn<qint64>("extent");
        for (const qint64 extent :
             {0LL, 1LL, 3LL, 900LL, 12'345LL, 999'999LL, 9'334'317LL, 59'999'999LL, 61'000'000LL, 599'000'000LL,
              3'600'000'000LL, 90'000'000'000LL, 3'974'400'000'000LL, 9'000'000'000'000'000'000LL})
            QTest::addRow("%lld", extent) << extent;
    }
    void labelsNeverTouch()
    {
        QFETCH(qint64, extent);
        for (const AxisKind axis : {AxisKind::Time, AxisKind::AllocationOrder}) {
            for (double pixels = 0; pixels < 2600; pixels = pixels < 40 ? pixels + 7 : pixels * 1.07) {
                for (const double begin : {0.0, 0.13, 0.5, 0.997}) {
                    const auto from = static_cast<std::int64_t>(static_cast<double>(extent) * begin);
                    const auto to = static_cast<std::int64_t>(static_cast<double>(extent)
                                                              * std::min(1.0, begin + (begin > 0 ? 0.25 : 1)));
                    const PixelScale scale = {{from, std::max(to, from + 1)}, 40, pixels};
                    checkMarks(rulerMarks(scale, axis, {0, extent}, width, gap), scale);
                    if (QTest::currentTestFailed())
                        return;
                }
            }
        }
    }

    void steps()
    {
        QCOMPARE(std::int64_t{rulerStep(AxisKind::Time, 0.1)}, std::int64_t{1});
        QCOMPARE(std::int64_t{rulerStep(AxisKind::Time, 3e6)}, std::int64_t{5'000'000});
        QCOMPARE(std::int64_t{rulerStep(AxisKind::Time, 6e6)}, std::int64_t{10'000'000});
        QCOMPARE(std::int64_t{rulerStep(AxisKind::Time, 40e6)}, std::int64_t{60'000'000});
        QCOMPARE(std::int64_t{rulerStep(AxisKind::Time, 3 * 86'400e6)}, std::int64_t{5 * 86'400'000'000});
        QCOMPARE(std::int64_t{rulerStep(AxisKind::AllocationOrder, 40)}, std::int64_t{50});
    }

private:
    static void checkMarks(const std::vector<RulerMark>& marks, const PixelScale& scale)
    {
        double free = scale.left;
        std::int64_t before = std::numeric_limits<std::int64_t>::min();
        for (const RulerMark& mark : marks) {
            QVERIFY(mark.position > before);
            before = mark.position;
            const QString place = QStringLiteral("%1 at %2").arg(mark.position).arg(mark.x);
            QVERIFY2(mark.x >= scale.left - 0.01 && mark.x <= scale.left + scale.width + 0.01, qPrintable(place));
            if (mark.label.isEmpty())
                continue;
            QVERIFY2(mark.labelLeft >= free - 0.01, qPrintable(mark.label));
            QVERIFY2(mark.labelLeft + mark.labelWidth <= scale.left + scale.width + 0.01, qPrintable(mark.label));
            free = mark.labelLeft + mark.labelWidth + gap;
        }
    }
};

HEAPLINE_TEST(TestAxisRuler)

} // namespace tst_axis_ruler

#include "tst_axis_ruler.moc"
