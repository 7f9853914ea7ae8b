// SPDX-License-Identifier: GPL-3.0-or-later
// For fuzzers of JSON: two changes in three know what JSON is, the others are those of bytes.
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/json_mutator.h"

#include <algorithm>
#include <random>
#include <string>

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t largest, unsigned seed)
{
    std::mt19937_64 random(seed);
    if (random() % 3 == 0)
        return LLVMFuzzerMutate(data, size, largest);
    std::string text(data, data + size);
    bool isChanged = false;
    for (auto changes = random() % 2 ? 1 : 1 + random() % 4; changes > 0; --changes)
        isChanged = heapline::mutateJson(text, random) || isChanged;
    if (!isChanged || text.size() > largest)
        return LLVMFuzzerMutate(data, size, largest);
    std::copy(text.begin(), text.end(), data);
    return text.size();
}
