// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/js_number.h"
#include "core/heap/name_ranks.h"
#include "core/heap/object_names.h"
#include "core/heap/property_names.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/graph_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>

namespace tst_object_names {

using namespace heapline;

namespace {

std::string nameIn(const std::string& drawing, const char* label)
{
    const GraphBuilder builder(drawing);
    return objectName(builder.build(), builder[label]);
}

/// A plain object with the given properties.
std::string plainObject(const std::vector<std::string>& properties)
{
    GraphBuilder builder("root -> o=Object t");
    for (const std::string& property : properties)
        builder.link(builder["o"].value, builder["t"].value, "property", property);
    return objectName(builder.build(), builder["o"]);
}

std::string times(std::size_t count, const std::string& text)
{
    std::string out;
    for (std::size_t i = 0; i < count; ++i)
        out += text;
    return out;
}

} // namespace

class TstObjectNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plainObjects_data()
    {
        QTest::addColumn<std::vector<std::string>>("properties");
        QTest::addColumn<std::string>("name");
        const auto row = [](const char* name, std::vector<std::string> properties, std::string text) {
            QTest::newRow(name) << std::move(properties) << std::move(text);
        };
        const std::string thirty(30, 'x');
        row("none", {}, "{}");
        row("one", {"a"}, "{a}");
        row("two", {"a", "b"}, "{a, b}");
        row("order is kept", {"e", "d", "c", "b", "a"}, "{e, d, c, b, a}");
        row("__proto__ is no property", {"__proto__", "a", "__proto__", "b", "__proto__"}, "{a, b}");
        row("only __proto__", {"__proto__"}, "{}");
        row("from both ends", {"a" + thirty, "b" + thirty, "c" + thirty, "d" + thirty},
            "{a" + thirty + ", b" + thirty + ", …, d" + thirty + "}");
        row("the first one always", {std::string(500, 'y'), "b"}, "{" + std::string(500, 'y') + ", …}");
        row("exactly 100", {std::string(49, 'p'), std::string(49, 'q')},
            "{" + std::string(49, 'p') + ", " + std::string(49, 'q') + "}");
        row("101", {std::string(49, 'p'), std::string(50, 'q')}, "{" + std::string(49, 'p') + ", …}");
        row("what is left may be no property", {std::string(98, 'p'), "b", "__proto__"},
            "{" + std::string(98, 'p') + ", …}");
        row("measured in UTF-16", {times(33, "한"), times(33, "글"), "z"},
            "{" + times(33, "한") + ", " + times(33, "글") + ", z}");
        row("pairs count twice", {times(30, "😀"), times(30, "😁"), "z"}, "{" + times(30, "😀") + ", …, z}");
        row("marks are quoted", {"a,b", "c'd", "e\"f", "{", "}", "a b", "$"},
            "{\"a,b\", \"c'd\", \"e\\\"f\", \"{\", \"}\", a b, $}");
    }
    void plainObjects()
    {
        QFETCH(std::vector<std::string>, properties);
        QFETCH(std::string, name);
        QCOMPARE(plainObject(properties), name);
    }

    void propertyNames()
    {
        QCOMPARE(formatPropertyName("plain name"), "plain name");
        QCOMPARE(formatPropertyName("back\\slash"), "back\\slash"); // nothing in it that could confuse
        QCOMPARE(formatPropertyName("a\"\\\b\f\n\r\t\x01"), "\"a\\\"\\\\\\b\\f\\n\\r\\t\\u0001\"");
        QCOMPARE(formatPropertyName("{\xED\xA0\xBD\xED\x9F\xBF\x7F"),
                 "\"{\\ud83d\xED\x9F\xBF\x7F\""); // lone halves as JSON.stringify writes them
        QCOMPARE(formatPropertyName(""), "");
    }

    void otherEdgesOfPlainObjects()
    {
        QCOMPARE(nameIn("root -> o=Object; o -> internal:map m a element:0 e weak:w w context:c c b", "o"), "{a, b}");
        QCOMPARE(nameIn("root -> o=Objects; o -> a", "o"), "Objects");
        QCOMPARE(nameIn("root -> o:closure=Object; o -> a", "o"), "Object");
    }

    void concatenatedStrings()
    {
        QCOMPARE(
            nameIn("root -> c:cons='(concatenated string)'; c -> internal:first a:string internal:second b:string", "c"),
            "ab");
        QCOMPARE(nameIn("root -> c:cons; c -> internal:second b:string internal:first a:string", "c"), "ab");
        QCOMPARE(
            nameIn(
                "root -> c:cons; c -> internal:first d:cons internal:second x:string; d -> internal:first y:string internal:second z:string",
                "c"),
            "yzx");
        QCOMPARE(nameIn("root -> c:cons; c -> first a:string internal:second b:string", "c"),
                 "b"); // the missing half is the root, without a name
        QCOMPARE(nameIn("root -> c:cons", "c"), "");
        QCOMPARE(nameIn("root -> c:cons; c -> internal:first c internal:second a:string", "c"),
                 ""); // itself first: never comes to its text
        // A ring goes on until there are 1024 units.
        QCOMPARE(nameIn("root -> c:cons; c -> internal:first a:string internal:second c", "c"), std::string(1024, 'a'));
        QCOMPARE(nameIn("root -> c:cons; c -> internal:first a:string='123456789' internal:second c", "c").size(),
                 std::size_t{1026}); // whole parts
    }

