// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/flame_layout.h"
#include "ui/stacks/flame_geometry.h"
#include "ui/stacks/flame_zoom.h"

#include <QElapsedTimer>
#include <QTest>

#include <cmath>
#include <random>

using namespace heapline;

namespace {

/// A call tree by depths and self values in preorder; the function of a node is its number modulo @p functions.
FlameData treeOf(const std::vector<std::pair<std::uint32_t, std::uint64_t>>& nodes, std::size_t functions)
{
    auto stacks = std::make_shared<Stacks>();
    const StringId text = stacks->strings.append("f");
    for (std::size_t row = 0; row < functions; ++row) {
        stacks->frames.functionName.push_back(text);
        stacks->frames.url.push_back(text);
        stacks->frames.scriptId.push_back(text);
        stacks->frames.line.push_back(static_cast<std::uint32_t>(row));
        stacks->frames.column.push_back(1);
    }
    CallTree& tree = stacks->callTree;
    std::vector<std::uint32_t> open;
    for (std::size_t row = 0; row < nodes.size(); ++row) {
        const std::uint32_t depth = nodes[row].first;
        for (; open.size() > depth; open.pop_back())
            tree.subtreeEnd[open.back()] = static_cast<std::uint32_t>(row);
        tree.parent.push_back(open.empty() ? CallNodeId() : CallNodeId(open.back()));
        tree.frame.push_back(FrameId(row % functions));
        tree.depth.push_back(depth);
        tree.subtreeEnd.push_back(0);
        open.push_back(static_cast<std::uint32_t>(row));
        stacks->self[0].push_back(nodes[row].second);
    }
    for (const std::uint32_t row : open)
        tree.subtreeEnd[row] = static_cast<std::uint32_t>(nodes.size());
    auto weights = std::make_shared<StackWeights>();
    computeWeights(*stacks, {}, *weights);
    FlameData data;
    data.stacks = stacks;
    data.weights = weights;
    return data;
}

FlameData randomTree(unsigned seed, std::size_t count)
{
    std::mt19937 random(seed);
    std::vector<std::pair<std::uint32_t, std::uint64_t>> nodes{{0, 0}};
    std::uint32_t depth = 0;
    while (nodes.size() < count) {
        depth = 1 + static_cast<std::uint32_t>(random() % (std::min(depth, 40U) + 1));
        nodes.emplace_back(depth, random() % 3 == 0 ? random() % 100 * (random() % 100) : 0);
    }
    return treeOf(nodes, count / 3 + 1);
}

FlameWindow windowOn(const FlameSource& source, int width, int least = 1)
{
    return {{0, static_cast<double>(source.box(0).weight)}, width, least, 0, 100'000};
}

FlameBoxId parentOf(const FlameSource& source, const PlacedBox& box)
{
    return box.smaller != 0 ? box.box : source.box(box.box).parent;
}

/// Whether boxes of a row neither overlap nor leave the window, leave no gap to a sibling, and lie within their parents.
void verifyTiling(const FlameSource& source, const FlameLayout& layout)
{
    for (std::uint32_t row = 0; !layout.row(row).empty(); ++row) {
        const auto boxes = layout.row(row);
        int right = 0;
        for (std::size_t index = 0; index < boxes.size(); ++index) {
            const PlacedBox& box = boxes[index];
            QVERIFY(box.left >= right);
            QVERIFY(box.right > box.left);
            QVERIFY(box.right <= layout.window.width);
            const FlameBoxId parent = parentOf(source, box);
            if (parent != noFlameBox) {
                const PlacedBox* above = layout.find(source, parent);
                QVERIFY(above);
                QVERIFY(box.left >= above->left && box.right <= above->right);
            }
            if (index > 0 && parentOf(source, boxes[index - 1]) == parent)
                QCOMPARE(box.left, right);
            right = box.right;
        }
    }
}

} // namespace

class TestFlameLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tiles()
    {
        for (unsigned seed = 1; seed <= 12; ++seed) {
            const auto source = makeFlameSource(randomTree(seed, 3000));
            std::mt19937 random(seed);
            FlameLayout layout;
            for (const int width : {1, 2, 97, 640, 1999}) {
                layoutFlame(*source, windowOn(*source, width), layout);
                QCOMPARE(layout.row(0).size(), 1U);
                QCOMPARE(layout.row(0).front().width(), width);
                verifyTiling(*source, layout);
                for (int zoom = 0; zoom < 20; ++zoom) {
                    FlameWindow window = windowOn(*source, width, 1 + zoom % 3);
                    const double whole = window.stretch.length;
                    window.stretch.length = whole / std::pow(1.5, zoom);
                    window.stretch.begin = (whole - window.stretch.length) * static_cast<double>(random() % 1000) / 1000;
                    layoutFlame(*source, window, layout);
                    verifyTiling(*source, layout);
                }
            }
        }
    }

