// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/heap/concatenated_strings.h"
#include "core/heap/heap_graph.h"
#include "core/heap/stops.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace heapline {

/// Order of concatenated strings in which each one comes behind those it is put together from; for sums over their parts.
class PartsFirst {
public:
    /// @param strings those of the graph; both have to outlive this
    PartsFirst(const HeapGraph& graph, const ConcatenatedStrings& strings)
        : m_graph(graph)
        , m_strings(strings)
        , m_states(strings.count())
    {
    }

    /// Calls visitor(string, row) for all strings that the text of @p string is put together from, then for itself; but for none that an
    /// earlier call has come to. @throws ErrorException Cancelled, after which this is of no use any more
    template <typename Visitor>
    void visit(NodeOrdinal string, const Visitor& visitor, const Progress& progress)
    {
        push(string);
        while (!m_open.empty()) {
            if (m_steps++ % nodesBetweenStops == 0)
                progress.throwIfStopped();
            const NodeOrdinal node = m_open.back();
            const std::size_t row = m_strings.rowOf(node);
            if (m_states[row] == State::New) {
                m_states[row] = State::Open;
                const ConcatenatedParts& parts = m_strings.partsOf(node);
                push(parts.second);
                push(parts.first);
                continue;
            }
            if (m_states[row] == State::Open) {
                visitor(node, row);
                m_states[row] = State::Visited;
            }
            m_open.pop_back();
        }
    }

    /// Whether the one that is being visited is among the parts of a string; of those that are its own parts, it is in a ring.
    bool isOpen(std::size_t row) const { return m_states[row] == State::Open; }

private:
    enum class State : std::uint8_t { New, Open, Visited };

    void push(NodeOrdinal part)
    {
        if (m_graph.kind(part) == NodeKind::ConcatenatedString && m_states[m_strings.rowOf(part)] == State::New)
            m_open.push_back(part);
    }

    const HeapGraph& m_graph;
    const ConcatenatedStrings& m_strings;
    std::vector<State> m_states; ///< [concatenated strings]
    std::vector<NodeOrdinal> m_open;
    std::size_t m_steps = 0;
};

} // namespace heapline
