// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "core/base/result.h"
#include "core/format/live_events.h"
#include "memory_source.h"
#include "tests/support/test_program.h"

#include <limits>
#include <stop_token>
#include <string>

namespace tst_live_events {

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

namespace {

using Numbers = std::vector<std::uint64_t>;

std::string stats(const std::string& numbers)
{
    return R"({"t":1,"method":"HeapProfiler.heapStatsUpdate","params":{"statsUpdate":[)" + numbers + "]}}\n";
}

std::string lastSeen(const std::string& id)
{
    return R"({"t":2,"method":"HeapProfiler.lastSeenObjectId","params":{"lastSeenObjectId":)" + id
           + R"(,"timestamp":1795340897634.83}})" + "\n";
}

LiveEventColumns read(const std::string& text, std::size_t mostRows = 10)
{
    MemorySource source(text);
    return readLiveEvents(source, mostRows, Progress());
}

} // namespace

class TstLiveEvents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsInTheirOrder()
    {
        const LiveEventColumns events = read(R"({"t":0,"method":"started","params":{}})"
                                             "\n"
                                             + stats("0,10,1000") + lastSeen("21") + lastSeen("21") + stats("0,8,900,2,5,50")
                                             + lastSeen("31") + stats("2,3,20,3,1,8") + lastSeen("33") + stats("3,1,16"));
        QCOMPARE(events.lastSeenId, (Numbers{21, 21, 31, 33}));
        QCOMPARE(events.allocatedCount, (Numbers{10, 0, 5, 1}));
        QCOMPARE(events.allocatedBytes, (Numbers{1000, 0, 50, 8}));
        QCOMPARE(events.lastCount, (Numbers{8, 0, 3, 1}));
        QCOMPARE(events.lastBytes, (Numbers{900, 0, 20, 16}));
        QCOMPARE(events.lostBytes, (Numbers{0, 0, 100, 30}));
        QCOMPARE(events.unreadableLines, std::uint64_t{0});
    }

    // V8 prints 32 bits without sign as if they had one.
    void numbersAboveTwoGigabytes()
    {
        const LiveEventColumns events = read(stats("0,-1,-2147483648,1,5,-2") + lastSeen("9007199254740993"));
        QCOMPARE(events.allocatedCount, (Numbers{4294967295, 5}));
        QCOMPARE(events.allocatedBytes, (Numbers{2147483648, 4294967294}));
        QCOMPARE(events.lastSeenId, (Numbers{9007199254740993}));
    }

    void keysInAnyOrderAndMuchElse()
    {
        const LiveEventColumns events = read(
            R"({"params":{"x":[[1,2,[3]],{"statsUpdate":[9,9,9]}],"statsUpdate":[0,1,2],"y":"statsUpdate"},"method":"HeapProfiler.heapStatsUpdate","method2":"HeapProfiler.lastSeenObjectId"})"
            "\r\n\n"
            R"({"params":{"lastSeenObjectId":7},"method":"HeapProfiler.lastSeenObjectId","other":{"lastSeenObjectId":99}})"
            "\n"
            R"({"method":"HeapProfiler.addHeapSnapshotChunk","params":{"chunk":"heapStatsUpdate lastSeenObjectId"}})");
        QCOMPARE(events.allocatedBytes, (Numbers{2}));
        QCOMPARE(events.lastSeenId, (Numbers{7}));
        QCOMPARE(events.unreadableLines, std::uint64_t{0});
    }

    void hostileLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("unreadable");
        const auto row = [](const char* name, const std::string& line, int unreadable) {
            QTest::newRow(name) << QByteArray::fromStdString(line) << unreadable;
        };
        const std::string good = stats("0,1,2");
        row("cut", good.substr(0, good.size() - 5) + "\n", 1);
        row("not an event", "heapStatsUpdate\n", 1);
        row("an array",
            R"(["HeapProfiler.heapStatsUpdate",[0,1,2]])"
            "\n",
            0);
        row("deep", std::string(50'000, '[') + "heapStatsUpdate\n", 1);
        row("deep within",
            R"({"method":"HeapProfiler.heapStatsUpdate","params":{"statsUpdate":)" + std::string(30'000, '[')
                + std::string(30'000, ']') + "}}\n",
            1);
        row("no params",
            R"({"method":"HeapProfiler.heapStatsUpdate"})"
            "\n",
            1);
        row("no triplets", stats("1,2"), 1);
        row("fractions", stats("0,1.5,2"), 1);
        row("texts", stats("0,\"1\",2"), 1);
        row("nested", stats("0,[1],2"), 1);
        row("too large", stats("0,1,4294967296"), 1);
        row("too small", stats("0,1,-2147483649"), 1);
        row("beyond 64 bits", stats("0,1,99999999999999999999999"), 1);
        row("id below 0", lastSeen("-5"), 1);
        row("id as text", lastSeen("\"5\""), 1);
        row("invalid UTF-8", "{\"method\":\"heapStatsUpdate\xff\"}\n", 1);
        row("zero bytes", std::string("heapStatsUpdate\0{}\n", 19), 1);
        row("garbage without the words", std::string(5000, '\xfe') + "\n", 0);
        row("very long", stats("0,1,2" + std::string(10'000'000, ' ')), 0);
    }
    void hostileLines()
    {
        QFETCH(QByteArray, line);
        QFETCH(int, unreadable);
        // What stands around it is read all the same.
        const LiveEventColumns events =
            read(stats("0,3,30") + line.toStdString() + lastSeen("5") + stats("1,1,4") + lastSeen("7"));
        QCOMPARE(events.lastSeenId, (Numbers{5, 7}));
        QCOMPARE(events.allocatedBytes, (Numbers{30, 4}));
        QCOMPARE(events.lastBytes, (Numbers{30, 4}));
        QCOMPARE(events.unreadableLines, static_cast<std::uint64_t>(unreadable));
    }

    // A row number of 4 billion takes no memory.
    void rowsBeyondTheTimeline()
    {
        const LiveEventColumns events =
            read(stats("0,1,8,4294967295,1,1,2,1,1") + lastSeen("5") + lastSeen("7") + lastSeen("9"), 2);
        QCOMPARE(events.lastSeenId, (Numbers{5, 7}));
        QCOMPARE(events.rowCount(), std::size_t{2});
        QCOMPARE(events.surplusRows, std::uint64_t{3});
    }

    void nothing()
    {
        QCOMPARE(read("").rowCount(), std::size_t{0});
        QCOMPARE(read("\n\n\n").rowCount(), std::size_t{0});
    }

    void stops()
    {
        std::stop_source stop;
        stop.request_stop();
        MemorySource source(stats("0,1,2"));
        try {
            readLiveEvents(source, 10, Progress(stop.get_token()));
            QFAIL("not stopped");
        } catch (const ErrorException& exception) {
            QVERIFY(exception.error().code == ErrorCode::Cancelled);
        }
    }
};

HEAPLINE_TEST(TstLiveEvents)

} // namespace tst_live_events

#include "tst_live_events.moc"
