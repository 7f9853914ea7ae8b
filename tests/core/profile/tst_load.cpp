// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/load.h"
#include "tests/core/base/test_printing.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <numeric>

namespace tst_load {

using namespace heapline;

namespace {

std::string testFile(const char* name)
{
    return std::string(HEAPLINE_TEST_DATA "/") + name;
}

} // namespace

/// What a load makes known before it is done.
class TstLoad : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The ticks are the profile's; the bytes are all the same, and few of them move to another tick when parts are booked on their owners.
    void barsOfATimeline()
    {
        std::vector<std::shared_ptr<const Timeline>> found;
        Progress progress;
        const auto result = loadProfile(testFile("leaky-http.heaptimeline.gz"), progress,
                                        {[&](auto timeline) { found.push_back(timeline); }});
        QVERIFY(result);
        QCOMPARE(found.size(), std::size_t{1});
        const Timeline& early = *found.front();
        const Timeline& final = *(*result)->timeline;
        QVERIFY(early.position == final.position);
        QVERIFY(early.lastId == final.lastId);
        QVERIFY(early.tickCount() == early.bytes.size() && early.bytesBefore.size() == early.tickCount() + 1);
        const auto sum = [](const Timeline& timeline) {
            return std::accumulate(timeline.bytes.begin(), timeline.bytes.end(), 0.0);
        };
        QVERIFY(std::abs(sum(early) - sum(final)) < 0.02 * sum(final));
    }

    void otherFilesHaveNone_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("snapshot") << QByteArray("orders-1-before.heapsnapshot.gz");
        QTest::newRow("sampling profile") << QByteArray("leaky-http.interval-4k.heapprofile.gz");
        QTest::newRow("no samples") << QByteArray("corner/ok-empty-samples.heaptimeline");
        QTest::newRow("cut before the samples") << QByteArray("corner/bad-cut-in-edges.heaptimeline");
    }
    void otherFilesHaveNone()
    {
        QFETCH(QByteArray, file);
        int found = 0;
        Progress progress;
        const auto result = loadProfile(testFile(file.constData()), progress, {[&](const auto&) { ++found; }});
        QCOMPARE(found, 0);
        QVERIFY(result.hasValue());
    }
};

HEAPLINE_TEST(TstLoad)

} // namespace tst_load

#include "tst_load.moc"
