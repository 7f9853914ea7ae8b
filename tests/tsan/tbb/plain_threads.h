// SPDX-License-Identifier: GPL-3.0-or-later
// What core uses of oneTBB, made of plain threads: for builds with the thread sanitizer, which sees nothing of what Debian's libtbb, compiled
// without it, hands from one thread to another, and would report every task. Work is cut into parts whatever its grain size is, so that also
// small files are worked on by several threads at once.
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <list>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace tbb {

namespace plain {

constexpr std::size_t threadCount = 3;

/// Runs tasks side by side, the first one on this thread. The first exception, in their order, is passed on after all have ended.
inline void runAll(std::vector<std::function<void()>> tasks)
{
    std::vector<std::exception_ptr> failures(tasks.size());
    const auto run = [&](std::size_t i) {
        try {
            tasks[i]();
        } catch (...) {
            failures[i] = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 1; i < tasks.size(); ++i)
            threads.emplace_back([&run, i] { run(i); });
        if (!tasks.empty())
            run(0);
    }
    for (const std::exception_ptr& failure : failures) {
        if (failure)
            std::rethrow_exception(failure);
    }
}

} // namespace plain

template <typename Value>
class blocked_range {
public:
    blocked_range(Value begin, Value end, std::size_t = 1) : m_begin(begin), m_end(end) {}

    Value begin() const { return m_begin; }
    Value end() const { return m_end; }
    std::size_t size() const { return static_cast<std::size_t>(m_end - m_begin); }

    /// One of @p parts parts of nearly the same length.
    blocked_range part(std::size_t number, std::size_t parts) const
    {
        const auto at = [&](std::size_t i) { return static_cast<Value>(m_begin + static_cast<Value>(size() * i / parts)); };
        return {at(number), at(number + 1)};
    }

private:
    Value m_begin;
    Value m_end;
};

template <typename Value, typename Body>
void parallel_for(const blocked_range<Value>& range, const Body& body)
{
    std::vector<std::function<void()>> tasks;
    for (std::size_t i = 0; i < plain::threadCount; ++i) {
        if (const auto part = range.part(i, plain::threadCount); part.size() > 0)
            tasks.push_back([&body, part] { body(part); });
    }
    plain::runAll(std::move(tasks));
}

template <typename Index, typename Function>
requires std::is_integral_v<Index>
void parallel_for(Index first, Index last, const Function& function)
{
    parallel_for(blocked_range<Index>(first, last), [&function](const blocked_range<Index>& range) {
        for (Index i = range.begin(); i != range.end(); ++i)
            function(i);
    });
}

template <typename... Functions>
void parallel_invoke(const Functions&... functions)
{
    plain::runAll({std::function<void()>(std::cref(functions))...});
}

template <typename Value, typename Result, typename Body, typename Join>
Result parallel_reduce(const blocked_range<Value>& range, const Result& identity, const Body& body, const Join& join)
{
    std::vector<Result> results(plain::threadCount, identity);
    std::vector<std::function<void()>> tasks;
    for (std::size_t i = 0; i < plain::threadCount; ++i) {
        if (const auto part = range.part(i, plain::threadCount); part.size() > 0)
            tasks.push_back([&, i, part] { results[i] = body(part, results[i]); });
    }
    plain::runAll(std::move(tasks));
    Result all = results.front();
    for (std::size_t i = 1; i < results.size(); ++i)
        all = join(all, results[i]);
    return all;
}

template <typename T>
class enumerable_thread_specific {
    struct Entry {
        explicit Entry(const std::function<T()>& make) : value(make()) {}
        std::thread::id thread = std::this_thread::get_id();
        T value;
    };

public:
    explicit enumerable_thread_specific(const T& model) : m_make([model] { return model; }) {}
    template <typename Make>
    requires std::is_invocable_r_v<T, Make>
    explicit enumerable_thread_specific(Make make) : m_make(std::move(make)) {}

    T& local()
    {
        const std::lock_guard lock(m_mutex);
        for (Entry& entry : m_entries) {
            if (entry.thread == std::this_thread::get_id())
                return entry.value;
        }
        return m_entries.emplace_back(m_make).value;
    }

    class Iterator {
    public:
        explicit Iterator(typename std::list<Entry>::iterator place) : m_place(place) {}
        T& operator*() const { return m_place->value; }
        Iterator& operator++()
        {
            ++m_place;
            return *this;
        }
        bool operator==(const Iterator&) const = default;

    private:
        typename std::list<Entry>::iterator m_place;
    };
    Iterator begin() { return Iterator(m_entries.begin()); }
    Iterator end() { return Iterator(m_entries.end()); }

private:
    std::mutex m_mutex;
    std::function<T()> m_make;
    std::list<Entry> m_entries; ///< a list: references stay
};

namespace this_task_arena {

inline int max_concurrency()
{
    return static_cast<int>(plain::threadCount);
}

} // namespace this_task_arena

} // namespace tbb
