// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/object_names.h"
#include "core/report/figures_parts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

namespace heapline {

namespace {

constexpr std::int32_t firstSystemDistance = 100'000'000;

/// FNV-1a, 64 bits, over lines of numbers with commas between them.
class LineHash {
public:
    /// Adds a number and the character after it.
    void add(std::integral auto number, char after)
    {
        std::array<char, 24> buffer{};
        const char* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
        for (const char* at = buffer.data(); at != end; ++at)
            add(*at);
        add(after);
    }

    std::string hex() const
    {
        std::string text(16, '0');
        for (std::size_t i = 0; i < text.size(); ++i)
            text[i] = "0123456789abcdef"[m_hash >> (60 - 4 * i) & 15];
        return text;
    }

private:
    void add(char c) { m_hash = (m_hash ^ static_cast<unsigned char>(c)) * 0x100000001b3; }

    std::uint64_t m_hash = 0xcbf29ce484222325;
};

std::uint32_t traceIdOf(const Heap& heap, std::uint32_t node)
{
    const auto& traceIds = heap.graph.nodes.traceNodeId;
    return traceIds.empty() ? 0 : traceIds[node];
}

/// Id of the native context's node, -1 for none, -2 for shared.
std::int64_t contextIdOf(const Heap& heap, std::uint32_t node)
{
    const std::uint32_t context = heap.nativeContexts.contextOf[node];
    if (context == NativeContexts::none)
        return -1;
    if (context == NativeContexts::shared)
        return -2;
    return static_cast<std::int64_t>(heap.graph.nodes.id[context]);
}

} // namespace

void writeNodeHashes(JsonWriter& json, const Heap& heap)
{
    LineHash nodes;
    LineHash dominators;
    LineHash traces;
    LineHash contexts;
    const NumberColumn& ids = heap.graph.nodes.id;
    for (std::uint32_t node = 0; node < heap.graph.nodeCount(); ++node) {
        const std::uint64_t id = ids[node];
        nodes.add(id, ',');
        nodes.add(heap.shallowSize[node], ',');
        nodes.add(heap.retainedSize[node], ',');
        nodes.add(heap.distance[node], '\n');
        dominators.add(id, ',');
        dominators.add(ids[heap.dominator[node].value], '\n');
        traces.add(id, ',');
        traces.add(traceIdOf(heap, node), '\n');
        contexts.add(id, ',');
        contexts.add(contextIdOf(heap, node), '\n');
    }
    json.key("node_hashes");
    json.beginObject();
    json.member("nodes", nodes.hex());
    json.member("dominators", dominators.hex());
    json.member("traces", traces.hex());
    json.member("contexts", contexts.hex());
    json.endObject();
}

void writeNodeSums(JsonWriter& json, const Heap& heap)
{
    const auto sum = [](const auto& column) {
        // Retained sizes count an object once for each of its dominators: their sum may pass 64 bits.
        return std::accumulate(column.begin(), column.end(), 0.0,
                               [](double total, std::uint64_t bytes) { return total + static_cast<double>(bytes); });
    };
    const auto distances = [&heap](auto&& matches) { return std::ranges::count_if(heap.distance, matches); };
    json.key("node_sums");
    json.beginObject();
    json.member("self", sum(heap.shallowSize));
    json.member("retained", sum(heap.retainedSize));
    json.member("distance_reached", distances([](std::int32_t d) { return d >= 0 && d < firstSystemDistance; }));
    json.member("distance_system", distances([](std::int32_t d) { return d >= firstSystemDistance; }));
    json.member("distance_none", distances([](std::int32_t d) { return d < 0; }));
    json.member("zero_self", std::ranges::count(heap.shallowSize, 0u));
    json.member("detached", std::ranges::count(heap.detachedness, std::uint8_t{2}));
    json.endObject();
}

std::vector<NodeOrdinal> topNodes(const Heap& heap, std::size_t count)
{
    std::vector<NodeOrdinal> order;
    order.reserve(heap.graph.nodeCount());
    for (std::size_t i = 0; i < heap.graph.nodeCount(); ++i)
        order.emplace_back(i);
    const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(count, order.size()));
    std::partial_sort(order.begin(), end, order.end(), [&heap](NodeOrdinal a, NodeOrdinal b) {
        const auto sizeA = heap.retainedSize[a.value];
        const auto sizeB = heap.retainedSize[b.value];
        return sizeA != sizeB ? sizeA > sizeB : a < b;
    });
    order.erase(end, order.end());
    return order;
}

void writeTopNodes(JsonWriter& json, const Heap& heap, const std::vector<NodeOrdinal>& nodes)
{
    json.key("top_nodes");
    json.beginArray();
    for (const NodeOrdinal ordinal : nodes) {
        const std::uint32_t node = ordinal.value;
        json.beginObject();
        json.member("index", node);
        json.member("id", heap.graph.nodes.id[node]);
        json.member("type", heap.graph.typeName(ordinal));
        json.member("name", objectName(heap.graph, ordinal));
        json.member("className", heap.classes.name[heap.classOf[node].value]);
        json.member("self", heap.shallowSize[node]);
        json.member("retained", heap.retainedSize[node]);
        json.member("distance", heap.distance[node]);
        json.member("dominator", heap.graph.nodes.id[heap.dominator[node].value]);
        json.member("trace", traceIdOf(heap, node));
        json.endObject();
    }
    json.endArray();
}

} // namespace heapline
