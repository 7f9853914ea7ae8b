// SPDX-License-Identifier: GPL-3.0-or-later
// A program of its own: it takes the place of operator new, to fail where it is told to.
#include "core/format/byte_source.h"
#include "core/profile/load.h"
#include "tests/core/base/test_printing.h"
#include "tests/support/replaced_new.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTest>

#include <atomic>
#include <cstddef>
#include <limits>

namespace {

constexpr long never = std::numeric_limits<long>::max();
std::atomic<long> allocationsLeft = never; ///< of all threads, before one fails; never: they are not counted
std::atomic<bool> allOthersFail = false;   ///< and not only one

} // namespace

bool heapline::test::mayAllocate(std::size_t)
{
    if (allocationsLeft.load(std::memory_order_relaxed) == never)
        return true;
    const long left = allocationsLeft.fetch_sub(1);
    return left > 0 || (left < 0 && !allOthersFail);
}

namespace tst_out_of_memory {

using namespace heapline;

/// When no memory is left, a load ends with a sentence, whichever allocation it was that failed.
/// With HEAPLINE_EVERY_ALLOCATION in the environment every single one fails once; otherwise some hundred of them.
class TstOutOfMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void loadsEndWithASentence_data()
    {
        QTest::addColumn<std::string>("file");
        QTest::addColumn<bool>("allOthers");
        for (const char* file :
             {"corner/ok-tiny.heaptimeline", "corner/ok-tiny.heaptimeline.gz", "corner/ok-hp-pretty.heapprofile",
              "corner/bad-cut-in-edges.heaptimeline", "corner/bad-edge-huge.heaptimeline"}) {
            for (const bool allOthers : {false, true})
                QTest::addRow("%s, %s", file, allOthers ? "all others too" : "only that one")
                    << std::string(HEAPLINE_TEST_DATA "/") + file << allOthers;
        }
    }
    void loadsEndWithASentence()
    {
        QFETCH(const std::string, file);
        QFETCH(const bool, allOthers);
        const long all = never - 1 - allocationsOf(file);
        QVERIFY(all > 100);
        const bool everyOne = qEnvironmentVariableIsSet("HEAPLINE_EVERY_ALLOCATION");
        const long step = everyOne ? 1 : std::max(1L, all / 50);
        long refusals = 0;
        for (long fails = 0; fails < all; fails += fails < 20 ? 1 : step) {
            allOthersFail = allOthers;
            allocationsLeft = fails;
            Progress progress;
            const auto result = loadProfile(file, progress);
            allocationsLeft = never;
            if (!result && result.error().code == ErrorCode::OutOfMemory)
                ++refusals;
            else if (allOthers)
                QVERIFY2(!result, qPrintable(QString::number(fails))); // one alone may be done without
        }
        QVERIFY(refusals > 20);
        allOthersFail = false;
    }

private:
    /// What is left of as many as there can be.
    static long allocationsOf(const std::string& file)
    {
        allocationsLeft = never - 1;
        Progress progress;
        const auto result = loadProfile(file, progress);
        return allocationsLeft.exchange(never);
    }
};

HEAPLINE_TEST(TstOutOfMemory)

} // namespace tst_out_of_memory

#include "tst_out_of_memory.moc"
