// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/duplicated_strings.h"
#include "core/heap/object_names.h"
#include "core/heap/string_text.h"
#include "core/profile/object_facts.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/graph_builder.h"
#include "tests/core/profile/recording.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <limits>
#include <map>
#include <sstream>

namespace tst_object_facts {

using namespace heapline;
using namespace heapline::test;

namespace {

constexpr std::size_t all = std::numeric_limits<std::size_t>::max();

ObjectFacts factsOf(const Profile& profile, std::uint64_t id)
{
    return objectFacts(profile, *objectWithId(*profile.heap, id));
}

StringText textOf(const Profile& profile, std::uint64_t id)
{
    return stringText(*profile.heap, *objectWithId(*profile.heap, id), all, {});
}

/// What a string says of itself, in a line.
std::string told(const StringText& text)
{
    const char* const cut = text.cut == TextCut::Yes ? "cut" : text.cut == TextCut::Maybe ? "perhaps cut" : "whole";
    std::ostringstream out;
    out << text.units << " units, length " << (text.length ? std::to_string(*text.length) : "unknown")
        << (text.isLengthEstimated ? " estimated" : "") << ", " << cut << ", parts " << text.parts
        << (text.isOfParent ? ", of the parent" : "") << (text.hasUnknownParts ? ", gaps" : "");
    return out.str();
}

/// The named properties of an object with their values, for those that have one.
std::string primitivesOf(const Profile& profile, std::uint64_t id)
{
    const HeapGraph& graph = profile.heap->graph;
    std::string text;
    for (const EdgeIndex edge : factsOf(profile, id).values.properties) {
        if (const auto value = primitiveText(graph, graph.target(edge)))
            text += edgeTitle(graph, edge) + '=' + *value + ' ';
    }
    return text;
}

std::string entryText(const HeapGraph& graph, const CollectionEntry& entry)
{
    const auto one = [&](NodeOrdinal node) {
        return node.isValid() ? objectTitle(graph, node) + '@' + std::to_string(graph.nodes.id[node.value])
                              : std::string("-");
    };
    return one(entry.key) + " > " + one(entry.value);
}

} // namespace

/// Facts of objects whose program is known, against what its source says and what a reader of the raw JSON finds; texts and entries of
/// drawn graphs.
class TstObjectFacts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// leaky.js: rememberSession() makes a Session in line 27 of code that begins there; its class stands in line 7.
    void sessionOfTheLeak()
    {
        const Profile& profile = recording("leaky-http.heaptimeline.gz");
        const ObjectFacts facts = factsOf(profile, 125187);
        QCOMPARE(profile.heap->classes.name[facts.classId.value], "Session");
        QCOMPARE(facts.time.kind, AllocationTime::Kind::Recorded);
        QCOMPARE(facts.time.afterUs, 4'820'043);
        QCOMPARE(facts.time.untilUs, 4'878'752);
        const Stacks& stacks = *profile.stacks;
        std::string stack;
        for (CallNodeId node = facts.stack; node.value != 0; node = stacks.callTree.parent[node.value])
            stack += std::string(functionNameText(stacks, stacks.callTree.frame[node.value])) + ' ';
        QCOMPARE(stack, "rememberSession handleRequest emit parserOnIncoming parserOnHeadersComplete ");
        QCOMPARE(facts.location->text(), "/srv/app/leaky.js:7:14");
        QVERIFY(!facts.location->isOwn);
        QCOMPARE(facts.referencesIn, 1U); // the table of the Map
        QCOMPARE(profile.heap->graph.kind(facts.dominator), NodeKind::Array);
        QCOMPARE(factsOf(profile, 3).time.kind, AllocationTime::Kind::BeforeRecording); // (GC roots)
        QVERIFY(!objectWithId(*profile.heap, 123'456'789));
    }

    void classOfTheLeak()
    {
        const Profile& profile = recording("leaky-http.heaptimeline.gz");
        ClassRowScratch scratch;
        std::vector<ClassRow> rows;
        computeClassRows(*profile.heap, std::nullopt, scratch, rows);
        const auto row = std::ranges::find_if(
            rows, [&](const ClassRow& candidate) { return profile.heap->classes.name[candidate.id.value] == "Session"; });
        const ClassFacts facts = classFacts(profile, *row);
        QCOMPARE(facts.objects, 800U);
        QCOMPARE(facts.location->text(), "/srv/app/leaky.js:7:14");
        for (const NodeOrdinal member : profile.heap->classes.membersOf(row->id))
            QVERIFY(profile.heap->retainedSize[member.value] <= profile.heap->retainedSize[facts.largest.value]);
        QVERIFY(!facts.shape);
    }

