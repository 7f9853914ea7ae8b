// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <optional>

namespace heapline {

/// What make() returned when it was first asked for; safe to ask for from several threads. What make() throws is passed on, and the next
/// call tries again. Not std::call_once(): what is thrown through that ends the program when memory is short, since the C library has to
/// load libgcc_s then to unwind a frame of its own.
/// @param mutex guards value and nothing else
template <typename Value, typename Make>
const Value& madeOnce(std::mutex& mutex, std::optional<Value>& value, const Make& make)
{
    const std::lock_guard lock(mutex);
    if (!value)
        value.emplace(make());
    return *value;
}

} // namespace heapline
