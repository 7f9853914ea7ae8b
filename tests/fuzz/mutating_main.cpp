// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzzer without libFuzzer: on its seeds as they are, then on random changes of them. The same numbers give the same changes.
#include "tests/fuzz/byte_mutator.h"
#include "tests/fuzz/dictionary.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <string>
#include <vector>

// Most fuzzers have none.
#pragma weak LLVMFuzzerCustomMutator

namespace {

using namespace heapline;
using Random = std::mt19937_64;

struct Options {
    std::uint64_t runs = 2000;
    double seconds = 10;
    std::uint64_t seed = 1;
    std::size_t largest = 64 * 1024; ///< longer seeds are left out
    std::string dictionary;          ///< file with tokens
    std::string keep;                ///< file to which every input is written before it is run
    std::vector<std::string> seeds;  ///< files and folders
};

Options parse(int count, char** arguments)
{
    Options options;
    for (int i = 1; i < count; ++i) {
        const auto is = [&](const char* name) { return std::strcmp(arguments[i], name) == 0 && i + 1 < count; };
        if (is("--runs"))
            options.runs = std::strtoull(arguments[++i], nullptr, 10);
        else if (is("--seconds"))
            options.seconds = std::strtod(arguments[++i], nullptr);
        else if (is("--seed"))
            options.seed = std::strtoull(arguments[++i], nullptr, 10);
        else if (is("--largest"))
            options.largest = std::strtoull(arguments[++i], nullptr, 10);
        else if (is("--dictionary"))
            options.dictionary = arguments[++i];
        else if (is("--keep"))
            options.keep = arguments[++i];
        else
            options.seeds.emplace_back(arguments[i]);
    }
    return options;
}

std::string readFile(const std::string& path)
{
    std::string text(std::filesystem::file_size(path), '\0');
    std::ifstream(path, std::ios::binary).read(text.data(), static_cast<std::streamsize>(text.size()));
    return text;
}

std::vector<std::string> readSeeds(const Options& options)
{
    std::vector<std::string> paths;
    for (const std::string& seed : options.seeds) {
        if (!std::filesystem::is_directory(seed)) {
            paths.push_back(seed);
            continue;
        }
        for (const auto& entry : std::filesystem::directory_iterator(seed))
            paths.push_back(entry.path().string());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> seeds = madeSeeds();
    for (const std::string& path : paths)
        seeds.push_back(readFile(path));
    std::erase_if(seeds, [&](const std::string& seed) { return seed.empty() || seed.size() > options.largest; });
    return seeds;
}

/// What stands in for libFuzzer's mutator.
struct Bytes {
    ByteMutator mutator;
    Random random;
};
std::optional<Bytes> bytes;

/// A seed with some changes, mostly one, so that many inputs get past the reader.
std::string changedSeed(const std::vector<std::string>& seeds, std::size_t largest)
{
    Random& random = bytes->random;
    std::string text = seeds[random() % seeds.size()];
    for (auto changes = random() % 2 ? 1 : 1 + random() % 5; changes > 0; --changes) {
        const std::size_t size = text.size();
        text.resize(largest);
        auto* const data = reinterpret_cast<std::uint8_t*>(text.data());
        text.resize(LLVMFuzzerCustomMutator ? LLVMFuzzerCustomMutator(data, size, largest, static_cast<unsigned>(random()))
                                            : LLVMFuzzerMutate(data, size, largest));
    }
    return text;
}

void run(const std::string& text, const Options& options)
{
    if (!options.keep.empty())
        std::ofstream(options.keep, std::ios::binary | std::ios::trunc) << text;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

} // namespace

std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t largest)
{
    std::string text(data, data + size);
    bytes->mutator.change(text, bytes->random);
    text.resize(std::min(text.size(), largest));
    std::copy(text.begin(), text.end(), data);
    return text.size();
}

int main(int count, char** arguments)
{
    const Options options = parse(count, arguments);
    const std::vector<std::string> seeds = readSeeds(options);
    if (seeds.empty()) {
        std::fprintf(
            stderr,
            "usage: %s [--runs N] [--seconds S] [--seed N] [--largest BYTES] [--dictionary FILE] [--keep FILE] SEED…\n",
            arguments[0]);
        return 2;
    }
    std::vector<std::string> tokens;
    if (!options.dictionary.empty())
        tokens = readDictionary(readFile(options.dictionary));
    bytes.emplace(ByteMutator(seeds, std::move(tokens)), Random(options.seed));

    const auto start = std::chrono::steady_clock::now();
    for (const std::string& seed : seeds)
        run(seed, options);
    std::uint64_t runs = 0;
    for (; runs < options.runs; ++runs) {
        if (std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() >= options.seconds)
            break;
        run(changedSeed(seeds, options.largest), options);
    }
    std::printf("%zu seeds and %llu changes of them\n", seeds.size(), static_cast<unsigned long long>(runs));
    return 0;
}