    void koreanClass()
    {
        const Profile& profile = recording("shapes-numbers.node20.heapsnapshot.gz");
        const ObjectFacts facts = factsOf(profile, 68651);
        QCOMPARE(profile.heap->classes.name[facts.classId.value], "고양이");
        QCOMPARE(primitivesOf(profile, 68651), "name=\"나비98\" 색깔=\"검정\" ");
        QCOMPARE(facts.location->text(), "/srv/app/shapes.js:5:39");
        QCOMPARE(facts.time.kind, AllocationTime::Kind::Unknown); // a snapshot
        QVERIFY(!facts.stack.isValid());
    }

    void numericValues()
    {
        const Profile& profile = recording("shapes-numbers.node20.heapsnapshot.gz");
        QCOMPARE(primitivesOf(profile, 49255), "heap=1.5 nan=NaN inf=-Infinity smi=42 neg=-1 ");
        QCOMPARE(*factsOf(profile, 69).primitive, "undefined");
        QCOMPARE(*factsOf(profile, 75).primitive, "true");
        QCOMPARE(*factsOf(profile, 49275).primitive, "Symbol(한국 symbol)");
        QVERIFY(!factsOf(profile, 49257).primitive); // a BigInt, whose value no file has
        const ObjectFacts arguments = factsOf(profile, 49291);
        QCOMPARE(arguments.values.elements.size(), std::size_t{3});
        // Not recorded so: heap numbers have no values there.
        const Profile& without = recording("orders-2-after.heapsnapshot.gz");
        for (std::uint32_t i = 0; i < without.heap->graph.nodeCount(); ++i)
            QVERIFY(!recordedNumber(without.heap->graph, NodeOrdinal(i)));
    }

    void collections()
    {
        const Profile& profile = recording("shapes-numbers.node20.heapsnapshot.gz");
        const HeapGraph& graph = profile.heap->graph;
        const RecordedValues map = factsOf(profile, 49259).values;
        QCOMPARE(map.collection, CollectionKind::Map);
        QCOMPARE(map.entries.size(), std::size_t{100});
        QCOMPARE(entryText(graph, map.entries.front()), "{k}@73819 > \"v0\"@73947");
        for (std::size_t i = 0; i < 100; ++i)
            QCOMPARE(graph.name(map.entries[i].value), 'v' + std::to_string(i));
        const RecordedValues set = factsOf(profile, 49261).values;
        QCOMPARE(set.collection, CollectionKind::Set);
        QCOMPARE(set.entries.size(), std::size_t{100});
        const RecordedValues weak = factsOf(profile, 49263).values;
        QCOMPARE(weak.collection, CollectionKind::WeakMap);
        QCOMPARE(weak.entries.size(), std::size_t{100});
        for (std::size_t i = 0; i < 100; ++i) { // the same keys in all of them
            QCOMPARE(set.entries[i].key, map.entries[i].key);
            QVERIFY(std::ranges::count(weak.entries, map.entries[i].key, &CollectionEntry::key) == 1);
        }
        QCOMPARE(factsOf(profile, 49237).values.elements.size(), std::size_t{200}); // keep.dogs
    }

    void buffers()
    {
        const Profile& profile = recording("shapes-numbers.node20.heapsnapshot.gz");
        const ObjectFacts floats = factsOf(profile, 49269);
        QCOMPARE(floats.bufferBytes, 4096U);
        QCOMPARE(floats.buffer->elementBytes, 8U);
        const ObjectFacts view = factsOf(profile, 49273);
        QCOMPARE(view.bufferBytes, 100U);
        QCOMPARE(view.buffer->elementBytes, 0U);
        const ObjectFacts buffer = objectFacts(profile, view.buffer->buffer);
        QVERIFY(!buffer.buffer->buffer.isValid());
        QCOMPARE(buffer.bufferBytes, 100U);
        QVERIFY(!factsOf(profile, 49237).buffer);
    }

