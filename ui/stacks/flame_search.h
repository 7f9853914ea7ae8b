// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/flame_source.h"

#include <cstdint>
#include <queue>
#include <vector>

namespace heapline {

/// Boxes of the functions that match, the heaviest first. The tree is opened only as far as the search has come.
class FlameSearch {
public:
    /// Starts anew. To be called when the boxes or the matches are others.
    void reset(std::vector<std::uint8_t> matching);
    void restart() { reset(std::move(m_matching)); }

    const std::vector<std::uint8_t>& matching() const { return m_matching; }
    /// Whether any function that matches has a value at all.
    bool hasMatch(const FlameSource& source) const;
    /// The match that many steps after a box that is one, or the first or last; noFlameBox: none.
    FlameBoxId step(FlameSource& source, FlameBoxId from, int steps);

private:
    bool findNext(FlameSource& source);

    struct Waiting {
        std::uint64_t weight;
        FlameBoxId box;
        bool operator<(const Waiting& other) const
        {
            return weight != other.weight ? weight < other.weight : box > other.box;
        }
    };

    std::vector<std::uint8_t> m_matching; ///< frame -> 1 if it matches
    std::priority_queue<Waiting> m_waiting;
    std::vector<FlameBoxId> m_found;
    bool m_isStarted = false;
    std::size_t m_seen = 0;
};

} // namespace heapline
