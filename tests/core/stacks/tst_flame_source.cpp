// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "call_tree_text.h"
#include "naive_flame.h"

#include "core/stacks/flame_source.h"
#include "tests/support/test_program.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <vector>

namespace tst_flame_source {

using namespace heapline;
using namespace heapline::test;

namespace {

constexpr std::array allKinds = {Kind::TopDown, Kind::BottomUp, Kind::Callees, Kind::Callers};

/// A drawing, its weights, and flames of it.
struct Flames {
    explicit Flames(const DrawnProfile& profile)
        : stacks(std::make_shared<const Stacks>(build(profile)))
        , weights(std::make_shared<const StackWeights>(weigh(*stacks)))
    {
    }
    explicit Flames(std::string_view drawing) : Flames(drawn(drawing)) {}

    FrameId frame(std::string_view name) const
    {
        for (std::size_t row = 0; row < stacks->frames.size(); ++row) {
            if (functionNameText(*stacks, FrameId(row)) == name)
                return FrameId(row);
        }
        return {};
    }
    std::unique_ptr<FlameSource> source(Kind kind, FrameId function = {}) const
    {
        FlameData data;
        data.stacks = stacks;
        data.weights = weights;
        data.kind = kind;
        data.function = function;
        return makeFlameSource(std::move(data));
    }
    std::unique_ptr<FlameSource> source(Kind kind, std::string_view function) const { return source(kind, frame(function)); }

    std::shared_ptr<const Stacks> stacks;
    std::shared_ptr<const StackWeights> weights;
};

/// All boxes: "name weight", two spaces deeper than the parent's line.
std::string textOf(FlameSource& source, FlameBoxId id = FlameSource::root())
{
    const FlameBox box = source.box(id);
    std::string text =
        std::string(2 * box.depth, ' ') + nameOf(*source.data().stacks, box.frame) + ' ' + std::to_string(box.weight) + '\n';
    source.open(id, 1);
    const std::vector<FlameBoxId> children(source.opened(id).begin(), source.opened(id).end());
    for (const FlameBoxId child : children)
        text += textOf(source, child);
    return text;
}

/// Every box that is made.
std::vector<FlameBoxId> allBoxes(FlameSource& source)
{
    std::vector<FlameBoxId> boxes{FlameSource::root()};
    for (std::size_t next = 0; next < boxes.size(); ++next) {
        source.open(boxes[next], 1);
        const auto children = source.opened(boxes[next]);
        boxes.insert(boxes.end(), children.begin(), children.end());
    }
    return boxes;
}

} // namespace

class TestFlameSource : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawings_data()
    {
        QTest::addColumn<QString>("tree");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("function");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* tree, Kind kind, const char* function, const char* expected) {
            QTest::newRow(name) << tree << static_cast<int>(kind) << function << expected;
        };

        const char* const twins = "main 0\n  a 1\n    leaf 10\n  b 2\n    leaf 20\n  a 4\n    leaf 40\n    other 3\n";
        row("siblings of one function are one box", twins, Kind::TopDown, "",
            "all 80\n"
            "  main 80\n"
            "    a 58\n"
            "      leaf 50\n"
            "      other 3\n"
            "    b 22\n"
            "      leaf 20\n");
        row("those who allocated, and their callers", twins, Kind::BottomUp, "",
            "all 80\n"
            "  leaf 70\n"
            "    a 50\n"
            "      main 50\n"
            "    b 20\n"
            "      main 20\n"
            "  a 5\n"
            "    main 5\n"
            "  other 3\n"
            "    a 3\n"
            "      main 3\n"
            "  b 2\n"
            "    main 2\n");
        row("callees of twins", twins, Kind::Callees, "a", "a 58\n  leaf 50\n  other 3\n");
        row("callers of one that has two", twins, Kind::Callers, "leaf",
            "leaf 70\n"
            "  a 50\n"
            "    main 50\n"
            "  b 20\n"
            "    main 20\n");
        row("callers of one without own bytes", twins, Kind::Callers, "main", "main 80\n");

