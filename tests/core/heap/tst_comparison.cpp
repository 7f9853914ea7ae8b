// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/comparison.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/naive_graph.h"

#include <QTest>

#include <map>

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
    return compareById(newer, base, progress);
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

    void idsOfOneProcess()
    {
        const auto comparable = [](const char* newer, const char* base) {
            return areIdsComparable(GraphBuilder(newer).analyse(), GraphBuilder(base).analyse());
        };
        QVERIFY(comparable("root -> a@3 b@5 c@7", "root -> a@3 b@5"));
        QVERIFY(!comparable("root -> x@3 y@5 z@7", "root -> a@3 b@5"));
        QVERIFY(!comparable("root -> x:string@3 y:string@5", "root -> x@3 y@5"));
    }
};

QTEST_GUILESS_MAIN(TstComparison)
#include "tst_comparison.moc"
