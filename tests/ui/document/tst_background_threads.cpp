// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/document/background_threads.h"

#include <QTest>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace tst_background_threads {

using namespace heapline;

/// Threads that work beside the window.
class TestBackgroundThreads : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allWorkRunsAtOnce();
    void takesThreadsThatAreDone();
};

void TestBackgroundThreads::allWorkRunsAtOnce()
{
    struct Gate {
        std::mutex mutex;
        std::condition_variable_any changed;
        bool isOpen = false;
        std::atomic<int> before = 0;
        std::atomic<int> behind = 0;
    };
    constexpr int many = 12; // more than are kept
    for (int round = 1; round <= 2; ++round) {
        const auto gate = std::make_shared<Gate>();
        for (int i = 0; i < many; ++i) {
            startInBackground([gate](const std::stop_token& stop) {
                std::unique_lock lock(gate->mutex);
                ++gate->before;
                gate->changed.wait(lock, stop, [&] { return gate->isOpen; });
                ++gate->behind;
            });
        }
        QTRY_COMPARE(gate->before.load(), many);
        {
            const std::lock_guard lock(gate->mutex);
            gate->isOpen = true;
        }
        gate->changed.notify_all();
        QTRY_COMPARE(gate->behind.load(), many);
    }
}

void TestBackgroundThreads::takesThreadsThatAreDone()
{
    const auto isTaken = std::make_shared<std::atomic<bool>>(false); // stays: QTRY_VERIFY() asks once more at the end
    const auto isTakenBefore = [&isTaken] {
        startInBackground([isTaken](const std::stop_token&) {
            thread_local int works = 0;
            if (++works > 2)
                *isTaken = true;
        });
        return isTaken->load();
    };
    QTRY_VERIFY(isTakenBefore());
}

HEAPLINE_TEST(TestBackgroundThreads)

} // namespace tst_background_threads

#include "tst_background_threads.moc"
