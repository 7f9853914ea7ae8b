// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/detachedness.h"

#include <string>
#include <unordered_map>
#include <utility>

namespace heapline {

namespace {

constexpr std::uint8_t attached = 1;
constexpr std::uint8_t detached = 2;
constexpr std::string_view prefix = "Detached ";

class Propagation {
public:
    Propagation(HeapGraph& graph, Progress& progress)
        : m_graph(graph)
        , m_progress(progress)
        , m_state(std::move(graph.nodes.detachedness))
        , m_visited(graph.nodeCount(), 0)
    {
    }

    Column<std::uint8_t> run()
    {
        for (std::uint32_t i = 0; i < m_graph.nodeCount(); ++i) {
            if (m_state[i])
                take(NodeOrdinal(i), m_state[i]);
        }
        spread(m_attached, attached);
        spread(m_detached, detached);
        return std::move(m_state);
    }

private:
    void take(NodeOrdinal node, std::uint8_t state)
    {
        if (m_visited[node.value])
            return;
        m_visited[node.value] = 1;
        if (m_graph.kind(node) != NodeKind::Native)
            return; // script objects keep their state and pass nothing on
        m_state[node.value] = state;
        if (state == attached) {
            m_attached.push_back(node);
        } else {
            rename(node);
            m_detached.push_back(node);
        }
    }

    void rename(NodeOrdinal node)
    {
        StringId& name = m_graph.nodes.name[node.value];
        const auto [entry, isNew] = m_renamed.try_emplace(name.value);
        if (isNew)
            entry->second = m_graph.strings.append(std::string(prefix) + std::string(m_graph.strings[name]));
        name = entry->second;
    }

    void spread(Column<NodeOrdinal>& open, std::uint8_t state)
    {
        for (std::size_t steps = 0; !open.empty(); ++steps) {
            if (steps % (std::size_t{1} << 14) == 0)
                m_progress.throwIfStopped();
            const NodeOrdinal node = open.back();
            open.pop_back();
            for (const EdgeIndex edge : m_graph.edgesOf(node)) {
                const EdgeKind kind = m_graph.kind(edge);
                if (kind != EdgeKind::Hidden && kind != EdgeKind::Invisible && kind != EdgeKind::Weak)
                    take(m_graph.target(edge), state);
            }
        }
    }

    HeapGraph& m_graph;
    Progress& m_progress;
    Column<std::uint8_t> m_state;
    Column<std::uint8_t> m_visited;
    Column<NodeOrdinal> m_attached;
    Column<NodeOrdinal> m_detached;
    std::unordered_map<std::uint32_t, StringId> m_renamed; ///< old name -> new name
};

} // namespace

Column<std::uint8_t> propagateDetachedness(HeapGraph& graph, Progress& progress)
{
    if (!graph.nodes.detachedness.empty())
        return Propagation(graph, progress).run();
    Column<std::uint8_t> state(graph.nodeCount(), 0);
    for (std::uint32_t i = 0; i < state.size(); ++i) {
        if (graph.kind(NodeOrdinal(i)) == NodeKind::Native && graph.name(NodeOrdinal(i)).starts_with(prefix))
            state[i] = detached;
    }
    return state;
}

} // namespace heapline
