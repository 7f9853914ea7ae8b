// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <system_error>

namespace heapline {

/// The integer that a text begins with, after white space, as JavaScript's parseInt(text, 10) finds it; nothing where that gives NaN.
/// Numbers beyond 63 bits are held at the limit.
inline std::optional<std::int64_t> leadingInteger(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t\n\r\v\f");
    if (begin == std::string_view::npos)
        return {};
    text.remove_prefix(begin);
    const bool negative = text.front() == '-';
    if (negative || text.front() == '+')
        text.remove_prefix(1);
    if (text.empty() || text.front() < '0' || text.front() > '9')
        return {};
    std::int64_t value = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc::result_out_of_range)
        value = std::numeric_limits<std::int64_t>::max();
    return negative ? -value : value;
}

} // namespace heapline
