// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/background_threads.h"

#include "ui/widgets/background_faults.h"

#include <QCoreApplication>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <list>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace heapline {

using namespace std::chrono_literals;

namespace {

/// When the system has no thread for work, it is asked for one again after this.
constexpr auto retryInterval = 250ms;

/// Work and what stops it. Shared with the thread that does it.
struct Job {
    std::function<void(const std::stop_token&)> work;
    std::stop_source stop;
    std::atomic<bool> isDone = false;

    void run() noexcept
    {
        try {
            work(stop.get_token());
        } catch (...) {
            BackgroundFaults::reportException();
        }
        work = nullptr; // what the job holds is freed here, not where it is joined
        isDone.store(true, std::memory_order_release);
    }
};

struct TrackedThread {
    std::shared_ptr<Job> job;
    std::jthread thread; ///< its destructor joins
};

class ThreadRegistry {
public:
    /// @throws std::system_error when there is no thread for it
    void start(std::shared_ptr<Job> job)
    {
        std::jthread thread([job] { job->run(); });
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_threads, [](const TrackedThread& t) { return t.job->isDone.load(std::memory_order_acquire); });
        m_threads.push_back({std::move(job), std::move(thread)});
    }

    void joinAll()
    {
        std::list<TrackedThread> threads;
        {
            const std::lock_guard lock(m_mutex);
            threads.swap(m_threads);
        }
        for (TrackedThread& tracked : threads) // all at once, so that they end side by side
            tracked.job->stop.request_stop();
    }

private:
    std::mutex m_mutex;
    std::list<TrackedThread> m_threads;
};

ThreadRegistry& registry()
{
    static ThreadRegistry theRegistry;
    return theRegistry;
}

/// Starts work, now or as soon as the system has a thread for it. @param isFirstTry whether the user has not been told yet
void startOrWait(std::shared_ptr<Job> job, bool isFirstTry)
{
    try {
        registry().start(job);
    } catch (const std::system_error&) {
        if (isFirstTry)
            BackgroundFaults::reportException();
        QTimer::singleShot(retryInterval, &BackgroundFaults::instance(), [job = std::move(job)] {
            if (!job->stop.stop_requested())
                startOrWait(job, false);
        });
    }
}

} // namespace

std::stop_source startInBackground(std::function<void(const std::stop_token&)> work)
{
    static std::once_flag once;
    std::call_once(once, [] {
        BackgroundFaults::instance();
        registry(); // made before, so destroyed after, whatever runs at exit
        qAddPostRoutine([] { registry().joinAll(); });
    });
    auto job = std::make_shared<Job>();
    job->work = std::move(work);
    const std::stop_source stop = job->stop;
    startOrWait(std::move(job), true);
    return stop;
}

} // namespace heapline
