// SPDX-License-Identifier: GPL-3.0-or-later
// With libFuzzer, which takes seeds from folders only: writes those that are made into the folder that HEAPLINE_SEEDS names.
#include "tests/fuzz/fuzz_target.h"

#include <cstdlib>
#include <fstream>

extern "C" int LLVMFuzzerInitialize(int*, char***)
{
    if (const char* const folder = std::getenv("HEAPLINE_SEEDS")) {
        std::size_t number = 0;
        for (const std::string& seed : heapline::madeSeeds())
            std::ofstream(folder + ("/made-" + std::to_string(++number)), std::ios::binary) << seed;
    }
    return 0;
}
