// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace heapline {

/// Changes texts at random without knowing what they mean. The same numbers give the same changes.
class ByteMutator {
public:
    /// @param seeds     pieces of which are put into one another  @param tokens pieces that are worth putting in
    ByteMutator(const std::vector<std::string>& seeds, std::vector<std::string> tokens)
        : m_seeds(seeds)
        , m_tokens(std::move(tokens))
    {
    }

    /// Makes one change.
    void change(std::string& text, std::mt19937_64& random) const;

private:
    const std::vector<std::string>& m_seeds;
    std::vector<std::string> m_tokens;
};

} // namespace heapline
