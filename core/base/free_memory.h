// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace heapline {

/// Bytes of memory that the system can still give before it ends programs: of the machine, swap included, and of the control group that
/// this process is in. It promises more than that; own limits of the process, which it keeps to, do not count. @return all bits when nobody knows
std::uint64_t freeMemory();

/// To be called before large pieces of work. @param bytes what the work will take at least
/// @throws ErrorException OutOfMemory when there is not enough, or hardly any left
void requireFreeMemory(std::uint64_t bytes);

} // namespace heapline
