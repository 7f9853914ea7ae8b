// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

#include <functional>
#include <memory>

namespace heapline {

/// Runs work on a thread of its own that nobody has to wait for: calls into the system may hang, as on a network mount that does not
/// answer. Work that is let go of ends when it can; it has to own all that it uses. Where no thread can be made, it runs at once.
class BackgroundCall {
public:
    BackgroundCall() = default;
    explicit BackgroundCall(std::function<void()> work);

    /// Whether there is work whose end was not waited for.
    bool isRunning() const { return m_state != nullptr; }

    /// Waits for the end of the work, or for a stop request. What the work throws comes out of here.
    /// @throws ErrorException Cancelled: the work may still run
    void wait(const Progress& progress);

    /// Waits for the end of the work, whatever comes of it.
    void settle();

private:
    struct State;

    static void run(State& state);

    std::shared_ptr<State> m_state;
};

/// Calls @p work, which has to own all that it uses, on a thread of its own and waits for it as BackgroundCall::wait() does.
template <typename Work>
auto callUnlessStopped(const Progress& progress, Work work)
{
    const auto result = std::make_shared<decltype(work())>();
    BackgroundCall call([result, work = std::move(work)]() mutable { *result = work(); });
    call.wait(progress);
    return std::move(*result);
}

} // namespace heapline
