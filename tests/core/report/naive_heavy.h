// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace heapline {

/// What a row of the heavy view must hold by either rule, computed in the plainest way from the file itself.
struct NaiveHeavyRow {
    std::uint64_t totalPerLevel = 0; ///< recursion counted once for each level, as DevTools does
    std::uint64_t totalOnce = 0;     ///< recursion counted once
    bool firstHasCaller =
        false;                 ///< whether the first stack of the row, breadth first, goes on: DevTools' rule for opening it
    bool anyHasCaller = false; ///< whether any stack of it goes on
};

/// A sampling profile as a plain tree, read without any of the code under test.
class NaiveHeavy {
public:
    /// @param file  the JSON of a .heapprofile with callFrame members
    /// @param firstOrdinal, lastOrdinal  both ends included; 0 and 0 for everything
    NaiveHeavy(const nlohmann::json& file, std::uint64_t firstOrdinal, std::uint64_t lastOrdinal);

    /// @param chain  functions as functionKey() writes them: the row's own, then callers outwards
    NaiveHeavyRow row(const std::vector<std::string>& chain) const;

private:
    struct Node {
        std::size_t parent = 0;
        std::size_t depth = 0;
        std::string function;
        std::uint64_t self = 0;
        std::uint64_t total = 0;
    };

    std::vector<Node> m_nodes; ///< breadth first; row 0 is the head
};

/// Text that tells functions apart as DevTools does, with empty names as "(anonymous)".
std::string functionKey(std::string name, const std::string& scriptId, std::int64_t line, std::int64_t column);

} // namespace heapline
