// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utf16.h"
#include "core/heap/duplicated_strings.h"
#include "core/heap/name_ranks.h"
#include "core/heap/object_names.h"
#include "core/heap/string_text.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/graph_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <set>

namespace tst_concatenated_strings {

using namespace heapline;

namespace {

constexpr std::size_t all = std::numeric_limits<std::size_t>::max();

/// Puts texts together part by part, as DevTools does.
class NaiveStrings {
public:
    explicit NaiveStrings(const GraphBuilder& builder) : m_nodes(builder.nodes), m_parts(builder.nodes.size())
    {
        for (const GraphBuilder::Edge& edge : builder.edges) {
            if (edge.name == "first")
                m_parts[edge.from].first = edge.to;
            if (edge.name == "second")
                m_parts[edge.from].second = edge.to;
        }
    }

    /// Nothing if it does not come to an end.
    std::optional<std::string> name(std::uint32_t string) const { return beginning(string, longestConcatenatedText); }
    std::string wholeText(std::uint32_t string) const { return beginning(string, all).value(); }

private:
    std::optional<std::string> beginning(std::uint32_t string, std::size_t mostUnits) const
    {
        constexpr int mostSteps = 50'000;
        std::string text;
        std::size_t units = 0;
        std::vector<std::uint32_t> open = {string};
        for (int steps = 0; !open.empty() && units < mostUnits; ++steps) {
            if (steps == mostSteps)
                return {};
            const std::uint32_t part = open.back();
            open.pop_back();
            if (m_nodes[part].type != "concatenated string") {
                text += m_nodes[part].name;
                units += utf16Length(m_nodes[part].name);
                continue;
            }
            open.push_back(m_parts[part].second);
            open.push_back(m_parts[part].first);
        }
        return text;
    }

