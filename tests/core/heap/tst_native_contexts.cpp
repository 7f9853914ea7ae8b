// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/native_contexts.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/naive_graph.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_native_contexts {

using namespace heapline;

namespace {

NativeContexts compute(const GraphBuilder& builder)
{
    std::vector<std::uint64_t> sizes;
    for (const GraphBuilder::Node& node : builder.nodes)
        sizes.push_back(node.size);
    Progress progress;
    return attributeNativeContexts(builder.build(), sizes, progress);
}

/// Two contexts, each with the map of its maps, and an object of each: c and o belong to one, d and p to the other.
const std::string twoContexts =
    "root -> c:hidden(1)='system / NativeContext' d:hidden(2)='system / NativeContext / https://x';"
    "m:hidden -> internal:native_context c; n:hidden -> internal:native_context d;"
    "mapO:hidden -> internal:map m; mapP:hidden -> internal:map n;"
    "o(10) -> internal:map mapO; p(20) -> internal:map mapP; ";

} // namespace

class TstNativeContexts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void manyContexts()
    {
        std::string drawing;
        for (int i = 0; i < 300; ++i) {
            const std::string number = std::to_string(i);
            drawing += "root -> c" + number + ":hidden(" + number + ")='system / NativeContext'; c" + number
                       + " -> internal:x o" + number + "; o" + number + "(1); ";
        }
        const GraphBuilder builder = GraphBuilder(drawing);
        const NativeContexts contexts = compute(builder);
        QCOMPARE(contexts.contexts.size(), std::size_t{300});
        for (int i = 0; i < 300; ++i) {
            const std::string number = std::to_string(i);
            QCOMPARE(contexts.contextOf[builder["o" + number].value], builder["c" + number].value);
            QCOMPARE(contexts.attributedSize[static_cast<std::size_t>(i)], static_cast<std::uint64_t>(i + 1));
        }
    }

    void owners_data()
    {
        QTest::addColumn<std::string>("drawing");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const char* drawing, const char* expected) {
            QTest::newRow(name) << twoContexts + drawing << std::string(expected);
        };
        row("by their maps", "", "o:c p:d");
        row("what they keep", "o -> x(4); x -> y(8)", "o:c p:d x:c y:c");
        row("what both keep", "o -> x(4); p -> x; x -> y(8)", "o:c p:d x:shared y:shared");
        row("fixed ones are not taken", "o -> p; p -> x(4)", "o:c p:d x:d");
        row("not over weak edges and shortcuts", "o -> weak x(4) shortcut y(8)", "o:c p:d x:- y:-");
        row("what the contexts keep", "c -> x(4); d -> y(8)", "o:c p:d x:c y:d");
        row("a map without a map", "x(4) -> internal:map y:hidden(8)", "o:c p:d x:- y:-");
        row("only the first map counts", "x(4) -> internal:map mapP internal:map mapO", "o:c p:d x:d");
        row("a property named map is none", "x(4) -> property:map mapO", "o:c p:d x:-");
    }
    void owners()
    {
        QFETCH(std::string, drawing);
        QFETCH(std::string, expected);
        const GraphBuilder builder(drawing);
        const NativeContexts contexts = compute(builder);
        QCOMPARE(contexts.contexts.size(), 2u);
        std::string text;
        std::uint64_t shared = 0;
        std::uint64_t none = 0;
        std::array<std::uint64_t, 2> owned = {0, 0};
        for (std::uint32_t i = 0; i < builder.nodes.size(); ++i) {
            const std::uint32_t owner = contexts.contextOf[i];
            const std::string label = builder.labelOf(NodeOrdinal(i));
            const std::string name = owner == NativeContexts::none     ? "-"
                                     : owner == NativeContexts::shared ? "shared"
                                                                       : builder.labelOf(NodeOrdinal(owner));
            if (label == "o" || label == "p" || label == "x" || label == "y")
                text += (text.empty() ? "" : " ") + label + ':' + name;
            (name == "-" ? none : name == "shared" ? shared : owned[name == "d"]) += builder.nodes[i].size;
        }
        QCOMPARE(text, expected);
        QVERIFY((contexts.attributedSize == std::vector<std::uint64_t>(owned.begin(), owned.end())));
        QCOMPARE(contexts.sharedSize, shared);
        QCOMPARE(contexts.unattributedSize, none);
    }

    void namesOfContexts()
    {
        const GraphBuilder builder(
            "root -> a='system / NativeContext' b='Detached system / NativeContext' c='Detached system / NativeContext / u' "
            "d='system / NativeContextX' e='system / Context' f='xsystem / NativeContext'");
        QVERIFY((compute(builder).contexts == std::vector<NodeOrdinal>{builder["a"], builder["b"], builder["c"]}));
    }

    /// Owners against the definition: a node that is not fixed belongs to the contexts whose fixed objects reach it through such nodes.
    void randomGraphs()
    {
        std::mt19937 random(26);
        static constexpr std::array<const char*, 2> types = {"object", "hidden"};
        for (int round = 0; round < 3'000; ++round) {
            GraphBuilder builder = randomGraph(random, types);
            NodeSet contexts = 0;
            for (std::uint32_t i = 0; i < builder.nodes.size(); ++i) {
                if (random() % 8 == 0) {
                    builder.nodes[i].name = "system / NativeContext";
                    contexts |= NodeSet{1} << i;
                }
            }
            std::vector<NodeSet> reached(builder.nodes.size(),
                                         0); // context -> what it reaches; only contexts are fixed here
            for (std::uint32_t i = 0; i < builder.nodes.size(); ++i) {
                if (holds(contexts, i))
                    reached[i] = reachedFrom(builder, NodeSet{1} << i, [&](const auto& edge) {
                        return edge.type != "weak" && edge.type != "shortcut" && !holds(contexts, edge.to);
                    });
            }
            const NativeContexts computed = compute(builder);
            for (std::uint32_t i = 0; i < builder.nodes.size(); ++i) {
                std::uint32_t wanted = NativeContexts::none;
                for (std::uint32_t context = 0; context < builder.nodes.size(); ++context) {
                    if (holds(reached[context], i))
                        wanted = wanted == NativeContexts::none ? context : NativeContexts::shared;
                }
                if (!(computed.contextOf[i] == wanted))
                    QFAIL(printed(builder).c_str());
            }
        }
    }
};

HEAPLINE_TEST(TstNativeContexts)

} // namespace tst_native_contexts

#include "tst_native_contexts.moc"
