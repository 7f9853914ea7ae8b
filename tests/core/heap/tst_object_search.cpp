// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"
#include "core/heap/heap_indexes.h"
#include "core/heap/object_names.h"
#include "core/heap/object_search.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/naive_graph.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace tst_object_search {

using namespace heapline;

namespace {

TextPattern patternOf(const TextQuery& query)
{
    return *TextPattern::compile(query);
}

ObjectHits found(const Heap& heap, const std::string& text, SearchPlace place = SearchPlace::Everything,
                 bool isExpression = false)
{
    return searchObjects(heap, HeapIndexes(), {patternOf({text, isExpression, false}), place, {}, {}}, {});
}

const char* nameOf(HitKind kind)
{
    switch (kind) {
    case HitKind::Id: return "id";
    case HitKind::Class: return "class";
    case HitKind::Property: return "property";
    case HitKind::Value: return "value";
    case HitKind::String: return "string";
    case HitKind::Name: return "name";
    }
    return "";
}

/// "class Foo: a b (count/shallow/retained); …", references behind an 'x'.
std::string printed(const GraphBuilder& builder, const Heap& heap, const ObjectHits& hits)
{
    std::string text;
    for (const HitGroup& group : hits.groups) {
        text += text.empty() ? "" : "; ";
        text += nameOf(group.kind);
        text += ' ';
        text += group.property.isValid() ? std::string(heap.graph.strings[group.property])
                                         : heap.classes.name[group.classId.value];
        text += ':';
        for (const NodeOrdinal object : hits.objectsOf(group))
            text += ' ' + builder.labelOf(object);
        text += " (" + std::to_string(group.totals.count) + '/' + std::to_string(group.totals.shallowSize) + '/'
                + std::to_string(group.totals.retainedSize) + ')';
        if (group.references > 0)
            text += 'x' + std::to_string(group.references);
    }
    return text;
}

std::string search(const char* drawing, const std::string& text, SearchPlace place = SearchPlace::Everything,
                   bool isExpression = false)
{
    const GraphBuilder builder(drawing);
    const Heap heap = builder.analyse();
    return printed(builder, heap, found(heap, text, place, isExpression));
}

template <typename Objects>
std::string numbersOf(const Objects& objects)
{
    std::string text;
    for (const NodeOrdinal object : objects)
        text += ' ' + std::to_string(object.value);
    return text;
}

using Objects = std::set<NodeOrdinal>;
/// Kind, and what the group is named by -> objects.
using Groups = std::map<std::pair<HitKind, std::uint32_t>, Objects>;

/// What a search finds, each rule said once more, with case.
class NaiveSearch {
public:
    NaiveSearch(const Heap& heap, const std::string& text, IdRange ids) : m_heap(heap), m_text(text), m_ids(ids) {}

    Groups groups(SearchPlace place)
    {
        const HeapGraph& graph = m_heap.graph;
        const auto isIn = [place](SearchPlace one) { return place == one || place == SearchPlace::Everything; };
        for (std::uint32_t n = 0; n < graph.nodeCount(); ++n) {
            const NodeOrdinal node(n);
            const std::uint32_t classId = m_heap.classOf[n].value;
            const bool isOfClass = isIn(SearchPlace::Classes) && matches(m_heap.classes.name[classId]);
            const bool isText = graph.kind(node) == NodeKind::String || graph.kind(node) == NodeKind::ConcatenatedString;
            if (isOfClass)
                add(HitKind::Class, classId, node);
            if (isText && isIn(SearchPlace::Strings) && matches(objectName(graph, node)))
                add(HitKind::String, classId, node);
            if (!isText && !isOfClass && isIn(SearchPlace::Names) && matches(objectName(graph, node)))
                add(HitKind::Name, classId, node);
            for (const EdgeIndex edge : graph.edgesOf(node)) {
                if (!isIn(SearchPlace::Properties)
                    || (graph.kind(edge) != EdgeKind::Property && graph.kind(edge) != EdgeKind::Context))
                    continue;
                if (!matches(graph.edgeName(edge)))
                    continue;
                add(HitKind::Property, graph.edges.nameOrIndex[edge.value], node);
                add(HitKind::Value, graph.edges.nameOrIndex[edge.value], graph.target(edge));
            }
        }
        return m_groups;
    }

