// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/dominator_tree.h"
#include "core/heap/engine_classes.h"
#include "core/heap/object_groups.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/naive_graph.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <vector>

namespace tst_object_groups {

using namespace heapline;

namespace {

DominatorPreorder preorderOf(const Heap& heap)
{
    return buildDominatorPreorder(heap, buildDominatorTree(heap));
}

/// Sums object by object, and looks at every dominator of each.
std::vector<GroupRow> naiveRows(const Heap& heap, const std::vector<GroupId>& groupOf, std::size_t groups,
                                const std::vector<std::uint8_t>& counted)
{
    std::vector<GroupRow> rows(groups);
    for (std::uint32_t node = 0; node < groupOf.size(); ++node) {
        if (!counted[node] || !groupOf[node].isValid())
            continue;
        GroupRow& row = rows[groupOf[node].value];
        row.distance = row.count == 0 ? heap.distance[node] : std::min(row.distance, heap.distance[node]);
        ++row.count;
        row.shallowSize += heap.shallowSize[node];
        bool isInside = false;
        for (std::uint32_t at = node; at != heap.graph.root.value;) {
            at = heap.dominator[at].value;
            isInside = isInside || (counted[at] && groupOf[at] == groupOf[node]);
        }
        row.retainedSize += isInside ? 0 : heap.retainedSize[node];
    }
    for (std::size_t group = 0; group < groups; ++group)
        rows[group].id = GroupId(group);
    std::erase_if(rows, [](const GroupRow& row) { return row.count == 0; });
    return rows;
}

/// Leaves all groups but the first one.
Column<GroupId> onlyFirst(const std::vector<GroupId>& groupOf)
{
    Column<GroupId> first(groupOf.begin(), groupOf.end());
    std::ranges::replace_if(
        first, [](GroupId id) { return id != GroupId(0); }, GroupId::invalid());
    return first;
}

} // namespace

class TstObjectGroups : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knownGroups()
    {
        const GraphBuilder builder("root -> a(1); a -> b(2); b -> c(4); root -> d(8) e; e -> f(16)");
        const Heap heap = builder.analyse();
        // a, c and f are in group 0, b and d in group 1, e has no size.
        Column<GroupId> groupOf(heap.graph.nodeCount(), GroupId(0));
        groupOf[builder["b"].value] = groupOf[builder["d"].value] = GroupId(1);
        Progress progress;
        const ObjectGroups groups = divideObjects(heap, preorderOf(heap), groupOf, 3, progress);
        QCOMPARE(groups.size(), 3u);
        GroupRowScratch scratch;
        std::vector<GroupRow> rows;
        computeGroupRows(heap, groups, {}, {}, scratch, rows);
        const std::vector<GroupRow> expected = {{GroupId(0), 3, 21, 7 + 16, 1}, {GroupId(1), 2, 10, 6 + 8, 1}};
        QVERIFY(rows == expected);
        std::string members;
        for (const NodeOrdinal object : sortedGroup(heap, groups, GroupId(0), {}, ObjectOrder::RetainedSize, true))
            members += builder.labelOf(object);
        QCOMPARE(members, std::string("fac"));
        QVERIFY(groups.membersOf(GroupId(2)).empty());
    }

