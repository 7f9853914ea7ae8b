// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/distances.h"
#include "core/heap/dominator_lists.h"
#include "core/heap/heap_indexes.h"
#include "core/heap/object_names.h"
#include "core/heap/shortest_way.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/naive_graph.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <set>

namespace tst_dominator_tree {

using namespace heapline;

namespace {

constexpr std::array<const char*, 5> types = {"object", "object", "hidden", "synthetic", "string"};

/// Whether a node is on the way from another one up to the root.
bool isBelow(const Heap& heap, NodeOrdinal node, NodeOrdinal above)
{
    while (node != above && node != heap.graph.root)
        node = heap.dominator[node.value];
    return node == above;
}

std::string labels(const GraphBuilder& builder, const std::vector<NodeOrdinal>& nodes)
{
    std::string text;
    for (const NodeOrdinal node : nodes)
        text += (text.empty() ? "" : " ") + builder.labelOf(node);
    return text;
}

std::string printedClasses(const Heap& heap, const std::vector<DominatedClass>& rows)
{
    std::string text;
    for (const DominatedClass& row : rows)
        text += heap.classes.name[row.id.value] + ' ' + std::to_string(row.count) + ' ' + std::to_string(row.shallowSize)
                + ' ' + std::to_string(row.retainedSize) + ' ' + std::to_string(row.shownBytes) + ' '
                + std::to_string(row.shownCount) + "; ";
    return text;
}

/// Length of the shortest way from the root over edges that pass, tried round by round; −1 if there is none.
int naiveLength(const GraphBuilder& graph, std::uint32_t to, const EdgeTest& passes)
{
    NodeSet reached = NodeSet{1} << graph.root;
    for (int length = 0; length <= 64; ++length) {
        if (holds(reached, to))
            return length;
        NodeSet next = reached;
        for (const GraphBuilder::Edge& edge : graph.edges) {
            if (holds(reached, edge.from) && passes(edge))
                next |= NodeSet{1} << edge.to;
        }
        reached = next;
    }
    return -1;
}

/// A list of sessions with a log beside it. Dominators: map keeps the sessions, each of which has a text; log is shared.
const char* const sessions = "root -> a:object(1)@1='Server'; a -> m(2)@3='Map' log(4)@5='Log';"
                             "m -> element:0 s1(8)@7='Session' element:1 s2(16)@9='Session' element:2 k(32)@11='Key';"
                             "s1 -> t1:string(64)@13='one' log; s2 -> t2:string(128)@15='two' log";

} // namespace

/// The dominator tree from the root downwards, and what is listed of it.
class TstDominatorTree : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void treeAndPreorderAgreeWithDominators()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 1000; ++round) {
            const GraphBuilder builder = randomGraph(random, types);
            const Heap heap = builder.analyse();
            const HeapIndexes indexes;
            const DominatorTree& tree = indexes.dominatorTree(heap);
            const DominatorPreorder& preorder = indexes.dominatorPreorder(heap);
            const auto count = static_cast<std::uint32_t>(heap.graph.nodeCount());
            QCOMPARE(tree.children.size(), std::size_t{count - 1});
            std::set<std::uint32_t> places;
            for (std::uint32_t node = 0; node < count; ++node) {
                std::vector<NodeOrdinal> expected;
                for (std::uint32_t other = 0; other < count; ++other) {
                    if (NodeOrdinal(other) != heap.graph.root && heap.dominator[other] == NodeOrdinal(node))
                        expected.emplace_back(other);
                }
                const auto children = tree.childrenOf(NodeOrdinal(node));
                QVERIFY2(std::ranges::equal(children, expected), printed(builder).c_str());
                places.insert(preorder.position[node]);
                for (std::uint32_t other = 0; other < count; ++other) {
                    const bool isInStretch =
                        preorder.position[other] >= preorder.position[node] && preorder.position[other] < preorder.end[node];
                    QCOMPARE(isInStretch, isBelow(heap, NodeOrdinal(other), NodeOrdinal(node)));
                }
            }
            QCOMPARE(places.size(), std::size_t{count});
            QCOMPARE(*places.rbegin(), count - 1);
        }
    }

    void sumsAgreeWithNaiveOnes()
    {
        std::mt19937 random(8);
        SubtreeSums sums; // whose buffers are used again
        for (int round = 0; round < 1000; ++round) {
            const GraphBuilder builder = randomGraph(random, types);
            const Heap heap = builder.analyse();
            const HeapIndexes indexes;
            const auto count = static_cast<std::uint32_t>(heap.graph.nodeCount());
            std::optional<IdRange> ids;
            if (random() % 4)
                ids = IdRange{random() % 40, 20 + random() % 60};
            std::vector<std::uint8_t> passes;
            for (std::uint32_t node = 0; random() % 2 && node < count; ++node)
                passes.push_back(random() % 2);
            passes.resize(passes.empty() ? 0 : count, 1);
            sums.compute(heap, indexes.dominatorPreorder(heap), ids, passes);
            const auto isShown = [&](std::uint32_t node) {
                return heap.shallowSize[node] > 0 && (!ids || ids->contains(heap.graph.nodes.id[node]))
                       && (passes.empty() || passes[node]);
            };
            for (std::uint32_t node = 0; node < count; ++node) {
                std::uint64_t bytes = 0;
                std::uint64_t objects = 0;
                for (std::uint32_t other = 0; other < count; ++other) {
                    if (isShown(other) && isBelow(heap, NodeOrdinal(other), NodeOrdinal(node))) {
                        bytes += heap.shallowSize[other];
                        ++objects;
                    }
                }
                QCOMPARE(sums.bytes(NodeOrdinal(node)), bytes);
                QCOMPARE(sums.count(NodeOrdinal(node)), objects);
                QCOMPARE(sums.ownBytes(NodeOrdinal(node)), isShown(node) ? heap.shallowSize[node] : 0);
                if (!ids && passes.empty())
                    QCOMPARE(bytes, heap.retainedSize[node]);
            }
        }
    }

    void listsObjects()
    {
        const GraphBuilder builder(sessions);
        const Heap heap = builder.analyse();
        const HeapIndexes indexes;
        const DominatorTree& tree = indexes.dominatorTree(heap);
        const auto list = [&](const char* node, const DominatedListing& listing, std::optional<ClassId> only = {}) {
            return labels(builder, sortedDominated(heap, tree, builder[node], only, listing));
        };
        using Order = DominatedOrder;
        QCOMPARE(list("root", {}), std::string("a"));
        QCOMPARE(list("a", {}), std::string("m log"));
        QCOMPARE(list("m", {}), std::string("s2 s1 k")); // 144, 72, 32
        QCOMPARE(list("m", {Order::RetainedSize, false}), std::string("k s1 s2"));
        QCOMPARE(list("m", {Order::ShallowSize, true}), std::string("k s2 s1"));
        QCOMPARE(list("m", {Order::Name, false}), std::string("k s2 s1")); // equal names: the larger first
        QCOMPARE(list("m", {Order::Distance, true}), std::string("s2 s1 k"));
        QCOMPARE(list("m", {Order::ShownBytes, true}), std::string("s2 s1 k")); // nothing is left out
        QCOMPARE(list("m", {}, heap.classOf[builder["s1"].value]), std::string("s2 s1"));
        QCOMPARE(labels(builder, dominatorChain(heap, builder["t2"])), std::string("root a m s2 t2"));
        QCOMPARE(labels(builder, dominatorChain(heap, builder["root"])), std::string("root"));

        SubtreeSums sums; // Session @7 to its text @13
        sums.compute(heap, indexes.dominatorPreorder(heap), IdRange{6, 13}, {});
        QCOMPARE(list("m", {Order::ShownBytes, true, &sums}), std::string("s1 k s2")); // 8 + 64, 32, 16
        QCOMPARE(list("m", {Order::ShownCount, true, &sums}), std::string("s1 s2 k"));
        QCOMPARE(list("a", {Order::ShownBytes, true, &sums, true}), std::string("m"));
        QCOMPARE(list("a", {Order::ShownBytes, true, &sums, false}), std::string("m log"));
    }

    void listsClasses()
    {
        const GraphBuilder builder(sessions);
        const Heap heap = builder.analyse();
        const HeapIndexes indexes;
        const DominatorTree& tree = indexes.dominatorTree(heap);
        const auto list = [&](const char* node, const DominatedListing& listing) {
            return printedClasses(heap, sortedDominatedClasses(heap, tree, builder[node], listing));
        };
        QCOMPARE(list("m", {}), std::string("Session 2 24 216 0 0; Key 1 32 32 0 0; "));
        QCOMPARE(list("m", {DominatedOrder::Name, false}), std::string("Key 1 32 32 0 0; Session 2 24 216 0 0; "));
        QCOMPARE(list("m", {DominatedOrder::Count, false}), std::string("Key 1 32 32 0 0; Session 2 24 216 0 0; "));
        QCOMPARE(list("t1", {}), std::string());
        SubtreeSums sums;
        sums.compute(heap, indexes.dominatorPreorder(heap), IdRange{10, 13}, {}); // Key and the first text
        QCOMPARE(list("m", {DominatedOrder::ShownBytes, true, &sums}),
                 std::string("Session 2 24 216 64 1; Key 1 32 32 32 1; "));
        QCOMPARE(list("a", {DominatedOrder::ShownBytes, true, &sums, true}), std::string("Map 1 2 250 96 2; "));
    }

    /// Sums of the rows of a level are those of the row above it, less its own.
    void levelsAddUp()
    {
        std::mt19937 random(9);
        for (int round = 0; round < 300; ++round) {
            const Heap heap = randomGraph(random, types).analyse();
            const HeapIndexes indexes;
            const DominatorTree& tree = indexes.dominatorTree(heap);
            for (std::uint32_t node = 0; node < heap.graph.nodeCount(); ++node) {
                std::uint64_t retained = heap.shallowSize[node];
                std::uint64_t objects = 0;
                for (const DominatedClass& row : sortedDominatedClasses(heap, tree, NodeOrdinal(node), {})) {
                    retained += row.retainedSize;
                    objects += row.count;
                    QCOMPARE(sortedDominated(heap, tree, NodeOrdinal(node), row.id, {}).size(), std::size_t{row.count});
                }
                QCOMPARE(retained, heap.retainedSize[node]);
                QCOMPARE(objects, tree.childrenOf(NodeOrdinal(node)).size());
            }
        }
    }

    void findsTheShortestWay()
    {
        std::mt19937 random(10);
        for (int round = 0; round < 2000; ++round) {
            const GraphBuilder builder = randomGraph(random, types);
            const Heap heap = builder.analyse();
            for (std::uint32_t node = 0; node < heap.graph.nodeCount(); ++node) {
                const std::vector<EdgeIndex> way = shortestWay(heap, NodeOrdinal(node));
                NodeOrdinal at = heap.graph.root;
                for (const EdgeIndex edge : way) {
                    QVERIFY(heap.graph.owner(edge) == at);
                    at = heap.graph.target(edge);
                }
                const bool isRoot = NodeOrdinal(node) == heap.graph.root;
                const int any = naiveLength(builder, node, [](const auto&) { return true; });
                QCOMPARE(way.empty(), isRoot || any < 0);
                if (way.empty())
                    continue;
                QCOMPARE(at.value, node);
                // Distances start at user roots. Over what the root holds besides there may be a shorter way.
                const std::int32_t distance = heap.distance[node];
                const auto length = static_cast<int>(way.size());
                QVERIFY(length >= any);
                if (distance >= 0 && distance < baseSystemDistance)
                    QVERIFY(length <= std::max(1, distance));
            }
        }
    }

    /// A list far deeper than any stack.
    void deepTree()
    {
        GraphBuilder list;
        constexpr std::uint32_t length = 200'000;
        for (std::uint32_t i = 1; i < length; ++i) {
            list.nodes.push_back({"object", "Node", 2 * i + 1, 1, 0});
            list.link(i - 1, i);
        }
        const Heap heap = list.analyse();
        const HeapIndexes indexes;
        const DominatorPreorder& preorder = indexes.dominatorPreorder(heap);
        SubtreeSums sums;
        sums.compute(heap, preorder, IdRange{2 * 100'000 + 1, IdRange::unbounded}, {});
        QCOMPARE(preorder.position[length - 1], length - 1);
        QCOMPARE(sums.count(NodeOrdinal(5)), std::uint64_t{length - 1 - 100'000});
        QCOMPARE(dominatorChain(heap, NodeOrdinal(length - 1)).size(), std::size_t{length});
        QCOMPARE(shortestWay(heap, NodeOrdinal(length - 1)).size(), std::size_t{length - 1});
    }
};

HEAPLINE_TEST(TstDominatorTree)

} // namespace tst_dominator_tree

#include "tst_dominator_tree.moc"
