// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzzer without libFuzzer: on its seeds as they are, then on random changes of them. The same numbers give the same changes.
#include "core/format/byte_source.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace heapline;
using Random = std::mt19937_64;

struct Options {
    std::uint64_t runs = 2000;
    double seconds = 10;
    std::uint64_t seed = 1;
    std::size_t largest = 64 * 1024; ///< longer seeds are left out
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

/// The text of a gzip file, or nothing when it is damaged or too long.
std::string unzipped(const std::string& path, std::size_t largest)
{
    std::string text(largest + 1, '\0');
    std::size_t length = 0;
    try {
        const auto source = openByteSource(path);
        while (const std::size_t got = source->read(text.data() + length, text.size() - length))
            length += got;
    } catch (const ErrorException&) {
        return {};
    }
    text.resize(length);
    return text;
}

std::vector<std::string> readSeeds(const Options& options, bool unzip)
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
    std::vector<std::string> seeds;
    for (const std::string& path : paths) {
        std::string text = unzip ? unzipped(path, options.largest) : readFile(path);
        if (!text.empty() && text.size() <= options.largest)
            seeds.push_back(std::move(text));
    }
    return seeds;
}

class Mutator {
public:
    Mutator(const std::vector<std::string>& seeds, std::vector<std::string_view> tokens, std::uint64_t seed)
        : m_seeds(seeds)
        , m_tokens(std::move(tokens))
        , m_random(seed)
    {
    }

    std::string next()
    {
        std::string text = m_seeds[below(m_seeds.size())];
        // Mostly one change, so that many inputs get past the reader.
        for (std::size_t changes = below(2) ? 1 : 1 + below(5); changes > 0; --changes)
            change(text);
        return text;
    }

private:
    std::size_t below(std::size_t limit) { return limit ? static_cast<std::size_t>(m_random() % limit) : 0; }

    void change(std::string& text)
    {
        const std::size_t at = below(text.size());
        const std::size_t length = std::min(text.size() - at, std::size_t{1} << below(below(2) ? 3 : 11));
        switch (below(12)) {
        case 0:
            if (!text.empty())
                text[at] = static_cast<char>(m_random());
            break;
        case 1:
            if (!text.empty())
                text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
            break;
        case 2: text.erase(at, length); break;
        case 3: text.insert(at, text.substr(at, length)); break;
        case 4: text.insert(at, m_tokens[below(m_tokens.size())]); break;
        case 5: text.resize(at); break;
        case 6: { // a piece of another seed
            const std::string& other = m_seeds[below(m_seeds.size())];
            const std::size_t from = below(other.size());
            text.replace(at, length, other, from, length);
            break;
        }
        default: replaceNumber(text, at);
        }
    }

    /// Puts a number of interest in the place of the next one.
    void replaceNumber(std::string& text, std::size_t from)
    {
        static constexpr std::array<const char*, 16> numbers = {"0",
                                                                "1",
                                                                "2",
                                                                "3",
                                                                "6",
                                                                "7",
                                                                "9",
                                                                "14",
                                                                "255",
                                                                "256",
                                                                "65536",
                                                                "4294967295",
                                                                "4294967296",
                                                                "9007199254740993",
                                                                "18446744073709551616",
                                                                "-1"};
        const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
        const auto begin = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), isDigit);
        const auto end = std::find_if_not(begin, text.end(), isDigit);
        if (begin != end)
            text.replace(begin, end, numbers[below(numbers.size())]);
    }

    const std::vector<std::string>& m_seeds;
    std::vector<std::string_view> m_tokens;
    Random m_random;
};

void run(const std::string& text, const Options& options)
{
    if (!options.keep.empty())
        std::ofstream(options.keep, std::ios::binary | std::ios::trunc) << text;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

} // namespace

int main(int count, char** arguments)
{
    const Options options = parse(count, arguments);
    const FuzzTarget target = fuzzTarget();
    const std::vector<std::string> seeds = readSeeds(options, target.unzipSeeds);
    if (seeds.empty()) {
        std::fprintf(stderr, "usage: %s [--runs N] [--seconds S] [--seed N] [--largest BYTES] [--keep FILE] SEED…\n",
                     arguments[0]);
        return 2;
    }
    const auto start = std::chrono::steady_clock::now();
    for (const std::string& seed : seeds)
        run(seed, options);
    Mutator mutator(seeds, target.tokens, options.seed);
    std::uint64_t runs = 0;
    for (; runs < options.runs; ++runs) {
        if (std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() >= options.seconds)
            break;
        run(mutator.next(), options);
    }
    std::printf("%zu seeds and %llu changes of them\n", seeds.size(), static_cast<unsigned long long>(runs));
    return 0;
}