    const std::vector<GraphBuilder::Node>& m_nodes;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_parts; ///< the root, without a name, for those that are missing
};

/// A dozen strings put together from one another, some of them empty, some without one of their parts.
/// @param withRings whether a string may be a part of its parts
GraphBuilder randomStrings(std::mt19937& random, bool withRings)
{
    static const std::vector<std::string> texts = {"",
                                                   "",
                                                   "a",
                                                   "b",
                                                   "ab",
                                                   "\xF0\x9F\x98\x80",
                                                   std::string(500, 'x'),
                                                   std::string(501, 'x'),
                                                   std::string(1023, 'y'),
                                                   std::string(1024, 'z')};
    GraphBuilder builder("root");
    const std::uint32_t count = 2 + random() % 12;
    for (std::uint32_t i = 0; i < count; ++i)
        builder.add("concatenated string", "(concatenated string)", 8);
    for (std::uint32_t i = 0; i < 5; ++i)
        builder.add("string", texts[random() % texts.size()], 8);
    for (std::uint32_t string = 1; string <= count; ++string) {
        builder.link(0, string);
        for (const char* side : {"first", "second"}) {
            const std::uint32_t from = withRings ? 1 : string + 1;
            if (random() % 16)
                builder.link(string, from + random() % (count + 6 - from), "internal", side);
        }
    }
    return builder;
}

/// A text that grows by one part at a time, and the string that it begins with. @return the longest string
std::uint32_t addRope(GraphBuilder& builder, std::uint32_t beginning, std::uint32_t parts)
{
    const std::uint32_t letters[] = {builder.add("string", "a", 8), builder.add("string", "bc", 8)};
    for (std::uint32_t i = 0; i < parts; ++i) {
        const std::uint32_t longer = builder.add("concatenated string", "(concatenated string)", 8);
        builder.link(longer, beginning, "internal", "first");
        builder.link(longer, letters[i % 2], "internal", "second");
        beginning = longer;
    }
    return beginning;
}

} // namespace

class TstConcatenatedStrings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<bool>("withRings");
        QTest::newRow("acyclic") << false;
        QTest::newRow("rings") << true;
    }
    void names()
    {
        QFETCH(bool, withRings);
        std::mt19937 random(31);
        int ended = 0;
        int endless = 0;
        for (int round = 0; round < 1000; ++round) {
            const GraphBuilder builder = randomStrings(random, withRings);
            const NaiveStrings naive(builder);
            const HeapGraph graph = builder.build();
            for (std::uint32_t node = 1; node < graph.nodeCount(); ++node) {
                const std::string name = heapline::objectName(graph, NodeOrdinal(node));
                const std::optional<std::string> expected = naive.name(node);
                ++(expected ? ended : endless);
                if (expected)
                    QCOMPARE(name, *expected);
            }
        }
        QVERIFY(ended > 5'000);
        QCOMPARE(endless > 0, withRings);
    }

    /// The filter and the count against comparing each with each.
    void equalStrings()
    {
        std::mt19937 random(32);
        int equalPairs = 0;
        int alikePairs = 0; // of one name, but not of one text
        for (int round = 0; round < 1000; ++round) {
            const GraphBuilder builder = randomStrings(random, false);
            const NaiveStrings naive(builder);
            const Heap heap = builder.analyse();
            std::map<std::string, std::vector<std::uint32_t>> stringsOfName;
            std::map<std::pair<std::string, std::string>, std::uint64_t> countOfText;
            for (std::uint32_t node = 1; node < heap.graph.nodeCount(); ++node) {
                bool isFlattened = false;
                for (const GraphBuilder::Edge& edge : builder.edges)
                    isFlattened = isFlattened || (edge.from == node && edge.from != 0 && naive.name(edge.to)->empty());
                if (!isFlattened) {
                    stringsOfName[*naive.name(node)].push_back(node);
                    ++countOfText[{*naive.name(node), naive.wholeText(node)}];
                }
            }
            const std::vector<std::uint8_t> isDuplicate = findDuplicatedStrings(heap, {});
            std::set<std::uint32_t> duplicates;
            for (const auto& [name, strings] : stringsOfName) {
                if (strings.size() > 1)
                    duplicates.insert(strings.begin(), strings.end());
            }
            for (std::uint32_t node = 1; node < heap.graph.nodeCount(); ++node) {
                QCOMPARE(isDuplicate[node] != 0, duplicates.contains(node));
                const std::string name = *naive.name(node);
                const std::uint64_t count = countOfText[{name, naive.wholeText(node)}];
                QVERIFY(findEqualStrings(heap, NodeOrdinal(node), {}) == (EqualStrings{count, 8 * count}));
                equalPairs += count > 1;
                alikePairs += duplicates.contains(node) && count < stringsOfName[name].size();
            }
        }
        QVERIFY(equalPairs > 1000);
        QVERIFY(alikePairs > 100);
    }

    /// Going through each string to its beginning would take hours.
    void longRopes()
    {
        GraphBuilder builder("root");
        const std::uint32_t start = builder.add("string", "start ", 8);
        const std::uint32_t rope = addRope(builder, start, 400'000);
        const std::uint32_t twin = addRope(builder, start, 400'000);
        builder.link(0, rope);
        builder.link(0, twin);
        const Heap heap = builder.analyse();
        std::string text = "start ";
        for (int i = 0; i < 200'000; ++i)
            text += "abc";

        QCOMPARE(heapline::objectName(heap.graph, NodeOrdinal(rope)), text.substr(0, 1024));
        QCOMPARE(heapline::objectName(heap.graph, NodeOrdinal(rope - 1)), text.substr(0, 1024));
        const StringText whole = stringText(heap, NodeOrdinal(rope), all, {});
        QVERIFY(whole.text == text);
        QVERIFY(whole.length == text.size() && !whole.isRestLeftOut);
        QCOMPARE(whole.parts, std::uint64_t{400'001});

        const std::vector<std::uint8_t> isDuplicate = findDuplicatedStrings(heap, {});
        QVERIFY(std::all_of(isDuplicate.begin() + start + 3, isDuplicate.begin() + rope + 1,
                            [](std::uint8_t is) { return is == 1; }));
        QVERIFY(findEqualStrings(heap, NodeOrdinal(rope), {}) == (EqualStrings{2, 16}));
        QVERIFY(findEqualStrings(heap, NodeOrdinal(start + 10), {}) == (EqualStrings{2, 16}));

        std::vector<NodeOrdinal> objects;
        for (std::uint32_t node = 0; node < heap.graph.nodeCount(); ++node)
            objects.emplace_back(node);
        const std::vector<std::uint32_t> ranks = rankNames(heap.graph, objects);
        QCOMPARE(ranks[rope], ranks[twin]);
        QCOMPARE(ranks[rope - 300'000], ranks[rope]);
        QVERIFY(ranks[start + 3] < ranks[start + 4]);
        QVERIFY(ranks[start + 4] < ranks[rope]);
    }

    /// Of long texts no more than the beginning is kept; they are told apart all the same.
    void longParts()
    {
        GraphBuilder builder(
            "root -> c1:cons(8) c2:cons(8) c3:cons(8) f:string(8) o1:object=Object o2:object=Object o3:object=Object;"
            "c1 -> internal:first k:string(8) internal:second a:string(8);"
            "c2 -> internal:first k internal:second b:string(8); c3 -> internal:first k internal:second a2:string(8)");
        const std::string beginning(10'000, 'x');
        const auto name = [&](const char* label, const std::string& text) {
            builder.nodes[builder[label].value].name = text;
        };
        name("a", beginning + "a");
        name("a2", beginning + "a");
        name("b", beginning + "b");
        name("f", "k" + beginning + "a");
        builder.link(builder["o1"].value, builder["k"].value, "property", beginning + "b");
        builder.link(builder["o2"].value, builder["k"].value, "property", beginning + "a");
        builder.link(builder["o3"].value, builder["k"].value, "property", beginning + "b");
        const Heap heap = builder.analyse();
        const std::vector<std::uint8_t> isDuplicate = findDuplicatedStrings(heap, {});
        for (const char* label : {"c1", "c3", "f"}) {
            QCOMPARE(isDuplicate[builder[label].value], 1);
            QCOMPARE(findEqualStrings(heap, builder[label], {}).count, 3U);
        }
        QCOMPARE(isDuplicate[builder["c2"].value], 0);
        const std::vector<std::uint32_t> ranks =
            rankNames(heap.graph, std::vector{builder["c1"], builder["c2"], builder["c3"], builder["f"], builder["k"],
                                              builder["o1"], builder["o2"], builder["o3"]});
        QCOMPARE(ranks, (std::vector<std::uint32_t>{1, 4, 1, 1, 0, 6, 5, 6}));
    }

    /// Slices have one name, whatever their text; it counts where the file tells it.
    void equalStringsOfSlices()
    {
        GraphBuilder builder(
            "root -> a:cons(8) b:cons(8) c:cons(8) d:cons(8) e:cons(8);"
            "a -> internal:first s:'sliced string'='(sliced string)' internal:second end:string(8)=x;"
            "b -> internal:first t:'sliced string'='(sliced string)' internal:second end;"
            "c -> internal:first u:'sliced string'='(sliced string)' internal:second end;"
            "d -> internal:first v:'sliced string'='(sliced string)' internal:second end;"
            "e -> internal:first v internal:second end;"
            "s -> internal:parent p:string(8)=abcabcd internal:offset zero:number=int internal:length three:number=int;"
            "t -> internal:parent p internal:offset three internal:length three;"
            "u -> internal:parent p internal:offset four:number=int internal:length three;"
            "zero -> internal:value w:string='0'; three -> internal:value x:string='3'; four -> internal:value y:string='4'");
        const Heap heap = builder.analyse();
        const auto countOf = [&](const char* label) { return findEqualStrings(heap, builder[label], {}).count; };
        QCOMPARE(stringText(heap, builder["u"], all, {}).text, "bcd");
        QCOMPARE(countOf("a"), 2U); // b is abcx, too
        QCOMPARE(countOf("b"), 2U);
        QCOMPARE(countOf("c"), 1U);
        QCOMPARE(countOf("d"), 2U); // of one slice, wherever it is
        const std::vector<std::uint8_t> isDuplicate = findDuplicatedStrings(heap, {});
        for (const char* label : {"a", "b", "c", "d", "e"})
            QCOMPARE(isDuplicate[builder[label].value], 1); // as DevTools, which goes by names
    }

    /// Deeper than any stack, and no text until the far end.
    void longChainsWithoutText()
    {
        GraphBuilder builder("root -> c:cons end:string");
        std::uint32_t last = builder["c"].value;
        for (int i = 0; i < 300'000; ++i) {
            const std::uint32_t next = builder.add("concatenated string", "", 0);
            builder.link(last, next, "internal", i % 2 ? "first" : "second");
            last = next;
        }
        builder.link(last, builder["end"].value, "internal", "first");
        QCOMPARE(heapline::objectName(builder.build(), builder["c"]), "end");
    }

    /// Each string is twice the one before: more text than a string of V8, or the memory, can hold.
    void doubledTexts()
    {
        GraphBuilder builder("root");
        std::uint32_t last = builder.add("string", "ab", 8);
        for (int i = 0; i < 80; ++i) {
            const std::uint32_t next = builder.add("concatenated string", "", 8);
            builder.link(next, last, "internal", "first");
            builder.link(next, last, "internal", "second");
            last = next;
        }
        builder.link(0, last);
        builder.link(0, builder.add("concatenated string", "", 8));
        builder.link(last + 1, last - 1, "internal", "first");
        builder.link(last + 1, last - 1, "internal", "second");
        const Heap heap = builder.analyse();
        QCOMPARE(heapline::objectName(heap.graph, NodeOrdinal(last)).size(), std::size_t{1024});
        QVERIFY(findEqualStrings(heap, NodeOrdinal(last), {}) == (EqualStrings{1, 8})); // the file tells of no such string
        QVERIFY(findEqualStrings(heap, NodeOrdinal(12U), {}) == (EqualStrings{1, 8}));
    }
};

HEAPLINE_TEST(TstConcatenatedStrings)

} // namespace tst_concatenated_strings

#include "tst_concatenated_strings.moc"
