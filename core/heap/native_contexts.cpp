// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/native_contexts.h"

#include "core/heap/heap_graph.h"

#include <limits>
#include <unordered_map>

namespace heapline {

namespace {

constexpr std::uint32_t invalid = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t nodesBetweenStops = 1 << 13;

bool isNativeContext(std::string_view name)
{
    if (name.starts_with("Detached "))
        name.remove_prefix(9);
    return name == "system / NativeContext" || name.starts_with("system / NativeContext / ");
}

class Attribution {
public:
    Attribution(const HeapGraph& graph, Progress& progress)
        : m_graph(graph)
        , m_progress(progress)
        , m_owner(graph.nodeCount(), NativeContexts::none)
        , m_isFixed(graph.nodeCount(), 0)
    {
    }

    NativeContexts run()
    {
        findContexts();
        if (!m_contexts.empty()) {
            findTargets();
            fixOwners();
            spread();
        }
        return {std::move(m_owner), std::move(m_contexts), {}, 0, 0};
    }

private:
    void findContexts()
    {
        for (std::uint32_t i = 0; i < m_graph.nodeCount(); ++i) {
            if (isNativeContext(m_graph.name(NodeOrdinal(i)))) {
                m_contexts.push_back(NodeOrdinal(i));
                m_owner[i] = i;
            }
        }
    }

    /// The first internal edges "map" of each node, and "native_context" where it leads to a context.
    void findTargets()
    {
        m_map.assign(m_graph.nodeCount(), invalid);
        for (std::uint32_t i = 0; i < m_graph.nodeCount(); ++i) {
            if (i % nodesBetweenStops == 0)
                m_progress.update(i, 3 * m_graph.nodeCount());
            for (const EdgeIndex edge : m_graph.edgesOf(NodeOrdinal(i))) {
                if (m_graph.kind(edge) != EdgeKind::Internal)
                    continue;
                const std::string_view name = m_graph.edgeName(edge);
                const std::uint32_t target = m_graph.target(edge).value;
                if (name == "map" && m_map[i] == invalid)
                    m_map[i] = target;
                else if (name == "native_context" && isNativeContext(m_graph.name(NodeOrdinal(target))))
                    m_contextOfMetaMap.try_emplace(i, target);
            }
        }
    }

    /// An object's map has a map of its own, one for each context, and that one leads to the context.
    void fixOwners()
    {
        for (std::uint32_t i = 0; i < m_graph.nodeCount(); ++i) {
            if (m_owner[i] == NativeContexts::none && m_map[i] != invalid && m_map[m_map[i]] != invalid) {
                const auto context = m_contextOfMetaMap.find(m_map[m_map[i]]);
                if (context != m_contextOfMetaMap.end())
                    m_owner[i] = context->second;
            }
            m_isFixed[i] = m_owner[i] != NativeContexts::none;
        }
        m_map = {};
    }

    /// From the objects whose context is known to those that they keep alive. A node changes at most twice: to a context, to shared.
    void spread()
    {
        Column<std::uint32_t> queue;
        for (std::uint32_t i = 0; i < m_graph.nodeCount(); ++i) {
            if (m_isFixed[i])
                queue.push_back(i);
        }
        for (std::size_t at = 0; at < queue.size(); ++at) {
            if (at % nodesBetweenStops == 0)
                m_progress.update(queue.size() + at, 3 * queue.size());
            const std::uint32_t node = queue[at];
            const std::uint32_t owner = m_owner[node];
            for (const EdgeIndex edge : m_graph.edgesOf(NodeOrdinal(node))) {
                const EdgeKind kind = m_graph.kind(edge);
                const std::uint32_t target = m_graph.target(edge).value;
                if (kind == EdgeKind::Shortcut || kind == EdgeKind::Weak || m_isFixed[target])
                    continue;
                const std::uint32_t now = m_owner[target];
                if (now == owner || now == NativeContexts::shared)
                    continue;
                m_owner[target] = now == NativeContexts::none ? owner : NativeContexts::shared;
                queue.push_back(target);
            }
        }
    }

    const HeapGraph& m_graph;
    Progress& m_progress;
    Column<std::uint32_t> m_owner;
    Column<std::uint8_t> m_isFixed; ///< the owner comes from the object's own map
    std::vector<NodeOrdinal> m_contexts;
    Column<std::uint32_t> m_map; ///< node -> target of its first "map" edge
    std::unordered_map<std::uint32_t, std::uint32_t> m_contextOfMetaMap;
};

} // namespace

NativeContexts attributeNativeContexts(const HeapGraph& graph, const NumberColumn& shallowSize, Progress& progress)
{
    NativeContexts result = Attribution(graph, progress).run();
    result.attributedSize.assign(result.contexts.size(), 0);
    std::unordered_map<std::uint32_t, std::size_t> rowOf;
    for (std::size_t i = 0; i < result.contexts.size(); ++i)
        rowOf.emplace(result.contexts[i].value, i);
    for (std::size_t i = 0; i < shallowSize.size(); ++i) {
        switch (const std::uint32_t owner = result.contextOf[i]) {
        case NativeContexts::none: result.unattributedSize += shallowSize[i]; break;
        case NativeContexts::shared: result.sharedSize += shallowSize[i]; break;
        default: result.attributedSize[rowOf.at(owner)] += shallowSize[i];
        }
    }
    return result;
}

} // namespace heapline
