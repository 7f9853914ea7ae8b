// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

/// One run of a fuzzer, in the form that libFuzzer calls. Ends the program when a rule is broken.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace heapline {

/// What the mutating main program should know of a fuzzer's format.
struct FuzzTarget {
    std::vector<std::string_view> tokens; ///< pieces that are worth putting in
    bool unzipSeeds;                      ///< whether gzip seeds are to be unzipped first
};
FuzzTarget fuzzTarget();

} // namespace heapline
