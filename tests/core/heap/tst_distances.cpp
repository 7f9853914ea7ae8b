// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/distances.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/naive_distances.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_distances {

using namespace heapline;

namespace {

std::vector<std::int32_t> compute(const GraphBuilder& builder, const std::vector<NodeOrdinal>& ignored = {})
{
    const HeapGraph graph = builder.build();
    Progress progress;
    const Column<std::int32_t> distance = computeDistances(graph, WeakMapEdges(graph), ignored, progress);
    return {distance.begin(), distance.end()};
}

} // namespace

class TstDistances : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Expected: distances in the order in which the drawing names the objects.
    void known_data()
    {
        QTest::addColumn<std::string>("drawing");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const std::string& drawing, const char* expected) {
            QTest::newRow(name) << drawing << std::string(expected);
        };
        row("from the global object", "root -> shortcut global gc:synthetic; global -> a; a -> b; gc -> c",
            "100000000 1 100000001 2 3 100000002");
        row("the nearer way counts", "root -> a; a -> b c; b -> d; c -> d e; d -> e", "100000000 1 2 2 3 3");
        row("weak edges lead nowhere", "root -> a weak b; a -> weak c", "100000000 1 1 -5");
        row("but name a user root", "root -> gc:synthetic weak w; gc -> x", "100000000 100000001 1 100000002");
        row("no user root", "root -> gc:synthetic; gc -> a; a -> b", "0 1 2 3");
        row("trees of documents are the user's", "root -> gc:synthetic docs:synthetic='(Document DOM trees)'; docs -> d",
            "100000000 100000001 1 2");
        row("out of reach", "root -> a; b -> c; c -> b", "100000000 1 -5 -5");
        row("back to the root", "root -> a; a -> root b", "100000000 1 2");

        const std::string context =
            "root -> c:hidden='system / NativeContext'; c -> internal:sloppy_function_map m internal:map n";
        row("a map of functions is not followed", context, "100000000 1 -5 2");
        row("unless another way leads there", context + "; n -> m", "100000000 1 3 2");
        row("nor is it elsewhere", "root -> c:hidden='system / Context'; c -> internal:sloppy_function_map m",
            "100000000 1 2");

        row("descriptors",
            "root -> d:array='(map descriptors)'; d -> hidden:0 a hidden:1 b hidden:2 c hidden:3 e hidden:4 f hidden:5 g internal:7 h "
            "internal:map i internal:'10 x' j internal:-8 k",
            "100000000 1 2 2 2 2 -5 2 -5 2 -5 2");
        row("other arrays", "root -> d:array='(other)'; d -> hidden:4 f", "100000000 1 2");
    }
    void known()
    {
        QFETCH(std::string, drawing);
        QFETCH(std::string, expected);
        std::string text;
        for (const std::int32_t distance : compute(GraphBuilder(drawing)))
            text += (text.empty() ? "" : " ") + std::to_string(distance);
        QCOMPARE(text, expected);
    }

    /// The value of a WeakMap's entry is reached by the later one of table and key.
    void weakMapValues()
    {
        const std::string pair = " / part of key (K @5) -> value (V @9) pair in WeakMap (table @7)";
        const auto distanceOfValue = [&](const std::string& more, const std::string& tableNumber,
                                         const std::string& keyNumber) {
            const GraphBuilder builder("root -> table:array@7 a; table -> internal:'" + tableNumber + pair
                                       + "' value@9; a -> b; b -> key@5;"
                                         "key -> internal:'"
                                       + keyNumber + pair + "' value; " + more);
            return compute(builder)[builder["value"].value];
        };
        QCOMPARE(distanceOfValue("", "1", "22"), 4);
        QCOMPARE(distanceOfValue("a -> value", "1", "22"), 2); // an ordinary way is shorter
        QCOMPARE(distanceOfValue("root -> key", "1", "22"), 2);

        const GraphBuilder onlyTable("root -> table:array@7; table -> internal:'1" + pair + "' value");
        QCOMPARE(compute(onlyTable)[onlyTable["value"].value], -5);
        const GraphBuilder notInternal("root -> table:array@7; table -> property:'1" + pair + "' value");
        QCOMPARE(compute(notInternal)[notInternal["value"].value], 2);
    }

    void ignoredAreNotEntered()
    {
        const GraphBuilder builder("root -> a b; a -> c; b -> d; d -> c; c -> e; root -> gc:synthetic; gc -> c");
        const auto text = [&](const std::vector<NodeOrdinal>& ignored) {
            std::string distances;
            for (const char* label : {"a", "b", "c", "d", "e"})
                distances += std::to_string(compute(builder, ignored)[builder[label].value]) + ' ';
            return distances;
        };
        QCOMPARE(text({}), std::string("1 1 2 2 3 "));
        QCOMPARE(text({builder["a"]}), std::string("-5 1 3 2 4 ")); // a user root as well
        QCOMPARE(text({builder["a"], builder["d"]}), std::string("-5 1 100000002 -5 100000003 "));
        QCOMPARE(text({builder["c"]}), std::string("1 1 -5 2 -5 "));
        QCOMPARE(text({builder["a"], builder["b"], builder["gc"]}), std::string("-5 -5 -5 -5 -5 "));
    }

    void ignoredPartnersOfWeakMaps()
    {
        const std::string pair = " / part of key (K @5) -> value (V @9) pair in WeakMap (table @7)";
        const GraphBuilder builder("root -> table:array@7 key@5; table -> internal:'1" + pair
                                   + "' value@9; key -> internal:'22" + pair + "' value; value -> v");
        QCOMPARE(compute(builder)[builder["value"].value], 2);
        // Without its key, the table alone does not keep the value.
        QCOMPARE(compute(builder, {builder["key"]})[builder["value"].value], -5);
        QCOMPARE(compute(builder, {builder["key"]})[builder["v"].value], -5);
    }

    void randomGraphsWithIgnoredNodes()
    {
        std::mt19937 random(29);
        static constexpr std::array<const char*, 4> types = {"object", "synthetic", "hidden", "string"};
        for (int round = 0; round < 3'000; ++round) {
            GraphBuilder builder = randomGraph(random, types);
            builder.nodes[builder.root].type = "synthetic";
            NodeSet set = 0;
            std::vector<NodeOrdinal> ignored;
            for (std::uint32_t node = 0; node < builder.nodes.size(); ++node) {
                if (random() % 6 == 0 && node != builder.root) {
                    set |= NodeSet{1} << node;
                    ignored.push_back(NodeOrdinal(node));
                }
            }
            if (!(compute(builder, ignored) == naiveDistances(builder, set)))
                QFAIL(printed(builder).c_str());
        }
    }

    void randomGraphs()
    {
        std::mt19937 random(22);
        static constexpr std::array<const char*, 4> types = {"object", "synthetic", "hidden", "string"};
        for (int round = 0; round < 5'000; ++round) {
            GraphBuilder builder = randomGraph(random, types);
            if (builder.nodes[builder.root].type != "synthetic")
                builder.nodes[builder.root].type = "synthetic"; // so that it is no user root of its own
            if (!(compute(builder) == naiveDistances(builder)))
                QFAIL(printed(builder).c_str());
        }
    }
};

HEAPLINE_TEST(TstDistances)

} // namespace tst_distances

#include "tst_distances.moc"
