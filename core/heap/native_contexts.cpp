// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/native_contexts.h"

#include "core/heap/heap_graph.h"
#include "core/heap/stops.h"

#include <limits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace heapline {

namespace {

constexpr std::uint32_t noMap = std::numeric_limits<std::uint32_t>::max();

bool isNativeContext(std::string_view name)
{
    if (name.starts_with("Detached "))
        name.remove_prefix(9);
    return name == "system / NativeContext" || name.starts_with("system / NativeContext / ");
}

std::vector<NodeOrdinal> findContexts(const HeapGraph& graph)
{
    std::vector<NodeOrdinal> contexts;
    for (std::uint32_t i = 0; i < graph.nodeCount(); ++i) {
        if (isNativeContext(graph.name(NodeOrdinal(i))))
            contexts.push_back(NodeOrdinal(i));
    }
    return contexts;
}

/// @tparam Owner row of a context; its two largest values stand for shared and none
template <typename Owner>
class Attribution {
public:
    static constexpr Owner none = std::numeric_limits<Owner>::max();
    static constexpr Owner shared = none - 1;

    Attribution(const HeapGraph& graph, const std::vector<NodeOrdinal>& contexts, Progress& progress)
        : m_graph(graph)
        , m_contexts(contexts)
        , m_progress(progress)
        , m_owner(graph.nodeCount(), none)
        , m_isFixed(graph.nodeCount(), 0)
    {
    }

    /// @return [nodes] row of the context, shared or none
    Column<Owner> run()
    {
        for (std::size_t row = 0; row < m_contexts.size(); ++row) {
            m_owner[m_contexts[row].value] = static_cast<Owner>(row);
            m_rowOf.emplace(m_contexts[row].value, static_cast<Owner>(row));
        }
        if (!m_contexts.empty()) {
            findTargets();
            fixOwners();
            spread();
        }
        return std::move(m_owner);
    }

private:
    /// The first internal edges "map" of each node, and "native_context" where it leads to a context.
    void findTargets()
    {
        m_map.assign(m_graph.nodeCount(), noMap);
        for (std::uint32_t i = 0; i < m_graph.nodeCount(); ++i) {
            if (i % nodesBetweenStops == 0)
                m_progress.update(i, 3 * m_graph.nodeCount());
            for (const EdgeIndex edge : m_graph.edgesOf(NodeOrdinal(i))) {
                if (m_graph.kind(edge) != EdgeKind::Internal)
                    continue;
                const std::string_view name = m_graph.edgeName(edge);
                const std::uint32_t target = m_graph.target(edge).value;
                if (name == "map" && m_map[i] == noMap)
                    m_map[i] = target;
                else if (name == "native_context" && m_rowOf.contains(target))
                    m_contextOfMetaMap.try_emplace(i, m_rowOf.at(target));
            }
        }
    }

    /// An object's map has a map of its own, one for each context, and that one leads to the context.
    void fixOwners()
    {
        for (std::uint32_t i = 0; i < m_graph.nodeCount(); ++i) {
            if (m_owner[i] == none && m_map[i] != noMap && m_map[m_map[i]] != noMap) {
                const auto context = m_contextOfMetaMap.find(m_map[m_map[i]]);
                if (context != m_contextOfMetaMap.end())
                    m_owner[i] = context->second;
            }
            m_isFixed[i] = m_owner[i] != none;
        }
        m_map = {};
    }

    /// From the objects whose context is known to those that they keep alive. A node changes at most twice: to a context, to shared.
    void spread()
    {
        // The order of visits does not matter: owners only go from none to one to shared.
        std::vector<std::uint32_t> open;
        for (std::uint32_t i = 0; i < m_graph.nodeCount(); ++i) {
            if (!m_isFixed[i])
                continue;
            for (visit(i, open); !open.empty();) {
                const std::uint32_t node = open.back();
                open.pop_back();
                visit(node, open);
            }
        }
    }

    void visit(std::uint32_t node, std::vector<std::uint32_t>& changed)
    {
        if (m_steps++ % nodesBetweenStops == 0)
            m_progress.throwIfStopped();
        const Owner owner = m_owner[node];
        for (const EdgeIndex edge : m_graph.edgesOf(NodeOrdinal(node))) {
            const EdgeKind kind = m_graph.kind(edge);
            const std::uint32_t target = m_graph.target(edge).value;
            if (kind == EdgeKind::Shortcut || kind == EdgeKind::Weak || m_isFixed[target])
                continue;
            const Owner now = m_owner[target];
            if (now == owner || now == shared)
                continue;
            m_owner[target] = now == none ? owner : shared;
            changed.push_back(target);
        }
    }

    const HeapGraph& m_graph;
    const std::vector<NodeOrdinal>& m_contexts;
    Progress& m_progress;
    Column<Owner> m_owner;
    Column<std::uint8_t> m_isFixed; ///< the owner comes from the object's own map
    Column<std::uint32_t> m_map;    ///< node -> target of its first "map" edge
    std::unordered_map<std::uint32_t, Owner> m_rowOf;
    std::unordered_map<std::uint32_t, Owner> m_contextOfMetaMap;
    std::size_t m_steps = 0;
};

/// Sums the sizes of each context's objects, and of those of none and of several.
template <typename Owner>
void sumSizes(const Column<Owner>& owner, const NumberColumn& shallowSize, NativeContexts& result)
{
    result.attributedSize.assign(result.contexts.size(), 0);
    for (std::size_t i = 0; i < shallowSize.size(); ++i) {
        switch (owner[i]) {
        case Attribution<Owner>::none: result.unattributedSize += shallowSize[i]; break;
        case Attribution<Owner>::shared: result.sharedSize += shallowSize[i]; break;
        default: result.attributedSize[owner[i]] += shallowSize[i];
        }
    }
}

} // namespace

NativeContexts attributeNativeContexts(const HeapGraph& graph, const NumberColumn& shallowSize, Progress& progress)
{
    NativeContexts result;
    result.contexts = findContexts(graph);
    using Few = Attribution<std::uint8_t>;
    using Many = Attribution<std::uint32_t>;
    if (result.contexts.size() <= Few::shared) {
        Column<std::uint8_t> row = Few(graph, result.contexts, progress).run();
        sumSizes(row, shallowSize, result);
        std::array<std::uint32_t, 256> ordinalOf{};
        for (std::size_t i = 0; i < result.contexts.size(); ++i)
            ordinalOf[i] = result.contexts[i].value;
        ordinalOf[Few::shared] = NativeContexts::shared;
        ordinalOf[Few::none] = NativeContexts::none;
        result.contextOf = ContextColumn(std::move(row), ordinalOf);
        return result;
    }
    static_assert(Many::none == NativeContexts::none && Many::shared == NativeContexts::shared);
    Column<std::uint32_t> ordinal = Many(graph, result.contexts, progress).run();
    sumSizes(ordinal, shallowSize, result);
    for (std::uint32_t& row : ordinal) {
        if (row < Many::shared)
            row = result.contexts[row].value;
    }
    result.contextOf = ContextColumn(std::move(ordinal));
    return result;
}

} // namespace heapline
