// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/root_paths.h"

#include "core/heap/distances.h"
#include "core/heap/heap.h"
#include "core/heap/name_ranks.h"
#include "core/heap/path_tree.h"

#include <algorithm>
#include <tuple>

namespace heapline {

namespace {

constexpr std::size_t workBetweenStops = 1 << 14;

} // namespace

bool RootPaths::Waiting::operator<(const Waiting& other) const
{
    return std::tuple(other.cost, length, other.step) < std::tuple(cost, other.length, step);
}

RootPaths::RootPaths(const Heap& heap, std::span<const std::int32_t> distance, NodeOrdinal object, std::size_t mostSteps)
    : m_heap(heap)
    , m_distance(distance)
    , m_mostSteps(mostSteps)
{
    const std::int32_t own = distance[object.value];
    if (own == noDistance) {
        m_state = State::Done;
        return;
    }
    m_steps.push_back({{own, object, {}}, none, 0, 0, own});
    m_waiting.push({own, 0, 0});
}

std::optional<RootPath> RootPaths::next(const Progress& progress)
{
    progress.throwIfStopped();
    while (m_state == State::Open && !m_waiting.empty()) {
        if (m_steps.size() >= m_mostSteps || m_compared / mostComparedPerStep >= m_mostSteps) {
            m_state = State::GivenUp;
            return {};
        }
        if (const std::size_t work = m_steps.size() + m_compared; work - m_workAtStop >= workBetweenStops) {
            progress.throwIfStopped();
            m_workAtStop = work;
        }
        const std::uint32_t at = m_waiting.top().step;
        m_waiting.pop();
        const Step step = m_steps[at]; // a copy: the steps move when one is added
        if (step.behind != none)
            wait(step.behind, step.place + 1);
        if (isPathStart(step.holder.distance))
            return wayFrom(at);
        wait(at, 0);
    }
    m_state = m_state == State::Open ? State::Done : m_state;
    return {};
}

/// Puts the first holder from a place on that is not on the way yet into the queue.
void RootPaths::wait(std::uint32_t behind, std::uint32_t place)
{
    const Step way = m_steps[behind];
    for (const Holder* holder = holderAt(way.holder.object, place); holder; holder = holderAt(way.holder.object, ++place)) {
        // What is nearer than the whole way so far cannot be on it; so the first ways, which only get nearer, cost nothing here.
        if (holder->distance >= way.least && isOnWay(holder->object, behind))
            continue;
        m_steps.push_back({*holder, behind, way.length + 1, place, std::min(way.least, holder->distance)});
        m_waiting.push({std::int64_t{way.length} + 1 + holder->distance, way.length + 1,
                        static_cast<std::uint32_t>(m_steps.size() - 1)});
        return;
    }
}

bool RootPaths::isOnWay(NodeOrdinal object, std::uint32_t step)
{
    for (; step != none; step = m_steps[step].behind) {
        ++m_compared;
        if (m_steps[step].holder.object == object)
            return true;
    }
    return false;
}

RootPath RootPaths::wayFrom(std::uint32_t step) const
{
    RootPath way;
    EdgeIndex edge;
    for (; step != none; step = m_steps[step].behind) {
        way.push_back({m_steps[step].holder.object, edge});
        edge = m_steps[step].holder.edge;
    }
    return way;
}

const RootPaths::Holder* RootPaths::holderAt(NodeOrdinal object, std::uint32_t place)
{
    const auto [entry, isNew] = m_holders.try_emplace(object);
    Holders& holders = entry->second;
    if (isNew)
        holders = listHolders(object);
    if (place >= holders.list.size())
        return nullptr;
    while (place >= holders.ordered)
        orderFrom(holders);
    return &holders.list[place];
}

RootPaths::Holders RootPaths::listHolders(NodeOrdinal object) const
{
    const HeapGraph& graph = m_heap.graph;
    Holders holders;
    NodeOrdinal before;
    const auto edges = graph.edgesInto(object);
    for (std::size_t at = edges.size(); at-- > 0;) { // as DevTools lists them
        const EdgeIndex edge = edges[at];
        const NodeOrdinal from = graph.owner(edge);
        if (from == before || !isPathEdge(graph, m_distance, from, edge))
            continue;
        before = from; // edges of one owner stand one after the other
        holders.list.push_back({m_distance[from.value], from, edge});
    }
    std::ranges::stable_sort(holders.list, {}, &Holder::distance);
    return holders;
}

/// Orders the holders of the next distance by their names.
void RootPaths::orderFrom(Holders& holders) const
{
    const auto first = holders.list.begin() + static_cast<std::ptrdiff_t>(holders.ordered);
    const auto last = std::ranges::upper_bound(first, holders.list.end(), first->distance, {}, &Holder::distance);
    std::vector<NodeOrdinal> objects;
    std::transform(first, last, std::back_inserter(objects), [](const Holder& holder) { return holder.object; });
    if (objects.size() > 1) {
        const std::vector<std::uint32_t> ranks = rankNames(m_heap.graph, objects);
        std::vector<std::pair<std::uint32_t, Holder>> ranked;
        for (std::size_t i = 0; i < objects.size(); ++i)
            ranked.emplace_back(ranks[i], first[static_cast<std::ptrdiff_t>(i)]);
        std::ranges::stable_sort(ranked, {}, &std::pair<std::uint32_t, Holder>::first);
        std::ranges::transform(ranked, first, &std::pair<std::uint32_t, Holder>::second);
    }
    holders.ordered += objects.size();
}

} // namespace heapline
