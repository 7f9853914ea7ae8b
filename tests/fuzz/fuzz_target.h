// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// One run of a fuzzer, in the form that libFuzzer calls. Ends the program when a rule is broken.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

/// Changes an input in place, as libFuzzer declares it: a fuzzer may bring its own. @return the new size, at most @p largest
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t largest, unsigned seed);

/// Changes bytes of an input without knowing what they mean: libFuzzer's, or that of the main program that stands in for it.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t largest);

namespace heapline {

/// Inputs that a fuzzer begins with and that are made rather than kept as files.
std::vector<std::string> madeSeeds();

} // namespace heapline