    void sameFromAnyHistoryOfZooms()
    {
        const FlameData data = randomTree(5, 5000);
        const auto worn = makeFlameSource(data);
        FlameLayout used;
        FlameLayout fresh;
        for (int zoom = 0; zoom < 30; ++zoom) {
            FlameWindow window = windowOn(*worn, 800);
            const double whole = window.stretch.length;
            window.stretch.length = whole / std::pow(1.4, zoom % 15);
            window.stretch.begin = (whole - window.stretch.length) * (zoom * 37 % 100) / 100;
            layoutFlame(*worn, window, used);
            const auto source = makeFlameSource(data);
            layoutFlame(*source, window, fresh);
            QCOMPARE(used.boxes.size(), fresh.boxes.size());
            QCOMPARE(used.rowCount, fresh.rowCount);
            for (std::size_t index = 0; index < used.boxes.size(); ++index) {
                const PlacedBox& a = used.boxes[index];
                const PlacedBox& b = fresh.boxes[index];
                QVERIFY(a.row == b.row && a.left == b.left && a.right == b.right && a.smaller == b.smaller);
                QVERIFY(worn->pathTo(a.box) == source->pathTo(b.box));
            }
        }
    }

    void sortsByWeightAndMergesTheRest()
    {
        // 200 units on 100 pixels: 120, 60, ten of 1, and 10 of the root itself.
        std::vector<std::pair<std::uint32_t, std::uint64_t>> nodes{{0, 10}, {1, 60}};
        for (int i = 0; i < 10; ++i)
            nodes.emplace_back(1, 1);
        nodes.emplace_back(1, 120);
        const auto source = makeFlameSource(treeOf(nodes, nodes.size()));
        FlameLayout layout;
        layoutFlame(*source, windowOn(*source, 100), layout);
        const auto row = layout.row(1);
        QCOMPARE(row.size(), 3U);
        QVERIFY(row[0].left == 0 && row[0].right == 60);
        QVERIFY(row[1].left == 60 && row[1].right == 90);
        QVERIFY(row[2].left == 90 && row[2].right == 95);
        QCOMPARE(row[2].smaller, 10U);
        QCOMPARE(row[2].box, FlameSource::root());
        QCOMPARE(layout.rowCount, 2U);
        QCOMPARE(layout.at(1, 60), &row[1]);
        QVERIFY(!layout.at(1, 95));
        QVERIFY(!layout.at(7, 0));
        // On twice the pixels each is a pixel wide and a box of its own, unless a pixel of that screen is too narrow to see.
        layoutFlame(*source, windowOn(*source, 200), layout);
        QCOMPARE(layout.row(1).size(), 12U);
        layoutFlame(*source, windowOn(*source, 200, 2), layout);
        QCOMPARE(layout.row(1).size(), 3U);
    }