        const char* const recursion = "main 0\n  f 1\n    g 10\n      f 100\n        g 1000\n";
        row("recursion from the outside", recursion, Kind::TopDown, "",
            "all 1111\n"
            "  main 1111\n"
            "    f 1111\n"
            "      g 1110\n"
            "        f 1100\n"
            "          g 1000\n");
        row("recursion from the inside", recursion, Kind::BottomUp, "",
            "all 1111\n"
            "  g 1010\n"
            "    f 1010\n"
            "      g 1000\n"
            "        f 1000\n"
            "          main 1000\n"
            "      main 10\n"
            "  f 101\n"
            "    g 100\n"
            "      f 100\n"
            "        main 100\n"
            "    main 1\n");
        row("callees of a recursive function count once", recursion, Kind::Callees, "f",
            "f 1111\n"
            "  g 1110\n"
            "    f 1100\n"
            "      g 1000\n");
        row("callers of a recursive function count once", recursion, Kind::Callers, "g",
            "g 1110\n"
            "  f 1110\n"
            "    main 1110\n");

        const char* const ties = "b 5\n  x 1\n  w 1\na 6\nc 7\nd 0\n";
        row("the heaviest first, equal ones as they come", ties, Kind::TopDown, "",
            "all 20\n"
            "  b 7\n"
            "    x 1\n"
            "    w 1\n"
            "  c 7\n"
            "  a 6\n");
        row("equal callers as they come", "b 0\n  f 3\na 0\n  f 3\nc 0\n  f 4\n", Kind::Callers, "f",
            "f 10\n"
            "  c 4\n"
            "  b 3\n"
            "  a 3\n");
        row("nothing has a width", "a 0\n  b 0\n", Kind::TopDown, "", "all 0\n");
        row("a function without any", "a 0\n  b 0\n", Kind::Callees, "b", "b 0\n");
        row("an empty tree", "", Kind::BottomUp, "", "all 0\n");
    }

    void drawings()
    {
        QFETCH(QString, tree);
        QFETCH(int, kind);
        QFETCH(QString, function);
        QFETCH(QString, expected);
        const Flames flames(tree.toStdString());
        const auto source = function.isEmpty() ? flames.source(static_cast<Kind>(kind))
                                               : flames.source(static_cast<Kind>(kind), function.toStdString());
        QCOMPARE(QString::fromStdString(textOf(*source)), expected);
    }

    /// What is booked on the root has no function: it is a part of everything, and inverted a box of its own.
    void bytesOfTheRootItself()
    {
        DrawnProfile profile = drawn("main 20\n");
        profile.nodes.selfSize[0] = 9;
        const Flames flames(profile);
        QCOMPARE(textOf(*flames.source(Kind::TopDown)), std::string("all 29\n  main 20\n"));
        QCOMPARE(textOf(*flames.source(Kind::BottomUp)), std::string("all 29\n  main 20\n  (root) 9\n"));
        QCOMPARE(textOf(*flames.source(Kind::Callers, "main")), std::string("main 20\n"));
    }

    void randomTreesAgreeWithListsOfStacks()
    {
        std::mt19937 random(20261125);
        for (int round = 0; round < 150; ++round) {
            const Flames flames(randomProfile(random, 80));
            for (const Kind kind : allKinds) {
                const bool ofFunction = kind == Kind::Callees || kind == Kind::Callers;
                const FrameId function = ofFunction ? FrameId(1 + random() % (flames.stacks->frames.size() - 1)) : FrameId();
                const auto source = flames.source(kind, function);
                QCOMPARE(textOf(*source), naiveFlame(*flames.stacks, kind, function).text());
                checkBoxes(*flames.stacks, *source);
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }

    void openingBitByBitGivesTheSame()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 150; ++round) {
            const Flames flames(randomProfile(random, 120));
            for (const Kind kind : allKinds) {
                const FrameId function(1 + random() % (flames.stacks->frames.size() - 1));
                const auto whole = flames.source(kind, function);
                const std::string expected = textOf(*whole);
                const auto source = flames.source(kind, function);
                std::vector<FlameBoxId> pending{FlameSource::root()};
                while (!pending.empty()) {
                    const FlameBoxId id = pending.back();
                    pending.pop_back();
                    const FlameBoxId twin = whole->nearest(source->pathTo(id));
                    if (random() % 2 == 0)
                        QCOMPARE(source->childCount(id), static_cast<std::uint32_t>(whole->opened(twin).size()));
                    QCOMPARE(source->childWeight(id), whole->childWeight(twin));
                    std::vector<FlameBoxId> before;
                    for (std::uint64_t least = source->box(id).weight; least > 0;
                         least = random() % 4 == 0 ? 1 : least / 2) {
                        source->open(id, least);
                        QVERIFY(source->openedTo(id) <= least);
                        const std::vector<FlameBoxId> now(source->opened(id).begin(), source->opened(id).end());
                        QVERIFY(now.size() >= before.size());
                        QVERIFY(std::equal(before.begin(), before.end(), now.begin())); // ids stay
                        before = now;
                        std::size_t heavy = 0;
                        for (const FlameBoxId child : whole->opened(twin))
                            heavy += whole->box(child).weight >= least ? 1 : 0;
                        QCOMPARE(now.size(), heavy);
                        if (least == 1)
                            break;
                    }
                    pending.insert(pending.end(), before.begin(), before.end());
                }
                QCOMPARE(textOf(*source), expected);
            }
        }
    }

    void asksForOneChildOnly()
    {
        const Flames flames("main 0\n  a 100\n  b 50\n  c 10\n  d 0\n");
        const auto source = flames.source(Kind::TopDown);
        const FlameBoxId main = source->child(FlameSource::root(), flames.frame("main"));
        const FlameBoxId b = source->child(main, flames.frame("b"));
        QCOMPARE(source->box(b).weight, std::uint64_t{50});
        QCOMPARE(source->opened(main).size(), std::size_t{2}); // it, and what is heavier
        QCOMPARE(source->child(main, flames.frame("d")), noFlameBox);
        QCOMPARE(source->child(main, flames.frame("main")), noFlameBox);
        QCOMPARE(source->child(main, flames.frame("b")), b);
    }

    void pathsFindTheirBoxOrAnAncestor()
    {
        const Flames flames("main 0\n  a 1\n    leaf 10\n  b 2\n    leaf 20\n");
        const auto source = flames.source(Kind::TopDown);
        const FlamePath path = {flames.frame("main"), flames.frame("b"), flames.frame("leaf")};
        const FlameBoxId leaf = source->nearest(path);
        QCOMPARE(source->pathTo(leaf), path);
        QCOMPARE(source->box(leaf).weight, std::uint64_t{20});
        QCOMPARE(source->nearest({path[0], path[1], path[0]}), source->box(leaf).parent);
        QCOMPARE(source->nearest({path[2]}), FlameSource::root());
        QCOMPARE(source->nearest({}), FlameSource::root());
    }

    void nodesFindTheirBoxes()
    {
        const Flames flames("main 0\n  f 1\n    g 10\n      f 100\nidle 3\n");
        const FrameId main = flames.frame("main");
        const FrameId f = flames.frame("f");
        const FrameId g = flames.frame("g");
        const auto tree = flames.source(Kind::TopDown);
        QCOMPARE(tree->pathTo(tree->boxOf(f, CallNodeId(4))), (FlamePath{main, f, g, f}));
        QCOMPARE(tree->boxOf(g, CallNodeId(4)), noFlameBox); // it is no node of g
        QCOMPARE(tree->boxOf(f, {}), noFlameBox);
        QCOMPARE(tree->boxOf(f, CallNodeId(99)), noFlameBox);
        const auto callees = flames.source(Kind::Callees, "f");
        QCOMPARE(callees->boxOf(f, CallNodeId(2)), FlameSource::root());
        QCOMPARE(callees->pathTo(callees->boxOf(f, CallNodeId(4))), (FlamePath{g, f}));
        QCOMPARE(callees->boxOf(flames.frame("idle"), CallNodeId(5)), noFlameBox);
        const auto bottomUp = flames.source(Kind::BottomUp);
        QCOMPARE(bottomUp->pathTo(bottomUp->boxOf(g, {})), FlamePath{g});
        QCOMPARE(bottomUp->boxOf(main, {}), noFlameBox); // allocates nothing itself
        const auto callers = flames.source(Kind::Callers, "g");
        QCOMPARE(callers->boxOf(g, CallNodeId(3)), FlameSource::root());
        QCOMPARE(callers->boxOf(f, CallNodeId(2)), noFlameBox);
    }

    void otherWeightsMakeOtherBoxesOfTheSameTree()
    {
        DrawnProfile profile = drawn("main 0\n  a 0\n  b 0\n");
        addSample(profile, 10, 3, 1);
        addSample(profile, 40, 4, 2);
        addSample(profile, 30, 3, 3);
        profile.nodes.selfSize = {0, 0, 40, 40};
        const Flames flames(profile);
        for (const Kind kind : allKinds) {
            const auto source = flames.source(kind, kind == Kind::Callees ? "main" : "a");
            const std::string all = textOf(*source);
            source->setWeights(std::make_shared<const StackWeights>(weigh(*flames.stacks, IdRange{1, 2})),
                               Measure::LiveBytes);
            const std::string some = textOf(*source);
            QVERIFY(some != all);
            source->setWeights(flames.weights, Measure::LiveBytes);
            QCOMPARE(textOf(*source), all);
            if (kind == Kind::TopDown)
                QCOMPARE(some, std::string("all 40\n  main 40\n    b 40\n"));
        }
    }

    void incompleteDataIsKnown()
    {
        const Flames flames("main 1\n");
        FlameData data;
        QVERIFY(!data.isComplete());
        data.stacks = flames.stacks;
        data.weights = flames.weights;
        QVERIFY(data.isComplete());
        data.measure = Measure::LiveCount; // not in a sampling profile
        QVERIFY(!data.isComplete());
        data.measure = Measure::LiveBytes;
        data.kind = Kind::Callers;
        QVERIFY(!data.isComplete());
        data.function = FrameId(flames.stacks->frames.size());
        QVERIFY(!data.isComplete());
        data.function = flames.frame("main");
        QVERIFY(data.isComplete());
    }

