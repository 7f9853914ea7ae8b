// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"
#include "core/heap/distances.h"
#include "core/heap/filters.h"
#include "core/heap/roots.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/naive_graph.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_filters {

using namespace heapline;

namespace {

std::string labelsOf(const GraphBuilder& builder, const std::span<const std::uint8_t> passes)
{
    std::string labels;
    for (std::uint32_t i = 0; i < passes.size(); ++i) {
        if (passes[i])
            labels += (labels.empty() ? "" : " ") + builder.labelOf(NodeOrdinal(i));
    }
    return labels;
}

std::string passing(const GraphBuilder& builder, ObjectFilterKind kind)
{
    return labelsOf(builder, passingObjects(builder.analyse(), {kind, {}}, Progress()));
}

/// What nobody reaches without stepping on the nodes of @p walls, but somebody does with them.
NodeSet naiveRetainedBy(const GraphBuilder& graph, const Heap& heap, NodeSet walls)
{
    const NodeSet reached = reachedFrom(
        graph, NodeSet{1} << graph.root, [](const auto& edge) { return edge.type != "weak"; },
        walls & ~(NodeSet{1} << graph.root));
    NodeSet passes = 0;
    for (std::uint32_t i = 0; i < graph.nodes.size(); ++i) {
        if (!holds(reached, i) && heap.distance[i] != noDistance)
            passes |= NodeSet{1} << i;
    }
    return passes;
}

NodeSet setOf(const std::span<const std::uint8_t> passes)
{
    NodeSet set = 0;
    for (std::size_t i = 0; i < passes.size(); ++i)
        set |= NodeSet{passes[i]} << i;
    return set;
}

} // namespace