    void randomGroups()
    {
        std::mt19937 random(5);
        static constexpr std::array<const char*, 3> types = {"object", "string", "closure"};
        GroupRowScratch scratch; // kept from graph to graph
        for (int round = 0; round < 2'000; ++round) {
            GraphBuilder builder = randomGraph(random, types);
            for (GraphBuilder::Node& node : builder.nodes)
                node.id = random() % 50;
            const Heap heap = builder.analyse();
            const std::size_t nodes = heap.graph.nodeCount();
            const std::size_t count = 1 + random() % 5;
            std::vector<GroupId> groupOf(nodes);
            for (GroupId& group : groupOf)
                group = random() % 6 == 0 ? GroupId::invalid() : GroupId(random() % count);
            Progress progress;
            const ObjectGroups groups =
                divideObjects(heap, preorderOf(heap), Column<GroupId>(groupOf.begin(), groupOf.end()), count, progress);

            const ObjectGroups picked = pickObjects(heap, onlyFirst(groupOf), progress);
            const IdRange ids{random() % 25, 25 + random() % 25};
            std::vector<std::uint8_t> passes(nodes);
            std::ranges::generate(passes, [&] { return static_cast<std::uint8_t>(random() % 2); });
            for (int choice = 0; choice < 4; ++choice) {
                const bool withIds = choice & 1;
                const bool withPasses = choice & 2;
                std::vector<std::uint8_t> counted(nodes);
                for (std::size_t node = 0; node < nodes; ++node)
                    counted[node] = heap.shallowSize[node] != 0 && (!withIds || ids.contains(heap.graph.nodes.id[node]))
                                    && (!withPasses || passes[node]);
                std::vector<GroupRow> rows;
                computeGroupRows(heap, groups, withIds ? std::optional(ids) : std::nullopt,
                                 withPasses ? std::span<const std::uint8_t>(passes) : std::span<const std::uint8_t>(),
                                 scratch, rows);
                if (rows != naiveRows(heap, groupOf, count, counted))
                    QFAIL(printed(builder).c_str());
                std::erase_if(rows, [](const GroupRow& row) { return row.id != GroupId(0); });
                std::vector<GroupRow> ofPicked;
                computeGroupRows(heap, picked, withIds ? std::optional(ids) : std::nullopt,
                                 withPasses ? std::span<const std::uint8_t>(passes) : std::span<const std::uint8_t>(),
                                 scratch, ofPicked);
                if (rows != ofPicked)
                    QFAIL(printed(builder).c_str());
            }
        }
    }

    /// Divided by class, groups have the figures of classes.
    void groupsByClassAreClasses()
    {
        const GraphBuilder builder("root -> a(1)=A; a -> b(2)=B s:string(3); b -> c(4)=A; c -> d(8)=B t:string(5)");
        const Heap heap = builder.analyse();
        Column<GroupId> groupOf;
        for (const ClassId id : heap.classOf)
            groupOf.push_back(GroupId(id.value));
        Progress progress;
        const ObjectGroups groups = divideObjects(heap, preorderOf(heap), groupOf, heap.classes.size(), progress);
        GroupRowScratch scratch;
        std::vector<GroupRow> rows;
        computeGroupRows(heap, groups, {}, {}, scratch, rows);
        ClassRowScratch classScratch;
        std::vector<ClassRow> classRows;
        computeClassRows(heap, std::optional<IdRange>(), classScratch, classRows);
        QCOMPARE(rows.size(), classRows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QCOMPARE(rows[i].id.value, classRows[i].id.value);
            QCOMPARE(rows[i].retainedSize, classRows[i].retainedSize);
            QCOMPARE(rows[i].count, classRows[i].count);
        }
    }

    void engineClasses_data()
    {
        QTest::addColumn<bool>("isEngine");
        for (const char* name : {"(system)", "(compiled code)", "(object shape)", "(array)", "(synthetic)", "BuiltinModule",
                                 "system / FixedArray", "Function", "system / Context", "system / Context / scope @5",
                                 "Node / parser_buffer", "blink::HeapVector<int>"})
            QTest::newRow(name) << true;
        for (const char* name : {"(string)", "(number)", "Object", "{a, b}", "system / JSArrayBufferData", "Session",
                                 "Detached <li>", "system"})
            QTest::newRow(name) << false;
    }
    void engineClasses()
    {
        QFETCH(bool, isEngine);
        QCOMPARE(isEngineClass(QTest::currentDataTag()), isEngine);
    }
};

HEAPLINE_TEST(TstObjectGroups)

} // namespace tst_object_groups

#include "tst_object_groups.moc"
