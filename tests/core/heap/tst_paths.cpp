// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"
#include "core/heap/distances.h"
#include "core/heap/ignored_retainers.h"
#include "core/heap/merged_finding.h"
#include "core/heap/merged_paths.h"
#include "core/heap/object_lists.h"
#include "core/heap/root_paths.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/naive_graph.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

namespace tst_paths {

using namespace heapline;

namespace {

constexpr std::array<const char*, 4> types = {"object", "synthetic", "array", "object"};

/// A graph whose ways can all be listed.
GraphBuilder smallGraph(std::mt19937& random)
{
    static constexpr std::array<const char*, 6> edgeTypes = {"property", "property", "internal",
                                                             "context",  "weak",     "element"};
    GraphBuilder graph;
    const auto count = static_cast<std::uint32_t>(3 + random() % 6);
    while (graph.nodes.size() < count)
        graph.add(types[random() % types.size()], std::string(1, static_cast<char>('A' + random() % 3)), 1 + random() % 9);
    graph.nodes[0].type = "synthetic";
    for (std::size_t i = random() % 22; i > 0; --i)
        graph.link(random() % count, random() % count, edgeTypes[random() % edgeTypes.size()], std::to_string(random() % 4));
    return graph;
}

bool isStart(std::int32_t distance)
{
    return distance == 0 || distance == 1 || distance == baseSystemDistance || distance == baseSystemDistance + 1;
}

using Way = std::vector<std::uint32_t>;

/// All ways to the last object of @p way that go on from its front, by trying everything.
void listWays(const GraphBuilder& builder, std::span<const std::int32_t> distance, const Way& way, std::set<Way>& found)
{
    if (distance[way.front()] == noDistance)
        return;
    if (isStart(distance[way.front()])) {
        found.insert(way);
        return;
    }
    for (const GraphBuilder::Edge& edge : builder.edges) {
        if (edge.to != way.front() || edge.type == "weak" || std::ranges::find(way, edge.from) != way.end()
            || distance[edge.from] == noDistance)
            continue;
        Way longer = way;
        longer.insert(longer.begin(), edge.from);
        listWays(builder, distance, longer, found);
    }
}

Way nodesOf(const RootPath& path)
{
    Way way;
    for (const PathStep& step : path)
        way.push_back(step.object.value);
    return way;
}

std::vector<RootPath> allPaths(const Heap& heap, std::span<const std::int32_t> distance, NodeOrdinal object)
{
    RootPaths search(heap, distance, object);
    std::vector<RootPath> paths;
    while (auto path = search.next({}))
        paths.push_back(*path);
    if (search.state() != RootPaths::State::Done)
        throw std::logic_error("the search is not done");
    return paths;
}

std::string written(const GraphBuilder& builder, const std::vector<RootPath>& paths)
{
    std::string text;
    for (const RootPath& path : paths) {
        text += text.empty() ? "" : ", ";
        for (std::size_t i = 0; i < path.size(); ++i)
            text += (i == 0 ? "" : ">") + builder.labelOf(path[i].object);
    }
    return text;
}

/// The holder before an object on its shortest way, found by DevTools' list of retainers.
std::optional<Retainer> firstRetainer(const Heap& heap, NodeOrdinal object)
{
    const std::int32_t distance = heap.distance[object.value];
    if (distance == noDistance || isStart(distance))
        return {};
    for (const Retainer& row : sortedRetainers(heap, object, ObjectOrder::Distance, false)) {
        if (heap.distance[row.from.value] == distance - 1)
            return row;
    }
    return {};
}

/// Reference without numbers and class of the holder -> objects whose way goes through it.
using Groups = std::map<std::pair<std::string, std::string>, std::set<std::uint32_t>>;

/// What is held at this step (object -> the holder that its way has come to) grouped by the next one.
Groups naiveGroups(const Heap& heap, const std::map<std::uint32_t, NodeOrdinal>& at)
{
    Groups groups;
    for (const auto& [object, node] : at) {
        if (const auto next = firstRetainer(heap, node)) {
            const bool isNumber = heap.graph.isNumbered(next->edge);
            const std::string name = isNumber ? "[…]" : withoutNumbers(heap.graph.edgeName(next->edge));
            groups[{name, heap.classes.name[heap.classOf[next->from.value].value]}].insert(object);
        } else {
            groups[{heap.distance[node.value] == noDistance ? "unreached" : "start", ""}].insert(object);
        }
    }
    return groups;
}

} // namespace

class TstPaths : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shortestFirst_data()
    {
        QTest::addColumn<std::string>("drawing");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const char* drawing, const char* expected) {
            QTest::newRow(name) << std::string(drawing) << std::string(expected);
        };
        row("a user root itself", "root -> x", "x");
        row("by length", "root -> a; a -> b c; b -> x; c -> d; d -> x; b -> d", "a>b>x, a>b>d>x, a>c>d>x");
        row("equal ones by name of the retainer", "root -> r; r -> c a b; a -> x; b -> x; c -> x", "r>a>x, r>b>x, r>c>x");
        row("weak edges are no way", "root -> a b; a -> weak x; b -> c; c -> x", "b>c>x");
        row("no object twice", "root -> a; a -> x b; b -> a; x -> b", "a>x");
        row("ways end at the first root", "root -> a b; a -> b; b -> x", "b>x");
        row("two references are one way", "root -> a; a -> property:p x property:q x", "a>x");
        row("the engine's roots come last", "root -> gc:synthetic a; gc -> x; a -> b; b -> c; c -> x", "a>b>c>x, gc>x");
        row("only the engine", "root -> gc:synthetic a; gc -> h:hidden; h -> x", "gc>h>x");
        row("a ring that nothing reaches", "root -> a; y -> x; x -> y", "");
        row("only weakly held", "root -> a; a -> weak x", "");
    }
    void shortestFirst()
    {
        QFETCH(std::string, drawing);
        QFETCH(std::string, expected);
        const GraphBuilder builder(drawing);
        const Heap heap = builder.analyse();
        QCOMPARE(written(builder, allPaths(heap, heap.distance, builder["x"])), expected);
    }

    void lastReferenceCounts()
    {
        const GraphBuilder builder("root -> a; a -> property:p x property:q x");
        const Heap heap = builder.analyse();
        const std::vector<RootPath> paths = allPaths(heap, heap.distance, builder["x"]);
        QVERIFY(!paths[0][0].edge.isValid());
        QCOMPARE(std::string(heap.graph.edgeName(paths[0][1].edge)), std::string("q"));
    }

    void withoutIgnoredRetainers()
    {
        const GraphBuilder builder("root -> a; a -> b c; b -> x; c -> d; d -> x");
        const Heap heap = builder.analyse();
        Progress progress;
        const IgnoredRetainers ignored(heap, {builder["b"]}, progress);
        QCOMPARE(written(builder, allPaths(heap, ignored.distance(), builder["x"])), std::string("a>c>d>x"));
        const IgnoredRetainers both(heap, {builder["b"], builder["d"]}, progress);
        QCOMPARE(written(builder, allPaths(heap, both.distance(), builder["x"])), std::string());
        QVERIFY(!both.pathTree(heap).lastEdge[builder["x"].value].isValid());
    }

    void givesUpAndStops()
    {
        // Layers of objects that all hold all of the next layer: 8 ^ 12 ways.
        GraphBuilder builder;
        std::vector<std::uint32_t> above{builder.root};
        for (int layer = 0; layer < 12; ++layer) {
            std::vector<std::uint32_t> next;
            for (int i = 0; i < 8; ++i) {
                next.push_back(builder.add("object", "o", 1));
                for (const std::uint32_t from : above)
                    builder.link(from, next.back());
            }
            above = next;
        }
        const std::uint32_t target = builder.add("object", "x", 1);
        for (const std::uint32_t from : above)
            builder.link(from, target);
        const Heap heap = builder.analyse();
        RootPaths search(heap, heap.distance, NodeOrdinal(target), 1'000);
        std::size_t found = 0;
        while (search.next({}))
            ++found;
        QCOMPARE(search.state(), RootPaths::State::GivenUp);
        QVERIFY(found > 10 && found < 1'000);

        // The other ways go round a ring, and each next object is compared with all before it: hours without a limit.
        constexpr std::uint32_t count = 100'000;
        GraphBuilder ring("root");
        for (std::uint32_t i = 0; i < count; ++i)
            ring.add("object", "o", 1);
        ring.link(ring.root, 1);
        for (std::uint32_t i = 0; i < count; ++i) {
            ring.link(1 + i, 1 + (i + 1) % count);
            ring.link(1 + i, 1 + (i + 7) % count);
        }
        const Heap heapOfRing = ring.analyse();
        RootPaths roundTheRing(heapOfRing, heapOfRing.distance, NodeOrdinal(3U), 100'000);
        while (roundTheRing.next({}))
            ;
        QCOMPARE(roundTheRing.state(), RootPaths::State::GivenUp);

        std::stop_source stop;
        stop.request_stop();
        RootPaths stopped(heap, heap.distance, NodeOrdinal(target));
        QVERIFY_THROWS_EXCEPTION(ErrorException, stopped.next(Progress(stop.get_token())));
    }

    /// Every way that trying everything finds is given once, and none is shorter than the one before.
    void againstTryingEverything()
    {
        std::mt19937 random(17);
        for (int round = 0; round < 3'000; ++round) {
            const GraphBuilder builder = smallGraph(random);
            const Heap heap = builder.analyse();
            for (std::uint32_t node = 0; node < builder.nodes.size(); ++node) {
                std::set<Way> expected;
                listWays(builder, heap.distance, {node}, expected);
                std::set<Way> found;
                std::int64_t before = 0;
                for (const RootPath& path : allPaths(heap, heap.distance, NodeOrdinal(node))) {
                    const std::int64_t cost =
                        heap.distance[path.front().object.value] + static_cast<std::int64_t>(path.size());
                    const bool isNew = found.insert(nodesOf(path)).second;
                    for (std::size_t i = 1; i < path.size(); ++i)
                        QCOMPARE(heap.graph.owner(path[i].edge), path[i - 1].object);
                    if (!isNew || cost < before)
                        QFAIL(printed(builder).c_str());
                    before = cost;
                }
                if (found != expected)
                    QFAIL(printed(builder).c_str());
            }
        }
    }

    /// The tree's way is the first one of the search, and its last holder the first of DevTools' retainers.
    void treeIsTheFirstWay()
    {
        std::mt19937 random(18);
        for (int round = 0; round < 2'000; ++round) {
            GraphBuilder builder = randomGraph(random, types);
            std::erase_if(builder.edges, [&](const GraphBuilder::Edge& edge) { return edge.to == builder.root; });
            const Heap heap = builder.analyse();
            const PathTree tree = buildPathTree(heap.graph, heap.distance);
            for (std::uint32_t node = 0; node < builder.nodes.size(); ++node) {
                RootPaths search(heap, heap.distance, NodeOrdinal(node));
                const auto path = search.next({});
                const EdgeIndex expected = path ? path->back().edge : EdgeIndex();
                const auto retainer = firstRetainer(heap, NodeOrdinal(node));
                if (tree.lastEdge[node] != expected || (retainer ? retainer->edge : EdgeIndex()) != expected)
                    QFAIL((std::to_string(node) + " in\n" + printed(builder)).c_str());
            }
        }
    }

    void throughTheRoot()
    {
        const GraphBuilder builder("root -> u h:hidden x:synthetic; u -> root; x -> y");
        const Heap heap = builder.analyse();
        const PathTree tree = buildPathTree(heap.graph, heap.distance);
        QVERIFY(heap.graph.owner(tree.lastEdge[builder["x"].value]) == builder["root"]);
        QVERIFY(heap.graph.owner(tree.lastEdge[builder["y"].value]) == builder["x"]);
    }

    void mergesAgainstNaiveGroups()
    {
        std::mt19937 random(19);
        for (int round = 0; round < 1'000; ++round) {
            GraphBuilder builder = randomGraph(random, types);
            std::erase_if(builder.edges, [&](const GraphBuilder::Edge& edge) { return edge.to == builder.root; });
            const Heap heap = builder.analyse();
            const PathTree tree = buildPathTree(heap.graph, heap.distance);
            std::map<std::uint32_t, NodeOrdinal> at;
            std::vector<NodeOrdinal> objects;
            for (std::uint32_t node = 0; node < builder.nodes.size(); ++node) {
                at.emplace(node, NodeOrdinal(node));
                objects.push_back(NodeOrdinal(node));
            }
            compareBelow(builder, heap, tree, at, unmerged(heap, objects), 0);
            if (QTest::currentTestFailed())
                return;
        }
    }

    void mergedRows()
    {
        const GraphBuilder builder(
            "root -> g; g -> property:list l='Array'; l -> internal:elements e:array='(object elements)';"
            "e -> element:0 a(10)='S' element:1 b(20)='S' element:2 c(30)='S'; g -> property:last c; o(5)='S' -> o");
        const Heap heap = builder.analyse();
        const PathTree tree = buildPathTree(heap.graph, heap.distance);
        const std::array objects = {builder["a"], builder["b"], builder["c"], builder["o"]};
        const auto rows = mergeNextStep(heap, tree, heap.distance, unmerged(heap, objects));
        QCOMPARE(rows.size(), 3u);
        QCOMPARE(rows[0].reference, std::string("[…]"));
        QCOMPARE(rows[0].count, 2u);
        QCOMPARE(rows[0].bytes, 30u);
        QCOMPARE(rows[0].holders.size(), 1u);
        QVERIFY(rows[0].holders[0].object == builder["e"]);
        QCOMPARE(rows[1].reference, std::string("last"));
        QCOMPARE(rows[1].bytes, 30u);
        QCOMPARE(rows[2].kind, MergedRow::Kind::Unreached);
        const auto next = mergeNextStep(heap, tree, heap.distance, rows[0].holders);
        QCOMPARE(next.size(), 1u);
        QCOMPARE(next[0].reference, std::string("elements"));
        QCOMPARE(next[0].count, 2u);
        const auto levels = mergeMainWay(heap, tree, heap.distance, unmerged(heap, objects), 40, {});
        QCOMPARE(levels.size(), 4u); // e, l, g, and that g is a root
        QCOMPARE(levels[3][0].kind, MergedRow::Kind::Start);
        QCOMPARE(mergeMainWay(heap, tree, heap.distance, unmerged(heap, objects), 2, {}).size(), 2u);
    }

    void numbersInNames()
    {
        QCOMPARE(withoutNumbers("sessions"), std::string("sessions"));
        QCOMPARE(withoutNumbers("user_123"), std::string("user_…"));
        QCOMPARE(withoutNumbers("17"), std::string("[…]"));
        QCOMPARE(withoutNumbers("2 / part of key (K @5)"), std::string("… / part of key (K @…)"));
        QCOMPARE(withoutNumbers(""), std::string());
    }

    void findings_data()
    {
        QTest::addColumn<std::string>("drawing");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const std::string& drawing, const char* expected) {
            QTest::newRow(name) << drawing << std::string(expected);
        };
        const std::string function = "root -> global; global -> handle:closure='handle';"
                                     "handle -> internal:context scope='system / Context';";
        row("a map in a scope",
            function
                + "scope -> context:sessions map='Map'; map -> internal:table table:array; table -> internal:4 a internal:5 b",
            "2/2 sessions map scope handle");
        row("a variable itself", function + "scope -> context:a a context:b b", "1/2 a - scope handle");
        row("an array in an object",
            "root -> o; o -> property:rows list='Array'; list -> internal:elements e:array; e -> element:0 a element:1 b",
            "2/2 rows list o -");
        row("properties of many", "root -> o; o -> p='P' q='P'; p -> property:x a; q -> property:x b", "2/2 x - 2*P -");
        row("only the engine", "root -> gc:synthetic g; gc -> h:hidden='(Handles)'; h -> hidden:1 a hidden:2 b",
            "2/2 […] - h -");
        row("not the browser's own", "root -> w='Window'; w -> property:kept n:native='blink::V8Data'; n -> element:1 a element:2 b",
            "2/2 kept - w -");
        row("roots", "root -> a b", "2/2 root");
        row("nothing", "root -> o; o -> weak a weak b", "2/2 unreached");
        row("one of two ways",
            "root -> o q; o -> property:x a; q -> property:y c; c -> property:x b c2='L'; c2 -> property:x d",
            "1/2 x - c -");
    }
    void findings()
    {
        QFETCH(std::string, drawing);
        QFETCH(std::string, expected);
        const GraphBuilder builder(drawing);
        const Heap heap = builder.analyse();
        const PathTree tree = buildPathTree(heap.graph, heap.distance);
        const std::array objects = {builder["a"], builder["b"]};
        const auto levels = mergeMainWay(heap, tree, heap.distance, unmerged(heap, objects), 40, {});
        const MergedFinding finding = findMainHolder(heap, levels);
        const auto place = [&](const MergedPlace& shown) {
            if (!shown.isNamed())
                return std::string("-");
            return shown.object.isValid() ? builder.labelOf(shown.object)
                                          : std::to_string(shown.count) + '*' + heap.classes.name[shown.classId.value];
        };
        std::string text = std::to_string(finding.count) + '/' + std::to_string(finding.total);
        if (finding.kind == MergedRow::Kind::Reference)
            text += ' ' + finding.reference + ' ' + place(finding.container) + ' ' + place(finding.owner) + ' '
                    + place(finding.function);
        else
            text += finding.kind == MergedRow::Kind::Start ? " root" : " unreached";
        QCOMPARE(text, expected);
    }

private:
    /// @param at object -> where its way has come to; @param from the same, merged
    static void compareBelow(const GraphBuilder& builder, const Heap& heap, const PathTree& tree,
                             const std::map<std::uint32_t, NodeOrdinal>& at, const std::vector<MergedHolder>& from,
                             int depth)
    {
        const Groups groups = naiveGroups(heap, at);
        const std::vector<MergedRow> rows = mergeNextStep(heap, tree, heap.distance, from);
        QCOMPARE(rows.size(), groups.size());
        for (const MergedRow& row : rows) {
            const bool isReference = row.kind == MergedRow::Kind::Reference;
            const std::string name = row.kind == MergedRow::Kind::Start       ? "start"
                                     : row.kind == MergedRow::Kind::Unreached ? "unreached"
                                     : heap.graph.isNumbered(row.edge)        ? "[…]"
                                                                       : withoutNumbers(heap.graph.edgeName(row.edge));
            const auto group = groups.find({name, isReference ? heap.classes.name[row.holderClass.value] : ""});
            if (group == groups.end())
                QFAIL(printed(builder).c_str());
            QCOMPARE(row.count, group->second.size());
            std::uint64_t bytes = 0;
            std::map<std::uint32_t, NodeOrdinal> next;
            std::set<NodeOrdinal> holders;
            for (const std::uint32_t object : group->second) {
                bytes += heap.shallowSize[object];
                const auto retainer = firstRetainer(heap, at.at(object));
                next.emplace(object, retainer ? retainer->from : at.at(object));
                holders.insert(next.at(object));
            }
            QCOMPARE(row.bytes, bytes);
            QCOMPARE(row.holders.size(), holders.size());
            if (isReference && depth < 50)
                compareBelow(builder, heap, tree, next, row.holders, depth + 1);
        }
    }
};

HEAPLINE_TEST(TstPaths)

} // namespace tst_paths

#include "tst_paths.moc"
