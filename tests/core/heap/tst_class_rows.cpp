// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/build_classes.h"
#include "core/heap/class_table.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/naive_graph.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <map>

namespace tst_class_rows {

using namespace heapline;

namespace {

struct NaiveRow {
    std::uint64_t count = 0;
    std::uint64_t shallow = 0;
    std::uint64_t retained = 0;
    std::int32_t distance = INT32_MAX;

    bool operator==(const NaiveRow&) const = default;
};
using NaiveRows = std::map<std::string, NaiveRow>; ///< by key

/// The key of an object's class by DevTools' rules, for the sorts of objects in these tests.
std::string keyOf(const GraphBuilder& graph, std::uint32_t node)
{
    const GraphBuilder::Node& n = graph.nodes[node];
    std::string name = n.type == "hidden"                         ? "(system)"
                       : n.type == "code"                         ? "(compiled code)"
                       : n.type == "closure"                      ? "Function"
                       : n.type == "regexp"                       ? "RegExp"
                       : n.type == "object" || n.type == "native" ? n.name
                                                                  : '(' + n.type + ')';
    std::string place = ",";
    if (n.type == "object") {
        for (std::size_t row = 0; row < graph.locations.size(); ++row) { // the last one counts
            if (graph.locations.object[row].value == node)
                place = std::to_string(graph.locations.scriptId[row]) + ',' + std::to_string(graph.locations.line[row]) + ','
                        + std::to_string(graph.locations.column[row]) + ',';
        }
    }
    return place + name;
}

/// Takes sizes, distances and dominators from the heap; sums them up object by object.
NaiveRows naiveRows(const GraphBuilder& graph, const Heap& heap, const std::optional<IdRange>& ids)
{
    const auto isCounted = [&](std::uint32_t node) {
        return heap.shallowSize[node] > 0
               && (!ids || (graph.nodes[node].id > ids->minExclusive && graph.nodes[node].id <= ids->maxInclusive));
    };
    NaiveRows rows;
    for (std::uint32_t node = 0; node < graph.nodes.size(); ++node) {
        if (!isCounted(node))
            continue;
        const std::string key = keyOf(graph, node);
        NaiveRow& row = rows[key];
        ++row.count;
        row.shallow += heap.shallowSize[node];
        row.distance = std::min(row.distance, heap.distance[node]);
        bool isInside = false;
        for (std::uint32_t at = node; at != graph.root;) {
            at = heap.dominator[at].value;
            isInside = isInside || (isCounted(at) && keyOf(graph, at) == key);
        }
        row.retained += isInside ? 0 : heap.retainedSize[node];
    }
    return rows;
}

NaiveRows rowsOf(const Heap& heap, const std::optional<IdRange>& ids, ClassRowScratch& scratch)
{
    std::vector<ClassRow> out;
    computeClassRows(heap, ids, scratch, out);
    NaiveRows rows;
    for (const ClassRow& row : out) {
        const auto [entry, isNew] = rows.try_emplace(heap.classes.key[row.id.value],
                                                     NaiveRow{row.count, row.shallowSize, row.retainedSize, row.distance});
        if (!isNew)
            throw std::logic_error("a key has two rows");
    }
    return rows;
}

/// "key: count shallow retained distance; …"
std::string text(const NaiveRows& rows)
{
    std::string out;
    for (const auto& [key, row] : rows)
        out += key + ": " + std::to_string(row.count) + ' ' + std::to_string(row.shallow) + ' '
               + std::to_string(row.retained) + ' ' + std::to_string(row.distance) + "; ";
    return out;
}

} // namespace

class TstClassRows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<std::string>("object");
        QTest::addColumn<std::string>("name");
        const auto row = [](const char* object, const char* name) {
            QTest::newRow(object) << std::string(object) << std::string(name);
        };
        row("x:hidden", "(system)");
        row("x:code", "(compiled code)");
        row("x:closure", "Function");
        row("x:regexp", "RegExp");
        row("x:string", "(string)");
        row("x:cons", "(concatenated string)");
        row("x:'sliced string'", "(sliced string)");
        row("x:array", "(array)");
        row("x:number", "(number)");
        row("x:symbol", "(symbol)");
        row("x:bigint", "(bigint)");
        row("x:synthetic", "(synthetic)");
        row("x:'object shape'", "(object shape)");
        row("x=Order", "Order");
        row("x=''", "");
        row("x:native='system / JSArrayBufferData'", "system / JSArrayBufferData");
        row("x:native='<div id=\"a b\">'", "<div>");
        row("x:native='<div>'", "<div>");
        row("x:native='Detached <li class=x>'", "Detached <li>");
        row("x:native='Detached <li>'", "Detached <li>");
        row("x='<x y'", "<x>");
    }
    void names()
    {
        QFETCH(std::string, object);
        QFETCH(std::string, name);
        const GraphBuilder builder("root -> " + object);
        QCOMPARE(classNameOf(builder.build(), builder["x"]), name);
    }

    void known_data()
    {
        QTest::addColumn<std::string>("drawing");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const char* drawing, const char* expected) {
            QTest::newRow(name) << std::string(drawing) << std::string(expected);
        };
        row("a list counts its head", "root -> a(8)=Node; a -> b(8)=Node; b -> c(8)=Node; c -> s:string(100)",
            ",(string): 1 100 100 4; ,Node: 3 24 124 1; ");
        row("objects of no size do not count", "root -> a=Node; a -> b(8)=Node c(8)=Node", ",Node: 2 16 16 2; ");
        row("another class between", "root -> a(1)=A; a -> b(2)=B; b -> c(4)=A; c -> d(8)=B",
            ",A: 2 5 15 1; ,B: 2 10 14 2; ");
        row("unreached objects have the least distance", "root -> a(1)=A; b(2)=A -> a", ",A: 2 3 3 -5; ");
        row("functions and a class named Function", "root -> f:closure(1) g(2)=Function", ",Function: 2 3 3 1; ");
        row("literals by their shape",
            "root -> a(1)=Object b(2)=Object c(4)=Object; a -> property:p s:string; b -> property:p s property:q s; c -> property:p s",
            ",{p}: 3 7 7 1; ");
    }
    void known()
    {
        QFETCH(std::string, drawing);
        QFETCH(std::string, expected);
        ClassRowScratch scratch;
        const Heap heap = GraphBuilder(drawing).analyse();
        QCOMPARE(text(rowsOf(heap, {}, scratch)), expected);
    }

    void places()
    {
        GraphBuilder builder("root -> a(1)=A b(2)=A c(4)=A d(8)=A f:closure(16)");
        builder.locations = {{builder["a"], builder["b"], builder["c"], builder["c"], builder["f"]},
                             {7, 7, 7, 9, 9},
                             {1, 1, 1, 0, 0},
                             {5, 5, 5, 2, 2}};
        ClassRowScratch scratch;
        QCOMPARE(text(rowsOf(builder.analyse(), {}, scratch)),
                 ",A: 1 8 8 1; ,Function: 1 16 16 1; 7,1,5,A: 2 3 3 1; 9,0,2,A: 1 4 4 1; ");
    }

    void equalNamesInDifferentStringsAreOneClass()
    {
        HeapGraph graph = GraphBuilder("root -> a(1)=Same b(2)=Same").build();
        graph.nodes.name[2] = graph.strings.append("Same");
        Notes notes;
        Progress progress;
        ClassRowScratch scratch;
        QCOMPARE(text(rowsOf(analyseHeap(std::move(graph), notes, progress), {}, scratch)), ",Same: 2 3 3 1; ");
    }

    void membersAreGroupedByClass()
    {
        const GraphBuilder builder("root -> a(1)=A b(2)=B c=A d(4)=A; a -> e(8)=B");
        const Heap heap = builder.analyse();
        std::string members;
        for (std::uint32_t c = 0; c < heap.classes.size(); ++c) {
            members += heap.classes.name[c] + ':';
            for (const NodeOrdinal node : heap.classes.membersOf(ClassId(c)))
                members += ' ' + builder.labelOf(node);
            members += "; ";
        }
        QCOMPARE(members, "(synthetic):; A: a d; B: b e; ");
    }

    void randomGraphs()
    {
        std::mt19937 random(28);
        static constexpr std::array<const char*, 8> types = {"object", "object",  "object", "string",
                                                             "native", "closure", "hidden", "array"};
        static constexpr std::array<const char*, 5> names = {"A", "B", "Function", "(string)", "(system)"};
        ClassRowScratch scratch; // kept from graph to graph, as views do
        for (int round = 0; round < 3'000; ++round) {
            GraphBuilder builder = randomGraph(random, types);
            for (std::uint32_t i = 0; i < builder.nodes.size(); ++i) {
                builder.nodes[i].name = names[random() % names.size()];
                builder.nodes[i].id = random() % 50;
                if (random() % 8 == 0) {
                    builder.locations.object.emplace_back(i);
                    builder.locations.scriptId.push_back(static_cast<std::int64_t>(random() % 2));
                    builder.locations.line.push_back(3);
                    builder.locations.column.push_back(0);
                }
            }
            const Heap heap = builder.analyse();
            const NaiveRows whole = rowsOf(heap, {}, scratch);
            if (whole != naiveRows(builder, heap, {}))
                QFAIL((printed(builder) + text(whole)).c_str());
            std::uint64_t shallow = 0;
            for (const auto& [key, row] : whole)
                shallow += row.shallow;
            QCOMPARE(shallow, heap.totalSize);

            std::vector<std::uint8_t> passes(heap.graph.nodeCount());
            const IdRange some{random() % 25, 25 + random() % 25};
            for (std::size_t i = 0; i < passes.size(); ++i)
                passes[i] = some.contains(heap.graph.nodes.id[i]);
            std::vector<ClassRow> ofRange;
            std::vector<ClassRow> ofMask;
            computeClassRows(heap, some, scratch, ofRange);
            computeClassRows(heap, passes, scratch, ofMask);
            QVERIFY(ofMask == ofRange);

            const std::uint64_t middle = random() % 50;
            const IdRange low{random() % (middle + 1), middle};
            const IdRange high{middle, random() % 2 ? IdRange::unbounded : middle + random() % 20};
            const NaiveRows lowRows = rowsOf(heap, low, scratch);
            const NaiveRows highRows = rowsOf(heap, high, scratch);
            const NaiveRows bothRows = rowsOf(heap, IdRange{low.minExclusive, high.maxInclusive}, scratch);
            if (lowRows != naiveRows(builder, heap, low) || highRows != naiveRows(builder, heap, high))
                QFAIL((printed(builder) + text(lowRows) + text(highRows)).c_str());
            NaiveRows sum = lowRows;
            for (const auto& [key, row] : highRows) {
                sum[key].count += row.count;
                sum[key].shallow += row.shallow;
            }
            QCOMPARE(sum.size(), bothRows.size());
            for (const auto& [key, row] : bothRows) {
                QCOMPARE(sum[key].count, row.count);
                QCOMPARE(sum[key].shallow, row.shallow);
            }
        }
    }
};

HEAPLINE_TEST(TstClassRows)

} // namespace tst_class_rows

#include "tst_class_rows.moc"
