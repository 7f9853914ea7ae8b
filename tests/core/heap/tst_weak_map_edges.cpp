// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/weak_map_edges.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/graph_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <random>
#include <regex>

namespace tst_weak_map_edges {

using namespace heapline;

namespace {

/// The pattern of DevTools.
const std::regex pattern(R"(^\d+( / part of key \(.*? @\d+\) -> value \(.*? @\d+\) pair in WeakMap \(table @(\d+)\))$)");

const std::string v8Name = "2 / part of key (Object @79745) -> value (Object @107373) pair in WeakMap (table @107371)";

} // namespace

class TstWeakMapEdges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<std::string>("name");
        QTest::addColumn<bool>("matches");
        const auto row = [](const std::string& name, bool matches) {
            QTest::newRow(QByteArray::fromStdString(name).toPercentEncoding(" /()@>").constData()) << name << matches;
        };
        row(v8Name, true);
        row("0 / part of key ( @1) -> value ( @2) pair in WeakMap (table @3)", true);
        row("12345 / part of key (a @b @1) -> value (x) -> value (y @2) pair in WeakMap (table @3)", true);
        row("1 / part of key (f) -> value (g @1) -> value (h @2) pair in WeakMap (table @3)", true);
        row("1 / part of key (a @1) -> value (a @2) pair in WeakMap (table @4) -> value (b @3) pair in WeakMap (table @5)",
            true);
        row("1 / part of key (한글 @1) -> value (é @2) pair in WeakMap (table @3)", true);
        row("", false);
        row("2", false);
        row("2 / key Object in WeakMap", false); // as Node 12 writes
        row(" " + v8Name, false);
        row(v8Name + " ", false);
        row("x" + v8Name, false);
        row(v8Name.substr(1), false); // no number
        row("2 / part of key (Object@79745) -> value (Object @107373) pair in WeakMap (table @107371)", false);
        row("2 / part of key (Object @) -> value (Object @107373) pair in WeakMap (table @107371)", false);
        row("2 / part of key (Object @79745) -> value (Object @x) pair in WeakMap (table @107371)", false);
        row("2 / part of key (Object @79745) -> value (Object @107373) pair in WeakMap (table @)", false);
        row("2 / part of key (Object @79745) -> value (Object @107373) pair in WeakMap (table 107371)", false);
        row("2 / part of key (Object @79745) -> value (Object @107373) pair in WeakSet (table @107371)", false);
        row("2 / part of key (Object @79745) - value (Object @107373) pair in WeakMap (table @107371)", false);
        row("2 / part of key (@79745) -> value (@107373) pair in WeakMap (table @107371)", false);
        row("2 / part of key (two\nlines @1) -> value (Object @2) pair in WeakMap (table @3)", false);
        row("2 / part of key (a @1) -> value (line\rend @2) pair in WeakMap (table @3)", false);
    }
    void names()
    {
        QFETCH(std::string, name);
        QFETCH(bool, matches);
        QCOMPARE(std::regex_match(name, pattern), matches);
        QCOMPARE(parseWeakMapEdgeName(name).has_value(), matches);
    }

    /// Other line ends that JavaScript's `.` stops at; std::regex does not know them.
    void unicodeLineEnds()
    {
        QVERIFY(!parseWeakMapEdgeName("2 / part of key (a\u2028b @1) -> value (c @2) pair in WeakMap (table @3)"));
        QVERIFY(!parseWeakMapEdgeName("2 / part of key (a @1) -> value (b\u2029 @2) pair in WeakMap (table @3)"));
        QVERIFY(parseWeakMapEdgeName("2 / part of key (a\u202A @1) -> value (c @2) pair in WeakMap (table @3)"));
    }

    void partsOfAName()
    {
        const auto name = parseWeakMapEdgeName(v8Name);
        QVERIFY(name);
        QCOMPARE(std::string(name->pair), v8Name.substr(1));
        QCOMPARE(name->tableId, 107371u);
        QCOMPARE(parseWeakMapEdgeName("1 / part of key (a @1) -> value (b @2) pair in WeakMap (table @9007199254740993)")
                     ->tableId,
                 std::uint64_t{9007199254740993});
    }

    /// Names put together from pieces of real ones, some left out, doubled or changed.
    void randomNames()
    {
        static constexpr std::array<const char*, 21> pieces = {"2",
                                                               "17",
                                                               " / part of key (",
                                                               "Object",
                                                               " @",
                                                               "79745",
                                                               ") -> value (",
                                                               "Object",
                                                               " @",
                                                               "107373",
                                                               ") pair in WeakMap (table @",
                                                               "107371",
                                                               ")",
                                                               " ",
                                                               "(",
                                                               "@",
                                                               "\n",
                                                               "x",
                                                               "->",
                                                               " @5) -> value (",
                                                               " @5) pair in WeakMap (table @6)"};
        std::mt19937 random(24);
        int matches = 0;
        for (int round = 0; round < 30'000; ++round) {
            std::string name;
            const unsigned oddity = random() % 3; // how often a piece is not the expected one: never, rarely, often
            for (std::size_t i = random() % 16 == 0; i < 13; ++i) {
                const bool isOdd = oddity && random() % (oddity == 1 ? 12 : 3) == 0;
                if (i == 1 && !isOdd)
                    continue; // one leading number is enough
                name += isOdd ? (random() % 2 ? pieces[random() % pieces.size()] : "") : pieces[i];
            }
            std::smatch match;
            const bool wanted = std::regex_match(name, match, pattern);
            const auto got = parseWeakMapEdgeName(name);
            QVERIFY2(got.has_value() == wanted, name.c_str());
            if (wanted) {
                ++matches;
                QCOMPARE(std::string(got->pair), match[1].str());
                QCOMPARE(std::to_string(got->tableId), std::to_string(std::stoull(match[2].str())));
            }
        }
        QVERIFY(matches > 5'000 && matches < 25'000);
    }

    void edgesOfAGraph()
    {
        const std::string pair = " / part of key (K @5) -> value (V @9) pair in WeakMap (table @7)";
        const GraphBuilder builder("root -> table:array@7 key@5; table -> internal:'1" + pair
                                   + "' value; key -> internal:'33" + pair
                                   + "' value;"
                                     "key -> property:'33"
                                   + pair
                                   + "' value internal:map m internal:'1 / part of key (K @5) -> value (W @11) pair "
                                     "in WeakMap (table @8)' other");
        const HeapGraph graph = builder.build();
        const WeakMapEdges weakMaps(graph);
        QCOMPARE(weakMaps.pairCount(), 2u);
        std::vector<std::string> found; // table and number of the pair, in order of first meeting
        std::vector<std::uint32_t> pairs;
        for (std::uint32_t e = 0; e < graph.edgeCount(); ++e) {
            const auto* entry = weakMaps.find(graph, EdgeIndex(e));
            if (!entry) {
                found.emplace_back("-");
                continue;
            }
            auto known = std::find(pairs.begin(), pairs.end(), entry->pair);
            if (known == pairs.end())
                known = pairs.insert(pairs.end(), entry->pair);
            found.push_back(std::to_string(entry->tableId) + " pair " + std::to_string(known - pairs.begin()));
        }
        QVERIFY((found == std::vector<std::string>{"-", "-", "7 pair 0", "7 pair 0", "-", "-", "8 pair 1"}));
    }
};

HEAPLINE_TEST(TstWeakMapEdges)

} // namespace tst_weak_map_edges

#include "tst_weak_map_edges.moc"
