// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/progress.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <queue>
#include <span>
#include <unordered_map>
#include <vector>

namespace heapline {

struct Heap;

/// A step of a way from the roots to an object.
struct PathStep {
    NodeOrdinal object;
    EdgeIndex edge; ///< the reference over which the step before leads here; invalid for the first one

    bool operator==(const PathStep&) const = default;
};

/// A way from the roots to an object: the object that a root refers to first, the object itself last. No object stands in it twice.
using RootPath = std::vector<PathStep>;

/// The ways from the roots to an object, shortest first, one with each call of next(). Ways are told apart by their objects; of several
/// references between two objects the last one counts. Those from user roots come first, then those that begin at the engine's roots;
/// equally long ones as DevTools orders retainers, from the object on. The first one is that of the PathTree.
///
/// Best first from the object towards the roots: the distance of an object is what the rest of its way costs at least. Retainers are
/// looked at one at a time, so that one with a million of them costs one sort of these.
/// @see DevTools HeapSnapshot.ts, calculateDistances, whose rules say which edges count
class RootPaths {
public:
    enum class State {
        Open,   ///< there may be more ways
        Done,   ///< there are no more
        GivenUp ///< there may be more, but finding them would take too long
    };
    /// Objects looked at before the search is given up.
    static constexpr std::size_t mostStepsTaken = 3'000'000;
    /// Comparisons with objects of ways for each of these: most ways are short, and others nobody wants by the thousand.
    static constexpr std::size_t mostComparedPerStep = 100;

    /// @param distance [nodes] as computeDistances() gives them, with or without ignored objects; has to outlive this, like the heap
    RootPaths(const Heap& heap, std::span<const std::int32_t> distance, NodeOrdinal object,
              std::size_t mostSteps = mostStepsTaken);

    /// The next way; none when state() is not Open any more. @throws ErrorException Cancelled; the search cannot go on then
    std::optional<RootPath> next(const Progress& progress);

    State state() const { return m_state; }

private:
    /// A retainer of an object, by which ways to it may go.
    struct Holder {
        std::int32_t distance = 0;
        NodeOrdinal object;
        EdgeIndex edge;
    };
    /// Holders of one object, by distance; those of equal distance get their order when the first of them is looked at.
    struct Holders {
        std::vector<Holder> list;
        std::size_t ordered = 0; ///< how many stand in their final order
    };
    /// A way's end: the object and all steps behind it, towards the object that is asked for.
    struct Step {
        Holder holder;
        std::uint32_t behind = none; ///< row of m_steps: what the holder holds
        std::uint32_t length = 0;    ///< edges from here to the object that is asked for
        std::uint32_t place = 0;     ///< of the holder in the holders of that object
        std::int32_t least = 0;      ///< smallest distance of all objects from here to the one that is asked for
    };
    struct Waiting {
        std::int64_t cost = 0;
        std::uint32_t length = 0;
        std::uint32_t step = 0; ///< row of m_steps

        /// Whether another one is to be taken first: the cheaper, then the longer one, then the older one.
        bool operator<(const Waiting& other) const;
    };
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    const Holder* holderAt(NodeOrdinal object, std::uint32_t place);
    Holders listHolders(NodeOrdinal object) const;
    void orderFrom(Holders& holders) const;
    void wait(std::uint32_t behind, std::uint32_t place);
    bool isOnWay(NodeOrdinal object, std::uint32_t step);
    RootPath wayFrom(std::uint32_t step) const;

    const Heap& m_heap;
    std::span<const std::int32_t> m_distance;
    std::size_t m_mostSteps;
    std::size_t m_compared = 0;   ///< objects, see isOnWay()
    std::size_t m_workAtStop = 0; ///< when progress was last asked
    State m_state = State::Open;
    std::vector<Step> m_steps;
    std::priority_queue<Waiting> m_waiting;
    std::unordered_map<NodeOrdinal, Holders> m_holders;
};

} // namespace heapline