    /// Retained bytes of objects, each asked whether another one of them stands above it.
    std::uint64_t retained(const Objects& objects) const
    {
        std::uint64_t sum = 0;
        for (const NodeOrdinal object : objects) {
            bool isInner = false;
            for (NodeOrdinal at = object; m_heap.dominator[at.value] != at && !isInner;) {
                at = m_heap.dominator[at.value];
                isInner = objects.contains(at);
            }
            sum += isInner ? 0 : m_heap.retainedSize[object.value];
        }
        return sum;
    }

    HitTotals totals(const Objects& objects) const
    {
        HitTotals sum{objects.size(), 0, retained(objects), std::numeric_limits<std::int32_t>::max()};
        for (const NodeOrdinal object : objects) {
            sum.shallowSize += m_heap.shallowSize[object.value];
            sum.distance = std::min(sum.distance, m_heap.distance[object.value]);
        }
        if (objects.empty())
            sum.distance = 0;
        return sum;
    }

private:
    bool matches(std::string_view text) const { return text.find(m_text) != std::string_view::npos; }

    void add(HitKind kind, std::uint32_t row, NodeOrdinal node)
    {
        if (m_heap.shallowSize[node.value] > 0 && m_ids.contains(m_heap.graph.nodes.id[node.value]))
            m_groups[{kind, row}].insert(node);
    }

    const Heap& m_heap;
    std::string m_text;
    IdRange m_ids;
    Groups m_groups;
};

} // namespace

class TstObjectSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kinds_data()
    {
        QTest::addColumn<std::string>("drawing");
        QTest::addColumn<std::string>("text");
        QTest::addColumn<SearchPlace>("place");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const char* drawing, const char* text, SearchPlace place,
                            const char* expected) {
            QTest::newRow(name) << std::string(drawing) << std::string(text) << place << std::string(expected);
        };
        constexpr auto all = SearchPlace::Everything;
        row("an id", "root -> a(1)@7 b(2)@17", "@7", all, "id a: a (1/1/1)");
        row("digits are an id, and a text", "root -> a(1)@7 b(2)@17='x7'", "7", all, "id a: a (1/1/1); class x7: b (1/2/2)");
        row("an id with a sign is no text", "root -> a(1)@7 b:string(2)='@8'", "@8", all, "");
        row("unless texts are searched", "root -> a(1)@7 b:string(2)='@8'", "@8", SearchPlace::Strings,
            "string (string): b (1/2/2)");
        row("an object without bytes by its id", "root -> a(0)@7", "@7", all, "id a: a (1/0/0)");
        row("an id among ids only", "root -> a(1)@7 b(2)@9='7'", "7", SearchPlace::Ids, "id a: a (1/1/1)");
        row("no id", "root -> a(1)@7", "a", SearchPlace::Ids, "");
        row("a class, nested in itself", "root -> a(1)=Foo; a -> b(2)=Foo c(4)=Bar; b -> d(8)=Bar", "foo",
            SearchPlace::Classes, "class Foo: a b (2/3/15)");
        row("without bytes there is no hit", "root -> a(0)=Foo", "foo", all, "");
        row("what its class lists is not listed by name", "root -> a(1)=Foo f:closure(2)=Foo", "Foo", all,
            "class Foo: a (1/1/1); name Function: f (1/2/2)");
        row("but in a search for names", "root -> a(1)=Foo f:closure(2)=Foo", "Foo", SearchPlace::Names,
            "name Foo: a (1/1/1); name Function: f (1/2/2)");
        row("objects with a property, and its values", "root -> a(1) b(2); a -> property:next c(4); b -> context:next c",
            "next", all, "property next: a b (2/3/3)x2; value next: c (1/4/4)x2");
        row("other references are none", "root -> a(1); a -> internal:next c(4) shortcut:next d(8) weak:next e(16)", "next",
            all, "");
        row("two properties of one object", "root -> a(1); a -> property:x b(2) property:x c(4)", "x",
            SearchPlace::Properties, "property x: a (1/1/7)x2; value x: b c (2/6/6)x2");
        row("a text in parts", "root -> s:cons(1); s -> internal:first t:string(2)='ab' internal:second u:string(4)='cd'",
            "bc", all, "string (concatenated string): s (1/1/7)");
        row("the name of a plain object", "root -> o(1)='Object'; o -> property:host a(2)=A property:port b(4)=B", "t, p",
            all, "name Object: o (1/1/7)");
        row("nothing is found by an empty text", "root -> a(1)", "", all, "");
    }

    void kinds()
    {
        QFETCH(std::string, drawing);
        QFETCH(std::string, text);
        QFETCH(SearchPlace, place);
        QTEST(search(drawing.c_str(), text, place), "expected");
    }

    void expression()
    {
        QCOMPARE(search("root -> a(1)=Foo b(2)=Fob c(4)=xFo", "^fo[ob]$", SearchPlace::Classes, true),
                 "class Foo: a (1/1/1); class Fob: b (1/2/2)");
    }

    /// Every rule against the same one said plainly, on random graphs.
    void naive()
    {
        constexpr std::array types = {"object", "string", "concatenated string", "closure",
                                      "code",   "native", "sliced string",       "object"};
        std::mt19937 random(11);
        for (int round = 0; round < 25; ++round) {
            GraphBuilder builder = randomGraph(random, types);
            for (std::size_t n = 1; n < builder.nodes.size(); ++n) {
                if (random() % 4 == 0)
                    builder.nodes[n].name = "Object";
            }
            for (GraphBuilder::Edge& edge : builder.edges) { // concatenated strings of random parts, also in rings
                if (builder.nodes[edge.from].type == "concatenated string" && edge.type != "hidden"
                    && edge.type != "element")
                    edge = {edge.from, edge.to, "internal", random() % 2 ? "first" : "second"};
            }
            const Heap heap = builder.analyse();
            const IdRange ids = round % 3 == 0 ? IdRange{random() % 20, 20 + random() % 60} : IdRange();
            const HeapIndexes indexes;
            for (const char* text : {"A", "AB", "1", "e", "O", "{0", ", "}) {
                for (const SearchPlace place : {SearchPlace::Everything, SearchPlace::Classes, SearchPlace::Properties,
                                                SearchPlace::Strings, SearchPlace::Names}) {
                    if (text[0] == '1' && place == SearchPlace::Everything)
                        continue; // an id too
                    NaiveSearch naive(heap, text, ids);
                    const ObjectHits hits =
                        searchObjects(heap, indexes, {patternOf({text, false, true}), place, ids, {}}, {});
                    compare(naive, naive.groups(place), hits);
                    if (QTest::currentTestFailed())
                        qFatal("%s", printed(builder).c_str());
                }
            }
        }
    }

    void filter()
    {
        const GraphBuilder builder("root -> a(1)@3=Foo b(2)@5=Foo c(4)@7=Foo; b -> property:Foo c");
        const Heap heap = builder.analyse();
        const TextPattern pattern = patternOf({"Foo", false, false});
        const auto in = [&](const ObjectQuery& query) {
            return printed(builder, heap, searchObjects(heap, HeapIndexes(), query, {}));
        };
        QCOMPARE(in({pattern, SearchPlace::Everything, IdRange{3, 5}, {}}),
                 "class Foo: b (1/2/2); property Foo: b (1/2/2)x1");
        std::vector<std::uint8_t> passes(heap.graph.nodeCount());
        passes[builder["c"].value] = 1;
        QCOMPARE(in({pattern, SearchPlace::Everything, {}, passes}), "class Foo: c (1/4/4); value Foo: c (1/4/4)x1");
        QCOMPARE(in({patternOf({"@3", false, false}), SearchPlace::Everything, {}, passes}), "");
    }

    void together()
    {
        const GraphBuilder builder("root -> a(1)=Foo b(2); b -> property:foo a; a -> property:foobar c(4)");
        const Heap heap = builder.analyse();
        const ObjectHits hits = found(heap, "foo");
        QCOMPARE(printed(builder, heap, hits), "class Foo: a (1/1/5); property foobar: a (1/1/5)x1; property foo: b "
                                               "(1/2/2)x1; value foobar: c (1/4/4)x1; value foo: a (1/1/5)x1");
        QCOMPARE(hits.totals, (HitTotals{3, 7, 7, 1}));
        QCOMPARE(hits.sections.size(), std::size_t{3});
        QCOMPARE(hits.classes, std::size_t{3});
        QCOMPARE(hits.sections[1].totals, (HitTotals{2, 3, 7, 1}));
        QCOMPARE(hits.sections[1].references, std::uint64_t{2});
        QCOMPARE(hits.sections[2].totals, (HitTotals{2, 5, 5, 1}));
        const std::vector<std::uint8_t> passes = passesOf(hits, heap.graph.nodeCount());
        QCOMPARE(std::ranges::count(passes, std::uint8_t{1}), 3);
    }

    /// A text that grew letter by letter is found in all strings that begin with it, and takes no longer than the strings are many.
    void longChain()
    {
        GraphBuilder builder;
        builder.add("synthetic", "", 0);
        std::uint32_t before = builder.add("string", "start", 1);
        builder.link(0, before, "element", "0");
        constexpr int appended = 20'000;
        for (int i = 0; i < appended; ++i) {
            const std::uint32_t letter = builder.add("string", i == 2000 ? "needle" : i == 500 ? "thread" : "x", 1);
            const std::uint32_t whole = builder.add("concatenated string", "(concatenated string)", 1);
            builder.link(whole, before, "internal", "first");
            builder.link(whole, letter, "internal", "second");
            before = whole;
        }
        builder.link(0, before, "element", "1");
        const Heap heap = builder.analyse();
        QCOMPARE(found(heap, "startx", SearchPlace::Strings).totals.count, std::uint64_t{appended});
        QCOMPARE(found(heap, "xthread", SearchPlace::Strings).totals.count, std::uint64_t{appended - 500});
        QCOMPARE(found(heap, "needle", SearchPlace::Strings).totals.count, std::uint64_t{1}); // beyond what is displayed
    }

    void costlyExpression()
    {
        GraphBuilder builder("root -> a(1)=Foo");
        for (int i = 0; i < 60; ++i)
            builder.link(0, builder.add("string", std::string(40, 'a') + std::to_string(i) + '!', 1));
        const Heap heap = builder.analyse();
        QVERIFY_THROWS_EXCEPTION(ErrorException, found(heap, "(a*)*(a*)*(a|aa)+\\d+$", SearchPlace::Strings, true));
    }

    void ids()
    {
        QCOMPARE(idOfText("@117613"), std::uint64_t{117613});
        QCOMPARE(idOfText("7"), std::uint64_t{7});
        for (const char* text : {"", "@", "a7", "7a", "@@7", "-7", "7 ", "99999999999999999999"})
            QVERIFY2(!idOfText(text), text);
    }

    void cancel()
    {
        const Heap heap = GraphBuilder("root -> a=X").analyse();
        std::stop_source stop;
        stop.request_stop();
        const ObjectQuery query{patternOf({"x", false, false}), SearchPlace::Everything, {}, {}};
        QVERIFY_THROWS_EXCEPTION(ErrorException, searchObjects(heap, HeapIndexes(), query, Progress(stop.get_token())));
    }

private:
    static void compare(const NaiveSearch& naive, const Groups& expected, const ObjectHits& hits)
    {
        Objects all;
        std::map<HitKind, Objects> ofKind;
        QCOMPARE(hits.groups.size(), expected.size());
        for (const HitGroup& group : hits.groups) {
            const std::uint32_t row = group.property.isValid() ? group.property.value : group.classId.value;
            const auto wanted = expected.find({group.kind, row});
            QVERIFY(wanted != expected.end());
            const auto objects = hits.objectsOf(group);
            QCOMPARE(nameOf(group.kind) + numbersOf(objects), nameOf(group.kind) + numbersOf(wanted->second));
            QCOMPARE(group.totals, naive.totals(wanted->second));
            all.insert(objects.begin(), objects.end());
            ofKind[group.kind].insert(objects.begin(), objects.end());
        }
        QCOMPARE(hits.totals, naive.totals(all));
        QCOMPARE(hits.sections.size(), ofKind.size());
        for (const HitSection& section : hits.sections)
            QCOMPARE(section.totals, naive.totals(ofKind.at(section.kind)));
    }
};

HEAPLINE_TEST(TstObjectSearch)

} // namespace tst_object_search

#include "tst_object_search.moc"
