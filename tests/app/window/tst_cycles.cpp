// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/icons.h"
#include "tests/support/live_counts.h"
#include "tests/support/open_and_close.h"
#include "tests/support/test_program.h"
#include "window_fixture.h"

#include <QTest>
#include <QThreadPool>

namespace tst_cycles {

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

/// Opening and closing leaves nothing behind. tests/bench/cycle_bench.cpp does it a thousand times, and with larger files.
class TestCycles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        test::countObjects();
        QThreadPool::globalInstance()->setExpiryTimeout(-1); // a thread that is there stays, whenever it came
    }
    void init() { failOnWarning(); }
    void nothingGrows_data();
    void nothingGrows();
};

void TestCycles::nothingGrows_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("timeline") << u"corner/ok-one-line.heaptimeline"_s;
    QTest::newRow("sampling profile, gzip") << u"terser.heapprofile.gz"_s;
    QTest::newRow("not opened") << u"no such file"_s;
}

void TestCycles::nothingGrows()
{
    QFETCH(QString, file);
    const QString path = QStringLiteral(HEAPLINE_TEST_DATA "/") + file;
    WindowFixture f;
    const auto run = [&](int cycles) {
        for (int cycle = 0; cycle < cycles; ++cycle) {
            if (!test::openAndClose(f.window, path))
                return false;
        }
        return true;
    };
    QVERIFY(run(2)); // what is made once and then kept
    const test::LiveCounts before = test::takeStock();
    QVERIFY(before.objects > 100 && before.widgets > 20 && before.descriptors > 2 && before.threads > 0);
    QVERIFY(run(5));
    // A timer of a row before may have ended meanwhile; a thread that is about to end may still have objects.
    QTRY_VERIFY2(test::takeStock().objects <= before.objects,
                 qPrintable(u"%1, then %2"_s.arg(before.objects).arg(test::takeStock().objects)));
    const test::LiveCounts after = test::takeStock();
    QCOMPARE(after.widgets, before.widgets);
    QCOMPARE(after.descriptors, before.descriptors);
    QVERIFY2(after.threads <= before.threads + QThreadPool::globalInstance()->maxThreadCount(),
             qPrintable(u"%1, then %2"_s.arg(before.threads).arg(after.threads)));
}

HEAPLINE_TEST(TestCycles)

} // namespace tst_cycles

#include "tst_cycles.moc"
