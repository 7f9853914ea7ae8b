// SPDX-License-Identifier: GPL-3.0-or-later
// Sampling heap profiles: reading, call trees, and the questions of the views.
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/profile_exercise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    heapline::exerciseProfileText(data, size);
    return 0;
}

namespace heapline {

std::vector<std::string> madeSeeds()
{
    return {};
}

} // namespace heapline
