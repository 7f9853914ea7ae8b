// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/detachedness.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/naive_graph.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_detachedness {

using namespace heapline;

namespace {

struct Computed {
    Column<std::uint8_t> states;
    std::vector<std::string> names;
};

Computed compute(const GraphBuilder& builder)
{
    HeapGraph graph = builder.build();
    Progress progress;
    Computed result;
    result.states = propagateDetachedness(graph, progress);
    for (std::uint32_t i = 0; i < graph.nodeCount(); ++i)
        result.names.emplace_back(graph.name(NodeOrdinal(i)));
    return result;
}

/// "1:name 2:Detached x …" for all objects but the root.
std::string text(const Computed& computed)
{
    std::string out;
    for (std::size_t i = 1; i < computed.states.size(); ++i)
        out += (i > 1 ? " " : "") + std::to_string(computed.states[i]) + ':' + computed.names[i];
    return out;
}

} // namespace

class TstDetachedness : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// States are given by label: names ending in 1 are attached, in 2 detached.
    void known_data()
    {
        QTest::addColumn<std::string>("drawing");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const char* drawing, const char* expected) {
            QTest::newRow(name) << std::string(drawing) << std::string(expected);
        };
        row("detached spreads and renames", "root -> a2:native; a2 -> b:native; b -> c:native",
            "2:Detached a2 2:Detached b 2:Detached c");
        row("attached wins", "root -> a1:native b2:native; a1 -> c:native; b2 -> c d:native",
            "1:a1 2:Detached b2 1:c 2:Detached d");
        row("the file's own state wins", "root -> a1:native; a1 -> b2:native; b2 -> c:native",
            "1:a1 2:Detached b2 2:Detached c");
        row("only through native objects", "root -> a2:native; a2 -> o; o -> b:native", "2:Detached a2 0:o 0:b");
        row("script objects keep their state", "root -> o2; o2 -> b:native", "2:o2 0:b");
        row("not over hidden, weak and invisible edges",
            "root -> a2:native; a2 -> hidden:1 b:native weak c:native invisible:x d:native internal:y e:native",
            "2:Detached a2 0:b 0:c 0:d 2:Detached e");
        row("rings", "root -> a2:native; a2 -> b:native; b -> a2", "2:Detached a2 2:Detached b");
        row("a prefix comes twice", "root -> a2:native='Detached div'", "2:Detached Detached div");
    }
    void known()
    {
        QFETCH(std::string, drawing);
        QFETCH(std::string, expected);
        GraphBuilder builder(drawing);
        builder.withStates = true;
        for (std::uint32_t i = 1; i < builder.nodes.size(); ++i) {
            const char last = builder.labelOf(NodeOrdinal(i)).back();
            builder.nodes[i].state = last == '1' ? 1 : last == '2' ? 2 : 0;
        }
        QCOMPARE(text(compute(builder)), expected);
    }

    void equalNamesGetOneNewString()
    {
        GraphBuilder builder("root -> a:native=div b:native=div c:native=p");
        builder.withStates = true;
        for (GraphBuilder::Node& node : builder.nodes)
            node.state = 2;
        HeapGraph graph = builder.build();
        const std::size_t before = graph.strings.size();
        Progress progress;
        propagateDetachedness(graph, progress);
        QCOMPARE(graph.strings.size(), before + 2);
        QVERIFY(graph.nodes.name[1] == graph.nodes.name[2]);
    }

    void withoutTheFieldNamesTell()
    {
        const GraphBuilder builder(
            "root -> a:native='Detached div' b:native=div c='Detached x' d:native=DetachedThing; a -> b");
        QCOMPARE(text(compute(builder)), "2:Detached div 0:div 0:Detached x 0:DetachedThing");
    }

    void randomGraphs()
    {
        std::mt19937 random(25);
        static constexpr std::array<const char*, 3> types = {"native", "native", "object"};
        for (int round = 0; round < 3'000; ++round) {
            GraphBuilder builder = randomGraph(random, types);
            builder.withStates = true;
            NodeSet given[3] = {0, 0, 0};
            NodeSet native = 0;
            for (std::uint32_t i = 0; i < builder.nodes.size(); ++i) {
                builder.nodes[i].state = static_cast<std::uint8_t>(random() % 4 ? 0 : 1 + random() % 2);
                given[builder.nodes[i].state] |= NodeSet{1} << i;
                native |= builder.nodes[i].type == "native" ? NodeSet{1} << i : 0;
            }
            const auto spreads = [&](const auto& edge) {
                return edge.type != "hidden" && edge.type != "weak" && holds(native, edge.from);
            };
            const NodeSet fixed = given[1] | given[2];
            // Nothing passes through objects whose state is fixed, but they are where it starts.
            const auto spread = [&](NodeSet start, NodeSet walls) {
                NodeSet reached = start;
                for (const auto& edge : builder.edges) {
                    if (holds(start & native, edge.from) && spreads(edge) && !holds(walls, edge.to))
                        reached |= NodeSet{1} << edge.to;
                }
                return reachedFrom(builder, reached & ~start, spreads, walls) | start;
            };
            const NodeSet attached = spread(given[1], fixed) & (native | given[1]);
            const NodeSet detached = spread(given[2], fixed | attached) & (native | given[2]) & ~attached;
            const Computed computed = compute(builder);
            for (std::uint32_t i = 0; i < builder.nodes.size(); ++i) {
                const int wanted = holds(attached, i) ? 1 : holds(detached, i) ? 2 : 0;
                if (!(computed.states[i] == wanted))
                    QFAIL(printed(builder).c_str());
                const bool isRenamed = wanted == 2 && holds(native, i);
                QCOMPARE(computed.names[i], (isRenamed ? "Detached " : "") + builder.nodes[i].name);
            }
        }
    }
};

HEAPLINE_TEST(TstDetachedness)

} // namespace tst_detachedness

#include "tst_detachedness.moc"