    /// shapes.js and orders.js make these strings.
    void textsOfRecordings()
    {
        const Profile& shapes = recording("shapes-numbers.node20.heapsnapshot.gz");
        std::string parts;
        for (int i = 0; i < 400; ++i)
            parts += "part" + std::to_string(i) + ',';
        const StringText concatenated = textOf(shapes, 49241);
        QCOMPARE(concatenated.text, parts + "1795340922432");
        QCOMPARE(*concatenated.length, parts.size() + 13);
        QCOMPARE(concatenated.cut, TextCut::No);
        QCOMPARE(textOf(shapes, 49247).text, std::string(5000, 'L'));
        QCOMPARE(*textOf(shapes, 49245).length, 140U);   // '한글 문자열 '.repeat(20)
        const StringText sliced = textOf(shapes, 49243); // V8 does not write which piece
        QCOMPARE(told(sliced), "1024 units, length unknown, cut, parts 1, of the parent");
        QCOMPARE(shapes.heap->graph.nodes.id[sliced.parent.value], 68661U);
        QCOMPARE(told(textOf(shapes, 68661)), "1024 units, length 20000 estimated, cut, parts 1");

        const Profile& orders = recording("orders-2-after.heapsnapshot.gz");
        QCOMPARE(told(textOf(orders, 93585)), "1024 units, length 200000 estimated, cut, parts 1");
    }

