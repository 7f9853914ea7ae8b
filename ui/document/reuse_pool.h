// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace heapline {

/// Values that nobody holds any more, kept for their buffers. To be held by a shared_ptr; values may outlive it.
template <typename Value>
class ReusePool : public std::enable_shared_from_this<ReusePool<Value>> {
public:
    /// @param most values that are kept at a time
    explicit ReusePool(std::size_t most) : m_most(most) {}

    /// A value to fill, new or as it was left; it comes back here once the last holder lets go, on whatever thread. What holders read of
    /// it happened before this returns it again.
    std::shared_ptr<Value> take()
    {
        std::unique_ptr<Value> value;
        {
            const std::lock_guard lock(m_mutex);
            if (!m_free.empty()) {
                value = std::move(m_free.back());
                m_free.pop_back();
            }
        }
        if (!value)
            value = std::make_unique<Value>();
        return {value.release(), [pool = this->weak_from_this()](Value* done) {
                    std::unique_ptr<Value> returned(done);
                    if (const auto alive = pool.lock())
                        alive->give(std::move(returned));
                }};
    }

private:
    void give(std::unique_ptr<Value> value)
    {
        const std::lock_guard lock(m_mutex);
        if (m_free.size() < m_most)
            m_free.push_back(std::move(value));
    }

    const std::size_t m_most;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Value>> m_free;
};

} // namespace heapline
