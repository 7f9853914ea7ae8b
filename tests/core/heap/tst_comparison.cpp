// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/comparison.h"
#include "core/heap/id_evidence.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/naive_graph.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <map>

namespace tst_comparison {

using namespace heapline;

namespace {

/// "key: +count/bytes -count/bytes; " for each row.
std::string text(const std::vector<ClassDifference>& rows)
{
    std::string text;
    for (const ClassDifference& row : rows)
        text += row.key + ": +" + std::to_string(row.addedCount) + '/' + std::to_string(row.addedSize) + " -"
                + std::to_string(row.removedCount) + '/' + std::to_string(row.removedSize) + "; ";
    return text;
}

std::vector<ClassDifference> compared(const Heap& newer, const Heap& base)
{
    Progress progress;
    std::vector<ClassDifference> rows = compareById(newer, base, progress).rows;
    std::erase_if(rows, [](const ClassDifference& row) { return !row.differs(); });
    return rows;
}

/// Where the constructor of an object's class stands: at column 1 of a line.
struct Place {
    std::string label;
    std::int64_t script;
    std::int64_t line;
};

using Urls = std::map<std::string, std::string>; ///< id of a script -> its URL

Heap heapWithPlaces(const char* drawing, const std::vector<Place>& places)
{
    GraphBuilder builder(drawing);
    for (const Place& place : places) {
        builder.locations.object.push_back(builder[place.label]);
        builder.locations.scriptId.push_back(place.script);
        builder.locations.line.push_back(place.line);
        builder.locations.column.push_back(1);
    }
    return builder.analyse();
}

std::vector<std::string> scriptsOf(const Heap& heap, const Urls& urls)
{
    std::vector<std::string> scripts;
    for (const std::string& key : heap.classes.key) {
        const auto found = urls.find(key.substr(0, key.find(',')));
        scripts.push_back(found == urls.end() ? std::string() : found->second);
    }
    return scripts;
}

/// The rows that differ when two drawings are compared by class.
std::string comparedByClass(const char* newer, const char* base, const std::vector<Place>& newerPlaces = {},
                            const std::vector<Place>& basePlaces = {}, const Urls& newerUrls = {}, const Urls& baseUrls = {})
{
    const Heap a = heapWithPlaces(newer, newerPlaces);
    const Heap b = heapWithPlaces(base, basePlaces);
    Progress progress;
    std::vector<ClassDifference> rows = compareByClass(a, scriptsOf(a, newerUrls), b, scriptsOf(b, baseUrls), progress).rows;
    std::erase_if(rows, [](const ClassDifference& row) { return !row.differs(); });
    return text(rows);
}

} // namespace

class TstComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void known_data()
    {
        QTest::addColumn<std::string>("base");
        QTest::addColumn<std::string>("newer");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const char* base, const char* newer, const char* expected) {
            QTest::newRow(name) << std::string(base) << std::string(newer) << std::string(expected);
        };
        row("equal", "root -> a(1)@3=A b(2)@5=B", "root -> b(2)@5=B a(1)@3=A", "");
        row("one gone, one new", "root -> a(1)@3=A b(2)@5=A", "root -> b(2)@5=A c(4)@7=A", ",A: +1/4 -1/1; ");
        row("another size is the same object", "root -> a(1)@3=A", "root -> a(9)@3=A", "");
        row("without a size nothing counts", "root -> a@3=A b(1)@5=A", "root -> a(1)@3=A b@5=A", ",A: +1/1 -1/1; ");
        row("another class is another object", "root -> a(1)@3=A", "root -> a(1)@3=B", ",A: +0/0 -1/1; ,B: +1/1 -0/0; ");
        row("classes of the base first, in the order of their objects", "root -> b(1)@3=B a(1)@5=A", "root -> c(1)@7=C",
            ",B: +0/0 -1/1; ,A: +0/0 -1/1; ,C: +1/1 -0/0; ");
        row("ids that come twice", "root -> a(1)@3=A b(2)@3=A", "root -> a(1)@3=A", ",A: +0/0 -1/2; ");
        // Two objects make a shape; the base has one {p}, but is named by the shapes of the newer heap.
        row("shapes are those of the newer heap", "root -> a(1)@3=Object s:string; a -> property:p s",
            "root -> a(1)@3=Object b(2)@7=Object s:string; a -> property:p s; b -> property:p s", ",{p}: +1/2 -0/0; ");
        row("shapes that the newer heap no longer has",
            "root -> a(1)@3=Object b(2)@7=Object s:string; a -> property:p s; b -> property:p s",
            "root -> a(1)@3=Object s:string; a -> property:p s", ",Object: +0/0 -1/2; ");
    }
    void known()
    {
        QFETCH(std::string, base);
        QFETCH(std::string, newer);
        QFETCH(std::string, expected);
        QCOMPARE(text(compared(GraphBuilder(newer).analyse(), GraphBuilder(base).analyse())), expected);
    }

    void namesGoWithTheirKeys()
    {
        const auto rows = compared(
            GraphBuilder("root -> o(1)@9=A").analyse(),
            GraphBuilder("root -> a(1)@3=Object b(2)@7=Object s:string; a -> property:p s; b -> property:p s").analyse());
        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(rows[0].key, ",Object");
        QCOMPARE(rows[0].name, "Object");
        QCOMPARE(rows[0].countDelta(), std::int64_t{-2});
        QCOMPARE(rows[0].sizeDelta(), std::int64_t{-3});
        QCOMPARE(rows[1].countDelta(), std::int64_t{1});
    }

    void randomGraphs()
    {
        using Objects = std::map<std::pair<std::string, std::uint64_t>, std::uint64_t>; // key and id -> bytes
        const auto objectsOf = [](const Heap& heap) {
            Objects objects;
            for (std::uint32_t i = 0; i < heap.graph.nodeCount(); ++i) {
                if (heap.shallowSize[i])
                    objects.emplace(std::pair(heap.classes.key[heap.classOf[i].value], heap.graph.nodes.id[i]),
                                    heap.shallowSize[i]);
            }
            return objects;
        };
        std::mt19937 random(43);
        static constexpr std::array<const char*, 4> types = {"object", "string", "native", "closure"};
        for (int round = 0; round < 500; ++round) {
            std::array<Heap, 2> heaps;
            for (Heap& heap : heaps) {
                GraphBuilder builder = randomGraph(random, types);
                std::vector<std::uint64_t> ids(60);
                std::iota(ids.begin(), ids.end(), 1);
                std::ranges::shuffle(ids, random);
                for (std::uint32_t i = 0; i < builder.nodes.size(); ++i)
                    builder.nodes[i].id = ids[i];
                heap = builder.analyse();
            }
            const Objects base = objectsOf(heaps[0]);
            const Objects newer = objectsOf(heaps[1]);
            std::map<std::string, ClassDifference> expected;
            for (const auto& [object, bytes] : newer) {
                if (base.contains(object))
                    continue;
                ++expected[object.first].addedCount;
                expected[object.first].addedSize += bytes;
            }
            for (const auto& [object, bytes] : base) {
                if (newer.contains(object))
                    continue;
                ++expected[object.first].removedCount;
                expected[object.first].removedSize += bytes;
            }
            const auto rows = compared(heaps[1], heaps[0]);
            QCOMPARE(rows.size(), expected.size());
            for (const ClassDifference& row : rows) {
                const ClassDifference& wanted = expected[row.key];
                QCOMPARE(row.addedCount, wanted.addedCount);
                QCOMPARE(row.addedSize, wanted.addedSize);
                QCOMPARE(row.removedCount, wanted.removedCount);
                QCOMPARE(row.removedSize, wanted.removedSize);
            }
        }
    }

    void objectsOfRows()
    {
        const Heap base = GraphBuilder("root -> a(1)@3=A b(2)@5=A c(4)@9=B").analyse();
        const Heap newer = GraphBuilder("root -> b(7)@5=A d(3)@11=A e(1)@13=C").analyse();
        Progress progress;
        const Comparison comparison = compareById(newer, base, progress);
        QCOMPARE(text(comparison.rows), ",A: +1/3 -1/1; ,B: +0/0 -1/4; ,C: +1/1 -0/0; ");
        QCOMPARE(comparison.addedOf(0).size(), std::size_t{1});
        QCOMPARE(newer.graph.nodes.id[comparison.addedOf(0)[0].value], std::uint64_t{11});
        QCOMPARE(base.graph.nodes.id[comparison.removedOf(0)[0].value], std::uint64_t{3});
        QVERIFY(comparison.addedOf(1).empty());
        QCOMPARE(base.graph.nodes.id[comparison.removedOf(1)[0].value], std::uint64_t{9});
        const ClassDifference& row = comparison.rows[0];
        QCOMPARE(row.newerCount, std::uint64_t{2});
        QCOMPARE(row.newerSize, std::uint64_t{10});
        QCOMPARE(row.baseCount, std::uint64_t{2});
        QCOMPARE(row.baseSize, std::uint64_t{3});
        QCOMPARE(row.changedCount, std::uint64_t{1});
        QCOMPARE(row.changedSize, std::int64_t{5});
        QCOMPARE(newer.classes.name[row.newerClass.value], "A");
        QVERIFY(!comparison.rows[1].newerClass.isValid());

        // Of the ids in (3, 11]: object 3 was not made in it, 9 and 11 were.
        QCOMPARE(text(narrowRows(comparison, newer, base, IdRange{3, 11}, {})),
                 ",A: +1/3 -0/0; ,B: +0/0 -1/4; ,C: +0/0 -0/0; ");
        std::vector<std::uint8_t> passes(newer.graph.nodeCount(), 0);
        passes[comparison.addedOf(2)[0].value] = 1;
        QCOMPARE(text(narrowRows(comparison, newer, base, {}, passes)), ",A: +0/0 -0/0; ,B: +0/0 -0/0; ,C: +1/1 -0/0; ");
    }

    void byClass()
    {
        QCOMPARE(comparedByClass("root -> c(4)@3=A d(5)@7=A e(6)@9=A", "root -> a(1)@3=A b(2)@5=A"), ",A: +3/15 -2/3; ");
        // The shapes are those of the newer heap.
        QCOMPARE(comparedByClass("root -> a(1)@3=Object b(2)@7=Object s:string; a -> property:p s; b -> property:p s",
                                 "root -> a(1)@3=Object s:string; a -> property:p s"),
                 ",{p}: +2/3 -1/1; ");
    }

    void classesAtPlaces()
    {
        const char* two = "root -> a(1)=A b(2)=A";
        const char* three = "root -> a(3)=A b(4)=A";
        // Another script id, the same places.
        QCOMPARE(comparedByClass(three, two, {{"a", 7, 10}, {"b", 7, 20}}, {{"a", 5, 10}, {"b", 5, 20}}),
                 "7,10,1,A: +1/3 -1/1; 7,20,1,A: +1/4 -1/2; ");
        // One constructor has moved, and only one class of the name is left on either side.
        QCOMPARE(comparedByClass(three, two, {{"a", 7, 10}, {"b", 7, 21}}, {{"a", 5, 10}, {"b", 5, 20}}),
                 "7,10,1,A: +1/3 -1/1; 7,21,1,A: +1/4 -1/2; ");
        // Both have moved: nobody knows which is which.
        QCOMPARE(comparedByClass(three, two, {{"a", 7, 11}, {"b", 7, 21}}, {{"a", 5, 10}, {"b", 5, 20}}),
                 "5,10,1,A: +0/0 -1/1; 5,20,1,A: +0/0 -1/2; 7,11,1,A: +1/3 -0/0; 7,21,1,A: +1/4 -0/0; ");
        // Two scripts with a class at one place: told apart where URLs are known, one row where they are not.
        const std::vector<Place> placesA = {{"a", 7, 10}, {"b", 8, 10}};
        const std::vector<Place> placesB = {{"a", 5, 10}, {"b", 4, 10}};
        QCOMPARE(
            comparedByClass(three, two, placesA, placesB, {{"7", "x.js"}, {"8", "y.js"}}, {{"5", "y.js"}, {"4", "x.js"}}),
            "8,10,1,A: +1/4 -1/1; 7,10,1,A: +1/3 -1/2; ");
        QCOMPARE(comparedByClass(three, two, placesA, placesB, {{"7", "x.js"}}, {{"5", "y.js"}, {"4", "x.js"}}),
                 "7,10,1,A: +2/7 -2/3; ");
        // Another class at the same place is another class.
        QCOMPARE(comparedByClass("root -> a(3)=B", "root -> a(1)=A", {{"a", 7, 10}}, {{"a", 5, 10}}),
                 "5,10,1,A: +0/0 -1/1; 7,10,1,B: +1/3 -0/0; ");
    }

    void randomGraphsByClass()
    {
        std::mt19937 random(44);
        static constexpr std::array<const char*, 4> types = {"object", "string", "native", "closure"};
        for (int round = 0; round < 200; ++round) {
            const Heap base = randomGraph(random, types).analyse();
            const Heap newer = randomGraph(random, types).analyse();
            struct Sums {
                std::uint64_t count = 0;
                std::uint64_t bytes = 0;
            };
            std::map<std::string, std::array<Sums, 2>> expected;
            for (int side = 0; side < 2; ++side) {
                const Heap& heap = side == 0 ? newer : base;
                for (std::uint32_t i = 0; i < heap.graph.nodeCount(); ++i) {
                    if (heap.shallowSize[i] == 0)
                        continue;
                    Sums& sums = expected[heap.classes.name[heap.classOf[i].value]][static_cast<std::size_t>(side)];
                    ++sums.count;
                    sums.bytes += heap.shallowSize[i];
                }
            }
            Progress progress;
            const std::vector<std::string> noNewerScripts(newer.classes.size());
            const std::vector<std::string> noBaseScripts(base.classes.size());
            const Comparison comparison = compareByClass(newer, noNewerScripts, base, noBaseScripts, progress);
            QVERIFY(comparison.by == MatchedBy::Class);
            std::size_t found = 0;
            for (std::size_t r = 0; r < comparison.rows.size(); ++r) {
                const ClassDifference& row = comparison.rows[r];
                if (!row.differs())
                    continue;
                ++found;
                const auto& wanted = expected[row.name];
                QCOMPARE(row.addedCount, wanted[0].count);
                QCOMPARE(row.addedSize, wanted[0].bytes);
                QCOMPARE(row.newerCount, wanted[0].count);
                QCOMPARE(row.removedCount, wanted[1].count);
                QCOMPARE(row.removedSize, wanted[1].bytes);
                QCOMPARE(comparison.addedOf(r).size(), std::size_t{row.addedCount});
                QCOMPARE(comparison.removedOf(r).size(), std::size_t{row.removedCount});
                for (const NodeOrdinal object : comparison.addedOf(r))
                    QCOMPARE(newer.classes.name[newer.classOf[object.value].value], row.name);
                for (const NodeOrdinal object : comparison.removedOf(r))
                    QCOMPARE(base.classes.name[base.classOf[object.value].value], row.name);
            }
            QCOMPARE(found, expected.size());
        }
    }

    void rangesOfOneHeap()
    {
        const Heap heap = GraphBuilder("root -> a(1)@3=A b(2)@5=A c(4)@7=B d(8)@9=C").analyse();
        ClassRowScratch scratch;
        std::vector<ClassRow> early;
        std::vector<ClassRow> late;
        computeClassRows(heap, IdRange{1, 5}, scratch, early);
        computeClassRows(heap, IdRange{3, 9}, scratch, late);
        QCOMPARE(text(compareRows(heap, late, early)), ",A: +1/2 -2/3; ,B: +1/4 -0/0; ,C: +1/8 -0/0; ");
        QCOMPARE(text(compareRows(heap, early, late)), ",A: +2/3 -1/2; ,B: +0/0 -1/4; ,C: +0/0 -1/8; ");
        QCOMPARE(text(compareRows(heap, {}, {})), "");
    }

    void idsOfOneLife()
    {
        const auto evidence = [](const char* newer, const char* base) {
            return compareIds(GraphBuilder(newer).analyse(), GraphBuilder(base).analyse(), {});
        };
        QVERIFY(evidence("root -> a@3 b@5 c@7", "root -> a@3 b@5").isOneLife());
        QVERIFY(!evidence("root -> x@3 y@5 z@7", "root -> a@3 b@5").isOneLife());
        QVERIFY(!evidence("root -> x:string@3 y:string@5", "root -> x@3 y@5").isOneLife());
        QVERIFY(!evidence("root -> x@31", "root -> a@33").isOneLife());
        // Even ids are given again and say nothing.
        QCOMPARE(evidence("root -> a@3 b:native@4", "root -> a@3 c:native@4").common,
                 evidence("root -> a@3", "root -> a@3").common);

        const IdEvidence later = evidence("root -> a@3 c@7 d@9", "root -> a@3 b@5 c@7");
        QCOMPARE(later.newerOnly, std::uint64_t{0});
        QCOMPARE(later.baseOnly, std::uint64_t{1});
        QVERIFY(!later.isBaseLater());
        QVERIFY(evidence("root -> a@3 b@5 c@7", "root -> a@3 c@7 d@9").isBaseLater());
    }

    /// Two runs of one program begin alike: the ids of what the engine makes agree, those of the program's objects do not.
    void idsThatAgreeAtFirst()
    {
        GraphBuilder base;
        GraphBuilder newer;
        for (std::uint32_t i = 0; i < 20'000; ++i) {
            base.link(0, base.add("object", "A" + std::to_string(i), 1));
            newer.link(0, newer.add("object", (i < 19'000 ? "A" : "B") + std::to_string(i), 1));
        }
        const IdEvidence evidence = compareIds(newer.analyse(), base.analyse(), {});
        QVERIFY(evidence.alike > 0.94);
        QVERIFY(evidence.leastAlike < 0.01);
        QVERIFY(!evidence.isOneLife());
    }
};

HEAPLINE_TEST(TstComparison)

} // namespace tst_comparison

#include "tst_comparison.moc"