    void texts_data()
    {
        QTest::addColumn<std::string>("drawing");
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const std::string& drawing, const std::string& text,
                            const std::string& expected) { QTest::newRow(name) << drawing << text << expected; };
        const std::string long1024(1024, 'x');
        row("flat", "root -> s:string(8)=abc", "abc", "3 units, length 3, whole, parts 1");
        row("empty", "root -> s:string(8)=''", "", "0 units, length 0, whole, parts 1");
        row("as long as V8 writes", "root -> s:string(8)=" + long1024, long1024,
            "1024 units, length unknown, perhaps cut, parts 1");
        row("its size has no room for more",
            "root -> s:string(1040)=" + long1024 + "; s -> internal:map m:hidden='system / Map (OneByteString)'", long1024,
            "1024 units, length unknown, perhaps cut, parts 1");
        row("two bytes a unit",
            "root -> s:string(4016)=" + long1024 + "; s -> internal:map m:hidden='system / Map (String)'", long1024,
            "1024 units, length 2000 estimated, cut, parts 1");
        row("sizes of external strings say nothing",
            "root -> s:string(40000)=" + long1024 + "; s -> internal:map m:hidden='system / Map (ExternalOneByteString)'",
            long1024, "1024 units, length unknown, perhaps cut, parts 1");
        row("the file says so",
            "root -> s:string(8)=abc; s -> internal:length n:number=int internal:truncated b:number=bool;"
            "n -> internal:value v:string=3000; b -> internal:value w:string=true",
            "abc", "3 units, length 3000, cut, parts 1");
        row("concatenated",
            "root -> s:cons(8)='(concatenated string)'; s -> internal:first t:cons internal:second c:string=c;"
            "t -> internal:first a:string=a internal:second b:string=b",
            "abc", "3 units, length 3, whole, parts 3");
        row("flattened", "root -> s:cons(8); s -> internal:first a:string=abc internal:second e:string=''", "abc",
            "3 units, length 3, whole, parts 1");
        row("a part is cut", "root -> s:cons(8); s -> internal:first a:string=" + long1024 + " internal:second e:string=z",
            long1024 + 'z', "1025 units, length unknown, perhaps cut, parts 2");
        row("a part is a piece",
            "root -> s:cons(8); s -> internal:first a:string=a internal:second e:'sliced string'; e -> internal:parent p:string=long",
            "a…", "2 units, length unknown, whole, parts 2, gaps");
        row("a piece that the file places",
            "root -> s:'sliced string'(8); s -> internal:parent p:string=abcdef internal:offset o:number=int internal:length l:number=int;"
            "o -> internal:value v:string=2; l -> internal:value w:string=3",
            "cde", "3 units, length 3, whole, parts 1");
        row("without parts", "root -> s:cons(8)", "", "0 units, length 0, whole, parts 1");
        row("lone surrogates", "root -> s:string(8)=a\xED\xA0\x80z", "a\xED\xA0\x80z", "3 units, length 3, whole, parts 1");
    }
    void texts()
    {
        QFETCH(std::string, drawing);
        QFETCH(std::string, text);
        QFETCH(std::string, expected);
        const GraphBuilder builder(drawing);
        const Heap heap = builder.analyse();
        const StringText found = stringText(heap, builder["s"], all, {});
        QCOMPARE(found.text, text);
        QCOMPARE(told(found), expected);
    }

    void ringsOfStringsEnd()
    {
        const GraphBuilder builder("root -> s:cons(8); s -> internal:first a:string=abc internal:second s");
        const StringText found = stringText(builder.analyse(), builder["s"], 1000, {});
        QVERIFY(found.isRestLeftOut);
        QVERIFY(!found.length);
        QVERIFY(found.text.size() >= 1000 && found.text.size() < 1010);
    }

    /// A long text of many slices of another one: looking for each from the beginning would take minutes.
    void manySlices()
    {
        constexpr std::uint32_t count = 30'000;
        GraphBuilder builder(
            "root -> p:string(8) offset:number=int length:number=int; offset -> internal:value v:string='3999998';"
            "length -> internal:value w:string='2'");
        builder.nodes[builder["p"].value].name = std::string(4'000'000, 'x') + "yz";
        std::uint32_t last = builder.add("string", "", 8);
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint32_t slice = builder.add("sliced string", "(sliced string)", 8);
            builder.link(slice, builder["p"].value, "internal", "parent");
            builder.link(slice, builder["offset"].value, "internal", "offset");
            builder.link(slice, builder["length"].value, "internal", "length");
            const std::uint32_t longer = builder.add("concatenated string", "", 8);
            builder.link(longer, last, "internal", "first");
            builder.link(longer, slice, "internal", "second");
            last = longer;
        }
        builder.link(0, last);
        const StringText whole = stringText(builder.analyse(), NodeOrdinal(last), all, {});
        QCOMPARE(whole.length, std::optional<std::uint64_t>(2 * count));
        QVERIFY(whole.text.starts_with("xxxx") && whole.text.find_first_not_of('x') == std::string::npos);
    }

    /// As many as the filter finds, for every string that has a twin.
    void equalStrings()
    {
        const Profile& profile = recording("shapes-numbers.node20.heapsnapshot.gz");
        const Heap& heap = *profile.heap;
        const std::vector<std::uint8_t> isDuplicate = findDuplicatedStrings(heap, {});
        std::map<std::string, EqualStrings> byText;
        for (std::uint32_t i = 0; i < isDuplicate.size(); ++i) {
            if (isDuplicate[i]) {
                EqualStrings& equal = byText[heapline::objectName(heap.graph, NodeOrdinal(i))];
                ++equal.count;
                equal.bytes += heap.shallowSize[i];
            }
        }
        QVERIFY(byText.size() > 20);
        int asked = 0;
        for (std::uint32_t i = 0; i < isDuplicate.size() && asked < 20; ++i) {
            if (!isDuplicate[i] || heapline::objectName(heap.graph, NodeOrdinal(i)).size() >= 1024)
                continue;
            QVERIFY(findEqualStrings(heap, NodeOrdinal(i), {}) == byText[heapline::objectName(heap.graph, NodeOrdinal(i))]);
            ++asked;
        }
        QCOMPARE(findEqualStrings(heap, *objectWithId(heap, 49241), {}).count,
                 1U); // 259 others begin alike: what it grew from
    }

    void detachedRow()
    {
        const Profile& profile = recording("detached-dom.chromium.heaptimeline.gz");
        const ObjectFacts facts = factsOf(profile, 51181);
        QCOMPARE(profile.heap->classes.name[facts.classId.value], "Detached <li>");
        QCOMPARE(facts.detachedness, 2);
        QCOMPARE(facts.time.kind, AllocationTime::Kind::Recorded);
        QCOMPARE(facts.context.kind, ContextOfObject::Kind::One);
        QCOMPARE(factsOf(profile, 50627).detachedness, 1);
        // Newer engines say how long a string is: "Widget" + ".onResize".
        QCOMPARE(told(textOf(profile, 78531)), "15 units, length 15, whole, parts 2");
    }

    /// Places in any order, several of one object.
    void places()
    {
        LocationColumns rows;
        const auto add = [&rows](std::uint32_t object, int script, int line) {
            rows.object.push_back(NodeOrdinal(object));
            rows.scriptId.push_back(script);
            rows.line.push_back(line);
            rows.column.push_back(1);
        };
        add(7, 1, 10);
        add(3, 2, 20);
        add(7, 1, 30);
        add(5, 2, 20);
        const SourcePlaces places(rows);
        QCOMPARE(places.size(), std::size_t{3});
        QVERIFY((places.of(NodeOrdinal(7)) == SourcePlace{1, 30, 1}));
        QVERIFY((places.of(NodeOrdinal(3)) == SourcePlace{2, 20, 1}));
        QCOMPARE(places.place(0), places.place(1));
        QVERIFY(!places.of(NodeOrdinal(4)) && !places.of(NodeOrdinal(8)));
        QVERIFY(!SourcePlaces(LocationColumns()).of(NodeOrdinal(0)));
    }
};

HEAPLINE_TEST(TstObjectFacts)

} // namespace tst_object_facts

#include "tst_object_facts.moc"