private:
    /// Places, sums and values of all boxes.
    static void checkBoxes(const Stacks& stacks, FlameSource& source)
    {
        const Kind kind = source.data().kind;
        for (const FlameBoxId id : allBoxes(source)) {
            const FlameBox box = source.box(id);
            std::uint64_t end = box.begin;
            std::uint64_t last = box.weight;
            std::set<std::uint32_t> functions;
            for (const FlameBoxId childId : source.opened(id)) {
                const FlameBox& child = source.box(childId);
                QCOMPARE(child.begin, end);
                QCOMPARE(child.parent, id);
                QCOMPARE(child.depth, box.depth + 1);
                QVERIFY(child.weight <= last);
                QVERIFY(functions.insert(child.frame.value).second); // no two of one function
                QVERIFY(stacks.callTree.frame[child.node.value] == child.frame);
                end = child.end();
                last = child.weight;
            }
            QVERIFY(box.depth <= source.depthLimit());
            QVERIFY(end <= box.end());
            QCOMPARE(source.childWeight(id), end - box.begin);
            QCOMPARE(source.childCount(id), static_cast<std::uint32_t>(functions.size()));
            QCOMPARE(source.nearest(source.pathTo(id)), id);
            if (kind == Kind::BottomUp && id == FlameSource::root())
                continue; // has values of everything
            const MeasureValues values = source.valuesOf(id);
            const MeasureValues expected = naiveValues(stacks, source, id);
            QCOMPARE(values.self[0], expected.self[0]);
            QCOMPARE(values.total[0], expected.total[0]);
            if (kind == Kind::TopDown || kind == Kind::Callees)
                QCOMPARE(values.self[0] + source.childWeight(id), box.weight);
        }
    }
};

HEAPLINE_TEST(TestFlameSource)

} // namespace tst_flame_source

#include "tst_flame_source.moc"
