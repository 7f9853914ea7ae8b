// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/background_threads.h"

#include "ui/widgets/background_faults.h"

#include <QCoreApplication>
#include <QTimer>

#include <chrono>
#include <condition_variable>
#include <cstddef>
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

    void run() noexcept
    {
        try {
            work(stop.get_token());
        } catch (...) {
            BackgroundFaults::reportException();
        }
        work = nullptr; // what the job holds is freed here, not where it is let go of
    }
};

/// Threads that take the next work when they are done. oneTBB keeps an area of its own for each thread that ever used it, and its allocator
/// whole pages: with a new thread for each work these pile up.
class ThreadRegistry {
public:
    ThreadRegistry() = default;
    ThreadRegistry(const ThreadRegistry&) = delete;
    ThreadRegistry& operator=(const ThreadRegistry&) = delete;
    ~ThreadRegistry() { joinAll(); }

    /// Gives work to a thread that has none or to a new one: work never waits for other work.
    /// @throws std::system_error when there is no thread for it
    void start(std::shared_ptr<Job> job)
    {
        const std::lock_guard lock(m_mutex);
        m_threads.remove_if([](const Worker& worker) { return worker.isDone; });
        if (m_idle > m_given.size()) {
            m_given.push_back(std::move(job));
            m_changed.notify_one();
            return;
        }
        Worker& worker = m_threads.emplace_back();
        worker.job = job;
        try {
            worker.thread =
                std::jthread([this, &worker, first = std::move(job)]() mutable { run(worker, std::move(first)); });
        } catch (...) {
            m_threads.pop_back();
            throw;
        }
    }

    void joinAll()
    {
        std::list<Worker> threads;
        {
            const std::lock_guard lock(m_mutex);
            m_isEnding = true;
            threads.swap(m_threads);
            for (const Worker& worker : threads) { // all at once, so that they end side by side
                if (worker.job)
                    worker.job->stop.request_stop();
            }
            for (const std::shared_ptr<Job>& job : m_given)
                job->stop.request_stop();
        }
        m_changed.notify_all();
    }

private:
    static constexpr std::size_t mostIdle = 4; ///< threads that are kept for work to come

    /// All but the thread is guarded by m_mutex.
    struct Worker {
        std::shared_ptr<Job> job; ///< that it does; null while it has none
        bool isDone = false;      ///< it ends, and needs nothing of this any more
        std::jthread thread;      ///< its destructor joins
    };

    void run(Worker& worker, std::shared_ptr<Job> job) noexcept
    {
        while (job) {
            job->run();
            job = nextFor(worker);
        }
    }

    /// Waits for more work. @return null when the thread is to end
    std::shared_ptr<Job> nextFor(Worker& worker)
    {
        std::unique_lock lock(m_mutex);
        worker.job = nullptr;
        if (m_given.empty() && m_idle < mostIdle) {
            ++m_idle;
            m_changed.wait(lock, [this] { return m_isEnding || !m_given.empty(); });
            --m_idle;
        }
        if (m_given.empty()) {
            worker.isDone = true;
            return nullptr;
        }
        worker.job = std::move(m_given.front());
        m_given.pop_front();
        return worker.job;
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::list<std::shared_ptr<Job>> m_given; ///< work for threads that have none and do not know of it yet
    std::size_t m_idle = 0;                  ///< threads that wait for work
    bool m_isEnding = false;                 ///< no thread waits for work any more
    std::list<Worker> m_threads;
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
    std::stop_source stop = job->stop;
    startOrWait(std::move(job), true);
    return stop;
}

} // namespace heapline
