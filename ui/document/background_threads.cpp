// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/background_threads.h"

#include <QCoreApplication>

#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace heapline {

namespace {

struct TrackedThread {
    std::shared_ptr<std::atomic<bool>> done;
    std::jthread thread; ///< its destructor asks for the stop and joins
};

class ThreadRegistry {
public:
    std::stop_source start(std::function<void(const std::stop_token&)> work)
    {
        auto done = std::make_shared<std::atomic<bool>>(false);
        std::jthread thread([done, job = std::move(work)](const std::stop_token& stop) mutable {
            job(stop);
            job = nullptr; // what the job holds is freed here, not where it is joined
            done->store(true, std::memory_order_release);
        });
        std::stop_source stop = thread.get_stop_source();
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_threads, [](const TrackedThread& t) { return t.done->load(std::memory_order_acquire); });
        m_threads.push_back({std::move(done), std::move(thread)});
        return stop;
    }

    void joinAll()
    {
        std::list<TrackedThread> threads;
        {
            const std::lock_guard lock(m_mutex);
            threads.swap(m_threads);
        }
        for (TrackedThread& tracked : threads) // all at once, so that they end side by side
            tracked.thread.request_stop();
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

} // namespace

std::stop_source startInBackground(std::function<void(const std::stop_token&)> work)
{
    static std::once_flag once;
    std::call_once(once, [] {
        registry(); // made before, so destroyed after, whatever runs at exit
        qAddPostRoutine([] { registry().joinAll(); });
    });
    return registry().start(std::move(work));
}

} // namespace heapline
