// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/background_call.h"
#include "core/base/free_memory.h"
#include "core/base/result.h"
#include "tests/core/base/test_printing.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace tst_background_call {

using namespace heapline;

namespace {

/// A door that threads wait at.
class Door {
public:
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = true;
        m_changed.notify_all();
    }
    void pass()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_isOpen; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isOpen = false;
};

template <typename Work>
std::optional<ErrorCode> errorCodeOf(Work work)
{
    try {
        work();
    } catch (const ErrorException& exception) {
        return exception.error().code;
    }
    return {};
}

} // namespace

/// Calls into the system that may hang, and the memory that the system has left.
class TstBackgroundCall : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resultsAndErrorsComeBack()
    {
        const Progress progress;
        QCOMPARE(callUnlessStopped(progress, [] { return std::string("done"); }), std::string("done"));
        const auto fails = [&] {
            callUnlessStopped(progress, []() -> int { throw ErrorException({ErrorCode::ReadFailed, "no", {}}); });
        };
        QCOMPARE(errorCodeOf(fails), ErrorCode::ReadFailed);
        BackgroundCall none;
        QVERIFY(!none.isRunning());
        none.settle();
    }

    void whatHangsIsLetGoOf()
    {
        const auto began = std::make_shared<Door>();
        const auto end = std::make_shared<Door>();
        std::stop_source stop;
        std::jthread user([&] {
            began->pass();
            stop.request_stop();
        });
        const Progress progress(stop.get_token());
        const auto hang = [&] {
            callUnlessStopped(progress, [began, end] {
                began->open();
                end->pass();
                return 0;
            });
        };
        QCOMPARE(errorCodeOf(hang), ErrorCode::Cancelled);
        end->open();
    }

    void settlingWaits()
    {
        const auto end = std::make_shared<Door>();
        const auto isDone = std::make_shared<std::atomic<bool>>(false);
        BackgroundCall call([end, isDone] {
            end->pass();
            *isDone = true;
            throw std::runtime_error("nobody asks for this");
        });
        QVERIFY(call.isRunning());
        std::jthread opener([end] { end->open(); });
        call.settle();
        QVERIFY(*isDone && !call.isRunning());
    }

    void memoryOfTheMachine()
    {
        QVERIFY(freeMemory() > 0);
        requireFreeMemory(0);
        QCOMPARE(errorCodeOf([] { requireFreeMemory(std::uint64_t{1} << 60); }), ErrorCode::OutOfMemory);
    }
};

HEAPLINE_TEST(TstBackgroundCall)

} // namespace tst_background_call

#include "tst_background_call.moc"
