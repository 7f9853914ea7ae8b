// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/replaced_new.h"
#include "tests/support/test_program.h"
#include "tests/ui/widgets/loaded_document.h"
#include "ui/document/background_threads.h"
#include "ui/document/newest_job.h"
#include "ui/widgets/background_faults.h"
#include "ui/widgets/background_lists.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <cstddef>
#include <limits>
#include <new>
#include <stdexcept>

namespace tst_background_faults {

/// Allocations by new above this many bytes fail.
std::atomic<std::size_t> mostBytes = std::numeric_limits<std::size_t>::max();

} // namespace tst_background_faults

bool heapline::test::mayAllocate(std::size_t bytes)
{
    return bytes <= tst_background_faults::mostBytes;
}

namespace tst_background_faults {

using namespace heapline;
using namespace heapline::test;
using namespace Qt::Literals::StringLiterals;

/// Work that throws beside the window: most often memory ran out. The window goes on, and says so.
class TestBackgroundFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }
    void cleanup() { mostBytes = std::numeric_limits<std::size_t>::max(); }
    void threadThrows_data();
    void threadThrows();
    void newestJobThrows();
    void listThrows();
    void figuresRunOutOfMemory();
    void loadingRunsOutOfMemory();
};

void TestBackgroundFaults::threadThrows_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<QString>("words"); // that the sentence has to have
    QTest::newRow("memory") << 0 << u"not enough memory"_s;
    QTest::newRow("too large") << 1 << u"too large"_s;
    QTest::newRow("other") << 2 << u"shown: <b>why</b>"_s;
    QTest::newRow("unknown") << 3 << u"cannot be shown"_s;
}

void TestBackgroundFaults::threadThrows()
{
    QFETCH(int, what);
    QFETCH(QString, words);
    QSignalSpy happened(&BackgroundFaults::instance(), &BackgroundFaults::happened);
    startInBackground([what](const std::stop_token&) {
        if (what == 0)
            throw std::bad_alloc();
        if (what == 1)
            throw std::length_error("vector");
        if (what == 2)
            throw std::runtime_error("<b>why</b>");
        throw 42; // NOLINT: whatever a library may throw
    });
    QTRY_COMPARE(happened.count(), 1);
    QVERIFY2(happened[0][0].toString().contains(words), qPrintable(happened[0][0].toString()));
}

void TestBackgroundFaults::newestJobThrows()
{
    QSignalSpy happened(&BackgroundFaults::instance(), &BackgroundFaults::happened);
    NewestJob job;
    QSignalSpy failed(&job, &NewestJob::failed);
    int delivered = 0;
    job.start([]() -> NewestJob::Deliver { throw std::bad_alloc(); });
    job.start([&delivered]() -> NewestJob::Deliver { return [&delivered] { ++delivered; }; }); // waits for the first one
    QTRY_COMPARE(delivered, 1);
    QVERIFY(!job.isRunning());
    QCOMPARE(failed.count(), 1);
    QCOMPARE(happened.count(), 1);
    {
        NewestJob goneSoon;
        goneSoon.start([]() -> NewestJob::Deliver { throw std::bad_alloc(); });
    }
    QTRY_COMPARE(happened.count(), 2); // also where nobody waits for it any more
}

void TestBackgroundFaults::listThrows()
{
    QSignalSpy happened(&BackgroundFaults::instance(), &BackgroundFaults::happened);
    BackgroundLists lists;
    std::shared_ptr<BackgroundLists::Keys> keys;
    connect(&lists, &BackgroundLists::finished, this,
            [&keys](quint64, const std::shared_ptr<BackgroundLists::Keys>& made) { keys = made; });
    lists.start(1, []() -> BackgroundLists::Keys { throw std::bad_alloc(); });
    QTRY_COMPARE(happened.count(), 1);
    QTRY_VERIFY(keys);
    QVERIFY(keys->empty());
}

void TestBackgroundFaults::figuresRunOutOfMemory()
{
    Document document(dataFile("leaky-http.heaptimeline.gz"));
    QVERIFY(load(document));
    const auto whole = document.figures().figures();
    QSignalSpy happened(&BackgroundFaults::instance(), &BackgroundFaults::happened);
    const AxisRange all = document.profile()->timeline->extent();
    mostBytes = 8000; // the figures of each class are more
    document.filter().commitRange(AxisRange{all.begin, all.begin + all.length() / 2});
    QTRY_COMPARE(happened.count(), 1);
    mostBytes = std::numeric_limits<std::size_t>::max();
    QVERIFY(document.figures().isStale()); // what is shown is not passed off as what was asked for
    QCOMPARE(document.figures().figures(), whole);
    QVERIFY(selectRange(document, 20, 60)); // there is memory again
    QVERIFY(!document.figures().isStale());
    QCOMPARE(happened.count(), 1);
}

void TestBackgroundFaults::loadingRunsOutOfMemory()
{
    Document document(dataFile("leaky-http.heaptimeline.gz"));
    mostBytes = 100'000;
    document.load();
    QTRY_VERIFY(document.state() == Document::State::Failed);
    mostBytes = std::numeric_limits<std::size_t>::max();
    QVERIFY2(document.errorText().contains(u"memory"_s), qPrintable(document.errorText()));
    QVERIFY(load(document)); // Try Again
}

HEAPLINE_TEST(TestBackgroundFaults)

} // namespace tst_background_faults

#include "tst_background_faults.moc"