    void laysOutOnlyTheRowsInTheWindow()
    {
        std::vector<std::pair<std::uint32_t, std::uint64_t>> nodes{{0, 0}};
        for (std::uint32_t depth = 1; depth <= 10'000; ++depth)
            nodes.emplace_back(depth, 1);
        const auto source = makeFlameSource(treeOf(nodes, 3));
        FlameLayout layout;
        FlameWindow window = windowOn(*source, 20'000);
        window.firstRow = 5000;
        window.endRow = 5010;
        layoutFlame(*source, window, layout);
        QCOMPARE(layout.boxes.size(), 10U);
        QCOMPARE(layout.row(5003).front().row, 5003U);
        QVERIFY(layout.row(5010).empty());
        QVERIFY(layout.row(4999).empty());
        QCOMPARE(layout.rowCount, 10'001U);
        const FlameBoxId box = layout.row(5005).front().box;
        const FlameZoom zoom = zoomTo(*source, box);
        QCOMPARE(zoom.path.size(), 5005U);
        QCOMPARE(resolved(*source, zoom).box, box);
    }

    void aMillionChildrenAreNotAllMade()
    {
        std::vector<std::pair<std::uint32_t, std::uint64_t>> nodes{{0, 0}};
        for (int i = 0; i < 1'000'000; ++i)
            nodes.emplace_back(1, 1 + (i % 100'000 == 5 ? 1'000'000 : 0));
        const auto source = makeFlameSource(treeOf(nodes, nodes.size()));
        FlameLayout layout;
        layoutFlame(*source, windowOn(*source, 1000), layout);
        QCOMPARE(layout.row(1).size(), 11U);
        QCOMPARE(layout.row(1).back().smaller, 999'990U);
        QCOMPARE(source->opened(0).size(), 10U);
        source->setWeights(source->data().weights, Measure::LiveBytes);
        QElapsedTimer clock;
        clock.start();
        layoutFlame(*source, windowOn(*source, 1000), layout);
        qInfo("1,000,000 children laid out anew in %.1f ms", static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }

    void handlesNothing()
    {
        const auto source = makeFlameSource(treeOf({{0, 0}, {1, 0}}, 2));
        FlameLayout layout;
        layoutFlame(*source, windowOn(*source, 100), layout);
        QVERIFY(layout.boxes.empty());
        QCOMPARE(layout.rowCount, 0U);
        QVERIFY(zoomTo(*source, FlameStretch{3, 4}).isWhole());
        const auto some = makeFlameSource(treeOf({{0, 0}, {1, 5}}, 2));
        layoutFlame(*some, windowOn(*some, 0), layout);
        QVERIFY(layout.boxes.empty());
    }

    void zoomStaysOnItsBox()
    {
        const auto source = makeFlameSource(randomTree(3, 4000));
        FlameLayout layout;
        layoutFlame(*source, windowOn(*source, 900), layout);
        const FlameBoxId box = layout.row(3).front().box;
        const FlameBox at = source->box(box);
        const FlameStretch inside{static_cast<double>(at.begin) + 0.25 * static_cast<double>(at.weight),
                                  0.5 * static_cast<double>(at.weight)};
        const FlameZoom zoom = zoomTo(*source, inside);
        QVERIFY(zoom.path.size() >= 3);
        const FlameStretch back = resolved(*source, zoom).stretch;
        QVERIFY(std::abs(back.begin - inside.begin) < 1e-6 && std::abs(back.length - inside.length) < 1e-6);
        // Its box is gone: the nearest ancestor that is there, whole.
        FlameZoom gone = zoomTo(*source, box);
        gone.path.push_back(source->data().stacks->callTree.frame[0]);
        gone.begin = 0.5;
        gone.length = 0.1;
        const ResolvedZoom nearest = resolved(*source, gone);
        QCOMPARE(nearest.box, box);
        QCOMPARE(nearest.stretch.length, static_cast<double>(at.weight));
        // Beyond the ends and below one unit.
        QVERIFY(zoomTo(*source, FlameStretch{-50, 1e18}).isWhole());
        QVERIFY(resolved(*source, zoomTo(*source, FlameStretch{3, 0.001})).stretch.length >= 0.999);
    }

    void scalesAroundAPlace()
    {
        const FlameStretch stretch = scaled({100, 200}, 0.5, 150);
        QCOMPARE(stretch.begin, 125.0);
        QCOMPARE(stretch.length, 100.0);
    }

    void rowsOfBothOrientations()
    {
        const FlameGeometry icicle{FlameOrientation::Icicle, 20, 100, 30};
        QCOMPARE(icicle.topOf(2), 10);
        QCOMPARE(icicle.rowAt(10), 2U);
        QCOMPARE(icicle.rowAt(9), 1U);
        QCOMPARE(icicle.firstRow(), 1U);
        QCOMPARE(icicle.endRow(), 7U);
        const FlameGeometry flame{FlameOrientation::Flame, 20, 100, 30};
        QCOMPARE(flame.topOf(2), 70);
        QCOMPARE(flame.rowAt(70), 2U);
        QCOMPARE(flame.rowAt(89), 2U);
        QCOMPARE(flame.rowAt(90), 1U);
    }
};

QTEST_GUILESS_MAIN(TestFlameLayout)
#include "tst_flame_layout.moc"
