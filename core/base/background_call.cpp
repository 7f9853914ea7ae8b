// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/background_call.h"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace heapline {

struct BackgroundCall::State {
    std::function<void()> work;
    std::mutex mutex;
    std::condition_variable_any changed;
    bool isDone = false;        ///< guarded by mutex
    std::exception_ptr failure; ///< guarded by mutex
};

BackgroundCall::BackgroundCall(std::function<void()> work) : m_state(std::make_shared<State>())
{
    m_state->work = std::move(work);
    try {
        std::thread([state = m_state] { run(*state); }).detach();
    } catch (const std::system_error&) { // no thread is to be had
        run(*m_state);
    }
}

void BackgroundCall::run(State& state)
{
    std::exception_ptr failure;
    try {
        state.work();
    } catch (...) {
        failure = std::current_exception();
    }
    state.work = {}; // what it owns goes before anybody hears of its end
    const std::lock_guard lock(state.mutex);
    state.failure = std::move(failure);
    state.isDone = true;
    state.changed.notify_all();
}

void BackgroundCall::wait(const Progress& progress)
{
    const std::shared_ptr<State> state = m_state;
    std::unique_lock lock(state->mutex);
    if (!state->changed.wait(lock, progress.stopToken(), [&] { return state->isDone; }))
        progress.throwIfStopped();
    m_state.reset();
    if (state->failure)
        std::rethrow_exception(std::exchange(state->failure, {}));
}

void BackgroundCall::settle()
{
    if (const std::shared_ptr<State> state = std::exchange(m_state, {})) {
        std::unique_lock lock(state->mutex);
        state->changed.wait(lock, [&] { return state->isDone; });
    }
}

} // namespace heapline
