// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/dominators.h"
#include "core/heap/weak_map_edges.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/naive_dominators.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_dominators {

using namespace heapline;

namespace {

struct Computed {
    Dominators dominators;
    std::vector<std::uint64_t> retained;
};

Computed compute(const GraphBuilder& builder)
{
    const HeapGraph graph = builder.build();
    Progress progress;
    Computed result;
    const EdgeSet essential = findEssentialEdges(graph, WeakMapEdges(graph), progress);
    result.dominators = computeDominators(graph, essential, progress);
    std::vector<std::uint64_t> sizes;
    for (const GraphBuilder::Node& node : builder.nodes)
        sizes.push_back(node.size);
    const NumberColumn retained = computeRetainedSizes(result.dominators, sizes);
    result.retained.assign(retained.begin(), retained.end());
    return result;
}

} // namespace

class TstDominators : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Expected: object<dominator and what it retains.
    void known_data()
    {
        QTest::addColumn<std::string>("drawing");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const char* drawing, const char* expected) {
            QTest::newRow(name) << std::string(drawing) << std::string(expected);
        };
        row("chain", "root -> a(10); a -> b(5); b -> c(1)", "root<root 16; a<root 16; b<a 6; c<b 1; ");
        row("diamond", "root -> a(1) b(2); a -> c(4); b -> c; c -> d(8)",
            "root<root 15; a<root 1; b<root 2; c<root 12; d<c 8; ");
        row("diamond below", "root -> a(1); a -> b(2) c(4); b -> d(8); c -> d",
            "root<root 15; a<root 15; b<a 2; c<a 4; d<a 8; ");
        row("ring below an object", "root -> a(1); a -> b(2); b -> c(4); c -> b", "root<root 7; a<root 7; b<a 6; c<b 4; ");
        row("ring entered twice", "root -> a(1) b(2); a -> b; b -> a", "root<root 3; a<root 1; b<root 2; ");
        row("the flow graph of Lengauer and Tarjan",
            "root -> a(1) b(1) c(1); a -> d(1); b -> a d e(1); c -> f(1) g(1); d -> l(1); e -> h(1); f -> i(1); g -> i j(1);"
            "h -> e k(1); i -> k; j -> i; k -> i root; l -> h",
            "root<root 12; a<root 1; b<root 1; c<root 4; d<root 2; e<root 1; f<c 1; g<c 2; l<d 1; h<root 1; i<root 1; j<g 1; k<root 1; ");
        row("weak edges keep nothing", "root -> a(1) weak b(2); a -> weak c(4)",
            "root<root 7; a<root 1; b<root 2; c<root 4; ");
        row("shortcuts count from the root only",
            "root -> shortcut a(1) shortcut b(2); a -> c(4); c -> shortcut d(8); b -> d",
            "root<root 15; a<root 5; b<root 10; c<a 4; d<b 8; ");
        row("edges to oneself", "root -> a(1); a -> a b(2); b -> b", "root<root 3; a<root 3; b<a 2; ");
        row("orphan with a tree", "root -> a(1); b(2) -> c(4); c -> a", "root<root 7; a<root 1; b<root 6; c<b 4; ");
        row("ring out of reach", "root -> a(1); b(2) -> c(4); c -> b d(8); d -> a",
            "root<root 15; a<root 1; b<root 2; c<root 4; d<root 8; ");
        row("ring hangs on an orphan", "root -> a(1); o(16) -> b; b(2) -> c(4); c -> b",
            "root<root 23; a<root 1; o<root 22; b<o 6; c<b 4; ");
        row("page objects belong to the page", "root -> shortcut p(1) s:synthetic(2); p -> q(4); s -> q t(8); t -> q",
            "root<root 15; p<root 5; s<root 10; q<p 4; t<s 8; ");
        row("a page's object keeps others", "root -> shortcut p(1); p -> q(4) r(2); q -> r",
            "root<root 7; p<root 7; q<p 4; r<p 2; ");
    }
    void known()
    {
        QFETCH(std::string, drawing);
        QFETCH(std::string, expected);
        const GraphBuilder builder(drawing);
        const Computed computed = compute(builder);
        std::string text;
        for (std::uint32_t i = 0; i < builder.nodes.size(); ++i)
            text += builder.labelOf(NodeOrdinal(i)) + '<' + builder.labelOf(computed.dominators.immediate[i]) + ' '
                    + std::to_string(computed.retained[i]) + "; ";
        QCOMPARE(text, expected);
    }

    /// The value of a WeakMap's entry lives as long as its key, even when the table does.
    void weakMapValuesBelongToTheirKeys()
    {
        const std::string edge = "2 / part of key (Key @5) -> value (V @9) pair in WeakMap (table @7)";
        GraphBuilder builder(
            "root -> key(1)@5 table:array(2)@7; key -> internal:'" + edge + "' value(4)@9; table -> internal:'" + edge
            + "' value internal:'2 / part of key (Key @5) -> value (V @11) pair in WeakMap (table @8)' other(8)@11");
        const Computed computed = compute(builder);
        QVERIFY(computed.dominators.immediate[builder["value"].value] == builder["key"]);
        QVERIFY(computed.dominators.immediate[builder["other"].value] == builder["table"]); // names another table
        builder.edges[2].type = "property"; // the key's edge; any type will do there
        builder.edges[3].type = "property"; // the table's edge is no longer that of an entry
        QVERIFY(compute(builder).dominators.immediate[builder["value"].value] == builder["root"]);
    }

    void randomGraphs()
    {
        std::mt19937 random(21);
        static constexpr std::array<const char*, 5> types = {"object", "object", "hidden", "synthetic", "string"};
        for (int round = 0; round < 10'000; ++round) {
            const GraphBuilder builder = randomGraph(random, types);
            const Computed computed = compute(builder);
            const NaiveDominators naive(builder);
            const auto count = static_cast<std::uint32_t>(builder.nodes.size());
            bool same = computed.dominators.unreachable == naive.unreachable && computed.retained == naive.retained;
            for (std::uint32_t i = 0; i < count; ++i)
                same = same && computed.dominators.immediate[i].value == naive.dominator[i];
            if (!same)
                QFAIL(printed(builder).c_str());

            const auto& order = computed.dominators.topDown;
            QCOMPARE(order.size(), std::size_t{count});
            QCOMPARE(order.front().value, builder.root);
            NodeSet seen = 0;
            for (const NodeOrdinal node : order) {
                if (!(node.value == builder.root || holds(seen, computed.dominators.immediate[node.value].value)))
                    QFAIL(printed(builder).c_str());
                QVERIFY(!holds(seen, node.value));
                seen |= NodeSet{1} << node.value;
            }
            std::uint64_t total = 0;
            for (const GraphBuilder::Node& node : builder.nodes)
                total += node.size;
            QCOMPARE(computed.retained[builder.root], total);
        }
    }

    /// A list and a comb far deeper than any stack.
    void deepGraphs()
    {
        GraphBuilder list;
        constexpr std::uint32_t length = 300'000;
        list.nodes.reserve(length);
        for (std::uint32_t i = 1; i < length; ++i) {
            list.nodes.push_back({"object", "Node", 2 * i + 1, 1, 0});
            list.link(i - 1, i);
            if (i > 2 && i % 3 == 0)
                list.link(i, i - 2); // back
        }
        const Computed computed = compute(list);
        for (std::uint32_t i = 1; i < length; ++i) {
            QCOMPARE(computed.dominators.immediate[i].value, i - 1);
            QCOMPARE(computed.retained[i], std::uint64_t{length - i});
        }
    }
};

HEAPLINE_TEST(TstDominators)

} // namespace tst_dominators

#include "tst_dominators.moc"
