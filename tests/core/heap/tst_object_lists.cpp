// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/ignored_retainers.h"
#include "core/heap/object_lists.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/graph_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <random>

namespace tst_object_lists {

using namespace heapline;

namespace {

constexpr ObjectOrder byName = ObjectOrder::Name;
constexpr ObjectOrder byDistance = ObjectOrder::Distance;
constexpr ObjectOrder byShallow = ObjectOrder::ShallowSize;
constexpr ObjectOrder byRetained = ObjectOrder::RetainedSize;
constexpr ObjectOrder byId = ObjectOrder::Id;

std::string members(const GraphBuilder& builder, const std::string& className, const std::optional<IdRange>& ids,
                    ObjectOrder order, bool descending)
{
    const Heap heap = builder.analyse();
    std::string text;
    for (std::uint32_t c = 0; c < heap.classes.size(); ++c) {
        if (heap.classes.name[c] != className)
            continue;
        for (const NodeOrdinal node : sortedMembers(heap, ClassId(c), ids, order, descending))
            text += (text.empty() ? "" : " ") + builder.labelOf(node);
    }
    return text;
}

std::string edges(const GraphBuilder& builder, const char* label, ObjectOrder order, bool descending)
{
    const Heap heap = builder.analyse();
    const auto rows = sortedEdges(heap, builder[label], order, descending);
    if (rows.size() != edgeCount(heap, builder[label]))
        throw std::logic_error("the number of edges is wrong");
    std::string text;
    for (const EdgeIndex edge : rows)
        text += (text.empty() ? "" : " ") + builder.labelOf(heap.graph.target(edge));
    return text;
}

std::string retainers(const GraphBuilder& builder, const char* label, ObjectOrder order, bool descending)
{
    const Heap heap = builder.analyse();
    const auto rows = sortedRetainers(heap, builder[label], order, descending);
    if (rows.size() != retainerCount(heap, builder[label]))
        throw std::logic_error("the number of retainers is wrong");
    std::string text;
    for (const Retainer& row : rows) {
        if (heap.graph.owner(row.edge) != row.from || heap.graph.target(row.edge) != builder[label])
            throw std::logic_error("a retainer's edge is another one's");
        text += (text.empty() ? "" : " ") + builder.labelOf(row.from);
    }
    return text;
}

} // namespace

class TstObjectLists : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void membersOfAClass_data()
    {
        QTest::addColumn<int>("order");
        QTest::addColumn<bool>("descending");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, ObjectOrder order, bool descending, const char* expected) {
            QTest::newRow(name) << static_cast<int>(order) << descending << std::string(expected);
        };
        // Strings: s "b" 8 B @9, t "a" 8 B @5, u "b" 4 B @7, v "c" 2 B @3; w "z" has no size. All one step from the root but v.
        row("retained, largest first: ties by id", byRetained, true, "t s u v");
        row("retained, smallest first: ties by id all the same", byRetained, false, "v u t s");
        row("shallow", byShallow, true, "t s u v");
        row("name: ties by id", byName, false, "t u s v");
        row("name descending", byName, true, "v u s t");
        row("distance: ties by retained size", byDistance, false, "s t u v");
        row("distance descending", byDistance, true, "v s t u");
        row("id", byId, false, "v t u s");
        row("id descending", byId, true, "s u t v");
    }
    void membersOfAClass()
    {
        QFETCH(int, order);
        QFETCH(bool, descending);
        QFETCH(std::string, expected);
        const GraphBuilder builder(
            "root -> s:string(8)@9=b t:string(8)@5=a u:string(4)@7=b w:string@11=z o; o -> v:string(2)@3=c");
        QCOMPARE(members(builder, "(string)", {}, static_cast<ObjectOrder>(order), descending), expected);
    }

    /// More rows than a comparison sort gets, few different sizes and ids in no order; against a sort that asks for everything.
    void manyMembers_data()
    {
        QTest::addColumn<std::uint64_t>("unit");
        QTest::newRow("32 bits") << std::uint64_t{1};
        QTest::newRow("64 bits") << (std::uint64_t{1} << 31) + 1;
    }
    void manyMembers()
    {
        QFETCH(std::uint64_t, unit);
        constexpr std::uint32_t count = 100'000;
        std::mt19937 random(3);
        Heap heap;
        std::vector<std::uint64_t> ids(count);
        std::vector<std::uint64_t> sizes(count);
        for (std::uint32_t row = 0; row < count; ++row) {
            ids[row] = (row * std::uint64_t{7919} % count / 2) * unit; // two of each
            sizes[row] = random() % 50 * (random() % 50) * unit;
            heap.distance.push_back(static_cast<std::int32_t>(random() % 4) - 5);
            heap.classes.members.push_back(NodeOrdinal(row));
        }
        heap.graph.nodes.id = NumberColumn(ids);
        heap.shallowSize = NumberColumn(sizes);
        std::ranges::shuffle(sizes, random);
        heap.retainedSize = NumberColumn(sizes);
        heap.classes.firstMember = {0, count};

        for (const ObjectOrder order : {byDistance, byShallow, byRetained, byId}) {
            for (const bool descending : {false, true}) {
                std::vector<NodeOrdinal> expected(heap.classes.members.begin(), heap.classes.members.end());
                const auto keyOf = [&](NodeOrdinal node) {
                    const std::size_t row = node.value;
                    const std::int64_t key = order == byDistance  ? std::int64_t{heap.distance[row]}
                                             : order == byShallow ? static_cast<std::int64_t>(heap.shallowSize[row])
                                             : order == byId      ? static_cast<std::int64_t>(ids[row])
                                                                  : static_cast<std::int64_t>(sizes[row]);
                    const std::int64_t tie =
                        order == byDistance ? -static_cast<std::int64_t>(sizes[row]) : static_cast<std::int64_t>(ids[row]);
                    return std::pair(descending ? -key : key, tie);
                };
                std::ranges::stable_sort(expected, {}, keyOf);
                QVERIFY(sortedMembers(heap, ClassId(0), {}, order, descending) == expected);
                std::erase_if(expected, [&](NodeOrdinal node) { return ids[node.value] <= 1000 * unit; });
                QVERIFY(sortedMembers(heap, ClassId(0), IdRange{1000 * unit, IdRange::unbounded}, order, descending)
                        == expected);
            }
        }
    }

    void membersInARange()
    {
        const GraphBuilder builder("root -> a(1)@3=X b(2)@5=X c(4)@7=X d(8)@9=X");
        QCOMPARE(members(builder, "X", IdRange{3, 7}, byRetained, true), "c b");
        QCOMPARE(members(builder, "X", IdRange{}, byRetained, true), "d c b a");
        QCOMPARE(members(builder, "X", IdRange{9, IdRange::unbounded}, byRetained, true), "");
    }

    void edgesOfAnObject_data()
    {
        QTest::addColumn<int>("order");
        QTest::addColumn<bool>("descending");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, ObjectOrder order, bool descending, const char* expected) {
            QTest::newRow(name) << static_cast<int>(order) << descending << std::string(expected);
        };
        // Names as text: "a", "b", "z" before "10", "12" (a shortcut), "9"; __proto__ last.
        row("name", byName, false, "a b z ten twelve nine proto");
        row("name descending: all turned round but __proto__", byName, true, "nine twelve ten z b a proto");
        row("retained: ties by name", byRetained, true, "proto a b z ten twelve nine");
        row("retained ascending: ties by name all the same", byRetained, false, "a b z ten twelve nine proto");
    }
    void edgesOfAnObject()
    {
        QFETCH(int, order);
        QFETCH(bool, descending);
        QFETCH(std::string, expected);
        const GraphBuilder builder(
            "root -> o; o -> hidden:9 nine(1) z(1) property:__proto__ proto(5) element:10 ten(1) weak:b b(1) shortcut:'12x' twelve(1)"
            " a(1) invisible:i unseen(9)");
        QCOMPARE(edges(builder, "o", static_cast<ObjectOrder>(order), descending), expected);
    }

    void tiesOfEdges()
    {
        // Two edges of one name: the heavier target first; of one target: the order of the file.
        const GraphBuilder builder("root -> o; o -> property:x light(1) property:x heavy(2) property:x light");
        QCOMPARE(edges(builder, "o", byName, false), "heavy light light");
        QCOMPARE(edges(builder, "o", byRetained, true), "heavy light light");
        const Heap heap = builder.analyse();
        const auto rows = sortedEdges(heap, builder["o"], byName, false);
        QVERIFY(rows[1] < rows[2]);
    }

    void edgesByDistance()
    {
        const GraphBuilder builder("root -> o near; o -> near far never; never -> x; far -> y");
        QCOMPARE(edges(builder, "o", byDistance, false), "near far never");
        // Ties: by the name of the object, not of the edge, in either direction.
        const GraphBuilder ties("root -> o; o -> property:a zoo property:b ant property:c zoo element:1 mid");
        QCOMPARE(edges(ties, "o", byDistance, false), "ant mid zoo zoo");
        QCOMPARE(edges(ties, "o", byDistance, true), "ant mid zoo zoo");
    }

    void retainersOfAnObject()
    {
        const GraphBuilder builder(
            "root -> a b c target weak d; a -> target; b -> c2=c; c2 -> target; c -> target weak target; d -> weak target;"
            "far -> target; far2=aa -> target; far -> far2; far2 -> far");
        // The root and weak edges are left out. Unreached objects stand last, by name.
        QCOMPARE(retainers(builder, "target", byDistance, false), "a c c2 far2 far");
        QCOMPARE(retainers(builder, "target", byName, false),
                 "a far2 c2 c far"); // equal names: from the highest ordinal down
        QCOMPARE(retainers(builder, "c2", byDistance, false), "b");
        QCOMPARE(retainers(builder, "a", byDistance, false), "");
    }

    void weakRetainersStandLast()
    {
        const GraphBuilder builder("root -> a b far; a -> weak target; far -> x; x -> target; b -> weak target");
        const Heap heap = builder.analyse();
        std::string text;
        for (const Retainer& row : sortedRetainers(heap, builder["target"], byDistance, false, {nullptr, true}))
            text += builder.labelOf(row.from) + ' ';
        QCOMPARE(text, std::string("x a b "));
        QCOMPARE(retainerCount(heap, builder["target"], true), 3u);
        QCOMPARE(retainerCount(heap, builder["target"]), 1u);
        QVERIFY(!hasRetainers(heap, builder["a"], true)); // only the root
    }

    /// DevTools: ignored and unreachable ones get 200 000 000 more than their distance in the whole heap, and stand last.
    void retainersWithoutIgnoredOnes()
    {
        const std::string pair = " / part of key (K @5) -> value (V @9) pair in WeakMap (table @7)";
        const GraphBuilder builder("root -> a b table:array@7 key@5; a -> target; a -> m; m -> target; b -> c; c -> target;"
                                   "table -> internal:'1"
                                   + pair + "' value@9; key -> internal:'22" + pair + "' value");
        const Heap heap = builder.analyse();
        Progress progress;
        const IgnoredRetainers ignored(heap, {builder["a"], builder["key"]}, progress);
        std::string text;
        for (const Retainer& row : sortedRetainers(heap, builder["target"], byDistance, false, {&ignored, false}))
            text += builder.labelOf(row.from) + ' ' + std::to_string(retainerDistance(heap, row, &ignored)) + ' ';
        QCOMPARE(text, std::string("c 2 a 200000001 m 200000002 "));
        text.clear();
        for (const Retainer& row : sortedRetainers(heap, builder["value"], byName, false, {&ignored, false}))
            text += builder.labelOf(row.from) + ' ' + std::to_string(retainerDistance(heap, row, &ignored)) + ' ';
        QCOMPARE(text, std::string("key 200000000 table 200000000 ")); // the table alone does not keep the value
        QCOMPARE(retainerDistance(heap, {builder["table"], heap.graph.edgesInto(builder["value"])[0]}), std::int64_t{1});
    }

    void retainersAreListedAsDevToolsDoes()
    {
        // Of equal distance and name: from the highest ordinal, and its last edge, to the lowest.
        const GraphBuilder builder("root -> a=n b=n; a -> target; b -> property:x target property:y target");
        const Heap heap = builder.analyse();
        const auto rows = sortedRetainers(heap, builder["target"], byDistance, false);
        QCOMPARE(rows.size(), 3u);
        QCOMPARE(std::string(heap.graph.edgeName(rows[0].edge)), "y");
        QCOMPARE(std::string(heap.graph.edgeName(rows[1].edge)), "x");
        QVERIFY(rows[2].from == builder["a"]);
    }

    /// Order by UTF-16 units: an emoji (D83D …) comes before U+FF21.
    void namesAreOrderedAsInJavaScript()
    {
        const GraphBuilder builder("root -> a:string(1)='\uFF21' b:string(1)='\U0001F600' c:string(1)='z'");
        QCOMPARE(members(builder, "(string)", {}, byName, false), "c b a");
    }
};

HEAPLINE_TEST(TstObjectLists)

} // namespace tst_object_lists

#include "tst_object_lists.moc"