class TstFilters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void retainedBy_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<std::string>("drawing");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, ObjectFilterKind kind, const char* drawing, const char* expected) {
            QTest::newRow(name) << static_cast<int>(kind) << std::string(drawing) << std::string(expected);
        };
        constexpr auto contexts = ObjectFilterKind::RetainedByContexts;
        row("what a context alone keeps, and the context", contexts,
            "root -> f:closure other; f -> internal:context c='system / Context'; c -> context:v kept shared; other -> shared",
            "c kept");
        row("a context with a place", contexts, "root -> c='system / Context / f'; c -> kept", "c kept");
        row("another system object", contexts, "root -> c='system / Contextual'; c -> kept", "");
        row("what only weak edges reach passes nothing", contexts,
            "root -> c='system / Context' other; c -> weak w2 kept; other -> weak w; w -> w3", "c kept");

        constexpr auto console = ObjectFilterKind::RetainedByConsole;
        row("globals of the console", console,
            "root -> g:synthetic; g -> internal:'1 / DevTools console' logged property:x other; logged -> kept",
            "logged kept");
        row("such an edge of an object is none", console, "root -> g; g -> internal:'1 / DevTools console' logged", "");
        row("a shortcut with a number is none", console, "root -> g:synthetic; g -> shortcut:'1 / DevTools console' logged",
            "");

        constexpr auto handlers = ObjectFilterKind::RetainedByEventHandlers;
        row("a function as callback", handlers,
            "root -> l:native='V8EventListener'; l -> element:1 f:closure element:2 x; f -> internal:code code:code data",
            "f code data");
        row("a wrapper: what it calls, not the wrapper", handlers,
            "root -> l:native='V8EventListener'; l -> element:1 w; w -> first second:closure third:closure;"
            "second -> internal:code code:code; third -> internal:code code",
            "second");
        row("a callback without code", handlers, "root -> l:native='V8EventListener'; l -> element:1 w; w -> first",
            "w first");
        row("a listener without callback", handlers, "root -> l:native='V8EventListener'; l -> element:2 w; w -> first", "");
    }
    void retainedBy()
    {
        QFETCH(int, kind);
        QFETCH(std::string, drawing);
        QFETCH(std::string, expected);
        QCOMPARE(passing(GraphBuilder(drawing), static_cast<ObjectFilterKind>(kind)), expected);
    }

    void detachedNodes()
    {
        GraphBuilder builder("root -> a; a -> d:native kept2; d -> kept kept2");
        builder.withStates = true;
        builder.nodes[builder["d"].value].state = 2;
        QCOMPARE(passing(builder, ObjectFilterKind::RetainedByDetachedNodes), "d kept");
    }

    void duplicatedStrings_data()
    {
        QTest::addColumn<std::string>("drawing");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const char* drawing, const char* expected) {
            QTest::newRow(name) << std::string(drawing) << std::string(expected);
        };
        row("equal texts", "root -> a:string(1)=x b:string(1)=x c:string(1)=y d:string(1)=x", "a b d");
        row("without a size: numbers of V8's own", "root -> a:string=x b:string(1)=x c:string=x", "");
        row("slices and objects are none", "root -> a:string(1)=x b:'sliced string'(1)=x c(1)=x", "");
        row("a concatenated text",
            "root -> a:string(1)='xy' b:cons(1); b -> internal:first p:string(1)=x internal:second q:string(1)=y", "a b");
        row("two concatenated texts",
            "root -> a:cons(1) b:cons(1); a -> internal:first p:string(1)=x internal:second q:string(1)=y;"
            "b -> internal:first p internal:second q",
            "a b");
        row("flattened: one part is empty",
            "root -> a:string(1)=x b:cons(1); b -> internal:first p:string(1)=x internal:second q:string(1)=''", "a p");
        const std::string marks = " internal:truncated t:number='bool'; t -> internal:value v:string='true';";
        QTest::newRow("cut texts of equal length and hash")
            << "root -> a:string(1)=x b:string(1)=x c:string(1)=x d:string(1)=x; a -> internal:length l1:number='int' internal:hash h1:number='int'"
                   + marks
                   + "b -> internal:length l1 internal:hash h1 internal:truncated t; c -> internal:length l1 internal:hash h2:number='int'"
                     " internal:truncated t; l1 -> internal:value s1:string='2000'; h1 -> internal:value s2:string='77';"
                     "h2 -> internal:value s3:string='78'"
            << std::string("a b");
        QTest::newRow("marked as whole") << std::string(
            "root -> a:string(1)=x b:string(1)=x; a -> internal:truncated t:number='bool';"
            "b -> internal:truncated t; t -> internal:value v:string='false'")
                                         << std::string("a b");
    }
    void duplicatedStrings()
    {
        QFETCH(std::string, drawing);
        QFETCH(std::string, expected);
        QCOMPARE(passing(GraphBuilder(drawing), ObjectFilterKind::DuplicatedStrings), expected);
    }

    void everyObjectHasOneNativeContextFilter()
    {
        GraphBuilder builder(
            "root -> c1:hidden(1)='system / NativeContext' c2:hidden(1)='system / NativeContext / x' none(1);"
            "c1 -> a(1) both(1); c2 -> b(1) both");
        const Heap heap = builder.analyse();
        const std::vector<ObjectFilter> filters = objectFilters(heap);
        QCOMPARE(filters.size(), std::size_t{9});
        std::vector<int> count(heap.graph.nodeCount(), 0);
        std::string text;
        for (std::size_t i = 5; i < filters.size(); ++i) {
            const auto passes = passingObjects(heap, filters[i], Progress());
            text += labelsOf(builder, passes) + "; ";
            for (std::size_t node = 0; node < count.size(); ++node)
                count[node] += passes[node];
        }
        QCOMPARE(text, "c1 a; c2 b; both; root none; ");
        QVERIFY(std::ranges::all_of(count, [](int n) { return n == 1; }));
    }

    void queryableObjects()
    {
        const GraphBuilder builder(
            "root -> s:synthetic weak user; user -> a internal:map m hidden:3 h weak w; a -> element:1 b; s -> c");
        QCOMPARE(labelsOf(builder, markQueryableObjects(builder.build(), Progress())), "user a b");
    }

    void stopsWhenAsked()
    {
        std::stop_source stop;
        stop.request_stop();
        const Heap heap = GraphBuilder("root -> a").analyse();
        for (const ObjectFilterKind kind : {ObjectFilterKind::DuplicatedStrings, ObjectFilterKind::RetainedByContexts})
            QVERIFY_THROWS_EXCEPTION(ErrorException, passingObjects(heap, {kind, {}}, Progress(stop.get_token())));
    }

    void randomGraphs()
    {
        std::mt19937 random(41);
        static constexpr std::array<const char*, 5> types = {"object", "native", "hidden", "synthetic", "closure"};
        for (int round = 0; round < 3'000; ++round) {
            GraphBuilder builder = randomGraph(random, types);
            builder.withStates = true;
            for (std::uint32_t i = 0; i < builder.nodes.size(); ++i) {
                if (random() % 5 == 0)
                    builder.nodes[i].name = "system / Context";
                builder.nodes[i].state = random() % 6 == 0 ? 2 : 0;
            }
            const Heap heap = builder.analyse();
            NodeSet detached = 0;
            NodeSet contexts = 0; // detached native ones have another name
            for (std::uint32_t i = 0; i < builder.nodes.size(); ++i) {
                detached |= NodeSet{heap.detachedness[i] == 2} << i;
                contexts |= NodeSet{heap.graph.name(NodeOrdinal(i)) == "system / Context"} << i;
            }
            const auto found = [&heap](ObjectFilterKind kind) {
                return setOf(passingObjects(heap, {kind, {}}, Progress()));
            };
            if (found(ObjectFilterKind::RetainedByContexts) != naiveRetainedBy(builder, heap, contexts)
                || found(ObjectFilterKind::RetainedByDetachedNodes) != naiveRetainedBy(builder, heap, detached)
                || found(ObjectFilterKind::RetainedByEventHandlers) != naiveRetainedBy(builder, heap, 0))
                QFAIL(printed(builder).c_str());
        }
    }
};

HEAPLINE_TEST(TstFilters)

} // namespace tst_filters

#include "tst_filters.moc"
