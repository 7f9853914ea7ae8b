// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/free_memory.h"

#include "core/base/result.h"
#include "core/base/text_format.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

namespace heapline {

namespace {

constexpr std::uint64_t unknown = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t leftForOthers = std::uint64_t{48} << 20;

/// The text of a small file of the system; empty when there is none.
std::string textOf(const std::string& path)
{
    constexpr std::size_t most = 16 << 10;
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return {};
    std::string text(most, '\0');
    const ssize_t got = ::read(file, text.data(), text.size());
    ::close(file);
    text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return text;
}

/// The number behind a name at the beginning of a line; @p missing when there is none.
std::uint64_t numberBehind(std::string_view text, std::string_view name, std::uint64_t missing)
{
    std::size_t at = text.starts_with(name) ? 0 : text.find('\n' + std::string(name));
    if (at == std::string_view::npos)
        return missing;
    at = text.find_first_of("0123456789", at + name.size());
    if (at == std::string_view::npos)
        return missing;
    std::uint64_t number = missing;
    std::from_chars(text.data() + at, text.data() + text.size(), number);
    return number;
}

std::uint64_t freeOfMachine()
{
    const std::string text = textOf("/proc/meminfo");
    const std::uint64_t kib = numberBehind(text, "MemAvailable:", unknown);
    return kib == unknown ? unknown : (kib + numberBehind(text, "SwapFree:", 0)) * 1024;
}

/// What a control group (version 2) has left; the pages of files that it keeps give way.
std::uint64_t freeOfGroup(const std::string& folder)
{
    const std::uint64_t most = numberBehind(textOf(folder + "/memory.max"), "", unknown);
    if (most == unknown)
        return unknown;
    const std::uint64_t used = numberBehind(textOf(folder + "/memory.current"), "", 0);
    const std::string parts = textOf(folder + "/memory.stat");
    const std::uint64_t files = numberBehind(parts, "inactive_file ", 0) + numberBehind(parts, "active_file ", 0);
    return most - std::min(most, used - std::min(used, files));
}

} // namespace

std::uint64_t freeMemory()
{
    std::uint64_t bytes = freeOfMachine();
    const std::string groups = textOf("/proc/self/cgroup");
    if (!groups.starts_with("0::/"))
        return bytes;
    std::string group = groups.substr(3, groups.find('\n') - 3);
    while (group.size() > 1) {
        bytes = std::min(bytes, freeOfGroup("/sys/fs/cgroup" + group));
        group.resize(group.find_last_of('/'));
    }
    return std::min(bytes, freeOfGroup("/sys/fs/cgroup")); // of a container, which sees its own group as the root
}

void requireFreeMemory(std::uint64_t bytes)
{
    const std::uint64_t left = freeMemory();
    if (left >= leftForOthers && left - leftForOthers >= bytes)
        return;
    const std::string message = bytes > 0
                                    ? "it needs at least " + formatBytes(bytes) + ", " + formatBytes(left) + " are free"
                                    : "only " + formatBytes(left) + " are left";
    throw ErrorException({ErrorCode::OutOfMemory, message, {}});
}

} // namespace heapline
