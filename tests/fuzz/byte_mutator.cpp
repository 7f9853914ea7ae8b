// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/byte_mutator.h"

#include <algorithm>
#include <array>

namespace heapline {

namespace {

std::size_t below(std::mt19937_64& random, std::size_t limit)
{
    return limit ? static_cast<std::size_t>(random() % limit) : 0;
}

/// Puts a number of interest in the place of the next one.
void replaceNumber(std::string& text, std::size_t from, std::mt19937_64& random)
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
        text.replace(begin, end, numbers[below(random, numbers.size())]);
}

} // namespace

void ByteMutator::change(std::string& text, std::mt19937_64& random) const
{
    const std::size_t at = below(random, text.size());
    const std::size_t length = std::min(text.size() - at, std::size_t{1} << below(random, below(random, 2) ? 3 : 11));
    switch (below(random, 12)) {
    case 0:
        if (!text.empty())
            text[at] = static_cast<char>(random());
        break;
    case 1:
        if (!text.empty())
            text[at] = static_cast<char>(text[at] ^ (1 << below(random, 8)));
        break;
    case 2: text.erase(at, length); break;
    case 3: text.insert(at, text.substr(at, length)); break;
    case 4:
    case 5:
        if (!m_tokens.empty())
            text.insert(at, m_tokens[below(random, m_tokens.size())]);
        break;
    case 6: text.resize(at); break;
    case 7: { // a piece of another seed
        const std::string& other = m_seeds[below(random, m_seeds.size())];
        const std::size_t from = below(random, other.size());
        text.replace(at, length, other, from, length);
        break;
    }
    default: replaceNumber(text, at, random);
    }
}

} // namespace heapline