    /// Strings that begin with one another, as a loop leaves them, and rings of them: ranked like their names one by one.
    void ranksOfConcatenatedStrings()
    {
        GraphBuilder builder(
            "root -> ring:cons into:cons long:cons; ring -> internal:first turn:cons internal:second t:string;"
            "turn -> internal:first ring internal:second t; into -> internal:first turn internal:second t;"
            "long -> internal:second long internal:first t");
        std::uint32_t last = builder["long"].value;
        for (const char* text : {"", "m", "much more text"}) {
            last = builder.add("string", text, 0);
            for (int i = 0; i < 1500; ++i) {
                const std::uint32_t next = builder.add("concatenated string", "", 0);
                builder.link(next, last, "internal", "first");
                builder.link(next, builder.add("string", std::string(1, static_cast<char>('a' + i % 3)), 0), "internal",
                             "second");
                last = next;
            }
        }
        const HeapGraph graph = builder.build();
        std::vector<NodeOrdinal> objects;
        for (std::uint32_t node = graph.nodeCount(); node-- > 0;)
            objects.emplace_back(node);
        const std::vector<std::uint32_t> ranks = rankNames(graph, objects);
        std::vector<std::pair<std::string, std::uint32_t>> rankOfName; // all of it is ASCII
        for (std::size_t i = 0; i < objects.size(); ++i)
            rankOfName.emplace_back(heapline::objectName(graph, objects[i]), ranks[i]);
        std::ranges::sort(rankOfName);
        for (std::size_t i = 1; i < rankOfName.size(); ++i) {
            const auto& [name, rank] = rankOfName[i - 1];
            const auto& [nextName, nextRank] = rankOfName[i];
            QCOMPARE(name == nextName, rank == nextRank);
            QVERIFY(rank <= nextRank);
        }
    }

    void titles()
    {
        const GraphBuilder builder(
            "root -> s:string t:'sliced string' c:cons r:regexp f:closure anonymous:closure='' a:array e:array='' o:native h:hidden;"
            "c -> internal:first s internal:second t");
        const HeapGraph graph = builder.build();
        const auto title = [&](const char* label) { return objectTitle(graph, builder[label]); };
        QCOMPARE(title("s"), "\"s\"");
        QCOMPARE(title("t"), "\"t\"");
        QCOMPARE(title("c"), "\"st\"");
        QCOMPARE(title("r"), "/r/");
        QCOMPARE(title("f"), "f()");
        QCOMPARE(title("anonymous"), "(anonymous)()");
        QCOMPARE(title("a"), "a[]");
        QCOMPARE(title("e"), "(internal array)[]");
        QCOMPARE(title("o"), "o");
        QCOMPARE(title("root"), "");
    }

    void edges()
    {
        const GraphBuilder builder(
            "root -> property:p a element:7 a hidden:12 a weak:w a shortcut:'12px' a shortcut:' -3' a shortcut:x1 a property:'5' a");
        const HeapGraph graph = builder.build();
        std::string text;
        for (std::uint32_t e = 0; e < graph.edgeCount(); ++e)
            text += edgeTitle(graph, EdgeIndex(e)) + '|';
        QCOMPARE(text, "p|7|12|w|12|-3|x1|5|");
    }

    /// A type that the file does not name says nothing about the third field: it is no row of the strings.
    void edgesOfUnknownTypes()
    {
        GraphBuilder builder("root -> a b");
        HeapGraph graph = builder.build();
        graph.edges.type[0] = 255;
        graph.edges.nameOrIndex[0] = 4'000'000'000;
        Progress progress;
        graph.link(progress);
        QVERIFY(graph.isNumbered(EdgeIndex(0)));
        QVERIFY(!graph.isNumbered(EdgeIndex(1)));
        QCOMPARE(edgeTitle(graph, EdgeIndex(0)), "4000000000");
    }

    void leadingIntegers()
    {
        QVERIFY(leadingInteger("12px") == 12);
        QVERIFY(leadingInteger(" \t\n-7") == -7);
        QVERIFY(leadingInteger("+5") == 5);
        QVERIFY(leadingInteger("007") == 7);
        QVERIFY(leadingInteger("99999999999999999999") == INT64_MAX);
        for (const char* none : {"", "  ", "x", "-", "+-5", "--5", ".5", "- 5"})
            QVERIFY2(!leadingInteger(none), none);
    }
};

HEAPLINE_TEST(TstObjectNames)

} // namespace tst_object_names

#include "tst_object_names.moc"
