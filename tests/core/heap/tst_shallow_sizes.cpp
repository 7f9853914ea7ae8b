// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/shallow_sizes.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/naive_graph.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <bit>
#include <numeric>

namespace tst_shallow_sizes {

using namespace heapline;

namespace {

std::vector<std::uint64_t> compute(const GraphBuilder& builder)
{
    Progress progress;
    const HeapGraph graph = builder.build();
    const NumberColumn sizes = computeShallowSizes(graph, graph.nodes.selfSize, progress);
    return {sizes.begin(), sizes.end()};
}

/// By the definition: an object owns the hidden parts that it reaches through nothing but such parts, unless another one does so too.
std::vector<std::uint64_t> naiveSizes(const GraphBuilder& graph)
{
    const auto isPart = [&](std::uint32_t node) {
        const GraphBuilder::Node& n = graph.nodes[node];
        return n.type == "hidden" || n.type == "array" || (n.type == "native" && n.name == "system / ExternalStringData");
    };
    const auto count = static_cast<std::uint32_t>(graph.nodes.size());
    std::vector<NodeSet> owners(count, 0);
    for (std::uint32_t owner = 0; owner < count; ++owner) {
        if (isPart(owner))
            continue;
        const NodeSet owned = reachedFrom(graph, NodeSet{1} << owner,
                                          [&](const auto& edge) { return edge.type != "weak" && isPart(edge.to); });
        for (std::uint32_t part = 0; part < count; ++part) {
            if (part != owner && holds(owned, part))
                owners[part] |= NodeSet{1} << owner;
        }
    }
    bool anyUserRoot = false;
    for (const auto& edge : graph.edges)
        anyUserRoot = anyUserRoot || (edge.from == graph.root && graph.nodes[edge.to].type != "synthetic");
    std::vector<std::uint64_t> sizes;
    for (const GraphBuilder::Node& node : graph.nodes)
        sizes.push_back(node.size);
    for (std::uint32_t part = 0; part < count && anyUserRoot; ++part) {
        if (std::popcount(owners[part]) != 1)
            continue;
        const auto owner = static_cast<std::uint32_t>(std::countr_zero(owners[part]));
        if (owner == graph.root || graph.nodes[owner].type == "synthetic")
            continue;
        sizes[owner] += graph.nodes[part].size;
        sizes[part] -= graph.nodes[part].size;
    }
    return sizes;
}

} // namespace

class TstShallowSizes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Expected: sizes in the order in which the drawing names the objects.
    void known_data()
    {
        QTest::addColumn<std::string>("drawing");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const char* drawing, const char* expected) {
            QTest::newRow(name) << std::string(drawing) << std::string(expected);
        };
        row("elements move to their array", "root -> a(16); a -> internal:elements e:array(80)", "0 96 0");
        row("chains move to the end", "root -> a(1); a -> h:hidden(2); h -> i:array(4); i -> j:hidden(8)", "0 15 0 0 0");
        row("two owners share", "root -> a(1) b(2); a -> e:array(4); b -> e; e -> f:hidden(8)", "0 1 2 4 8");
        row("weak edges do not own", "root -> a(1) b(2); a -> e:array(4); b -> weak e", "0 5 2 0");
        row("shortcuts do", "root -> a(1) b(2); a -> e:array(4); b -> shortcut e", "0 1 2 4");
        row("roots do not take", "root -> a(1) gc:synthetic(2); gc -> h:hidden(4); root -> i:hidden(8)", "0 1 2 4 8");
        row("parts of nobody", "root -> a(1); h:hidden(4) -> i:array(8); i -> h", "0 1 4 8");
        row("external text",
            "root -> s:string(1) t:string(1); s -> n:native(2)='system / ExternalStringData'; t -> m:native(4)",
            "0 3 1 0 4");
        row("ordinary objects keep theirs", "root -> a(1); a -> b(2) s:string(4) c:code(8)", "0 1 2 4 8");
        row("past four gigabytes", "root -> a(4294967295); a -> e:array(4294967295)", "0 8589934590 0");
        row("a ring of parts", "root -> a(1); a -> h:hidden(2); h -> i:hidden(4); i -> h", "0 7 0 0");
        row("no user root: left alone", "root -> gc:synthetic; gc -> a(1); a -> e:array(2)", "0 0 1 2");
    }
    void known()
    {
        QFETCH(std::string, drawing);
        QFETCH(std::string, expected);
        std::string text;
        for (const std::uint64_t size : compute(GraphBuilder(drawing)))
            text += (text.empty() ? "" : " ") + std::to_string(size);
        QCOMPARE(text, expected);
    }

    void randomGraphs()
    {
        std::mt19937 random(23);
        static constexpr std::array<const char*, 7> types = {"object", "hidden",    "hidden", "array",
                                                             "array",  "synthetic", "native"};
        for (int round = 0; round < 5'000; ++round) {
            GraphBuilder builder = randomGraph(random, types);
            for (GraphBuilder::Node& node : builder.nodes) {
                if (node.type == "native" && random() % 2)
                    node.name = "system / ExternalStringData";
            }
            const auto sizes = compute(builder);
            if (!(sizes == naiveSizes(builder)))
                QFAIL(printed(builder).c_str());
            std::uint64_t before = 0;
            for (const GraphBuilder::Node& node : builder.nodes)
                before += node.size;
            QCOMPARE(std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0}), before);
        }
    }
};

HEAPLINE_TEST(TstShallowSizes)

} // namespace tst_shallow_sizes

#include "tst_shallow_sizes.moc"
