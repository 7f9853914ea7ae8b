// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/dominator_treemap.h"
#include "core/heap/heap_indexes.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/naive_graph.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <numeric>

namespace tst_treemap_layout {

using namespace heapline;

namespace {

using Kind = TreemapBox::Kind;

/// Whether the rectangles cover the room exactly: each pixel once.
bool tile(const TreemapRect& room, std::span<const TreemapRect> rects)
{
    std::vector<std::uint8_t> seen(static_cast<std::size_t>(room.area()), 0);
    for (const TreemapRect& rect : rects) {
        for (int y = rect.top; y < rect.top + rect.height; ++y) {
            for (int x = rect.left; x < rect.left + rect.width; ++x) {
                if (!room.contains(x, y))
                    return false;
                auto& pixel = seen[static_cast<std::size_t>((y - room.top) * room.width + x - room.left)];
                if (pixel++)
                    return false;
            }
        }
    }
    return std::ranges::all_of(seen, [](std::uint8_t pixel) { return pixel == 1; });
}

/// A tree of a root and its children, in which each child is a leaf.
class FlatTree : public TreemapTree {
public:
    FlatTree(std::vector<std::uint64_t> weights, std::uint64_t own) : m_weights(std::move(weights)), m_own(own) {}

    std::uint64_t weight(NodeOrdinal object) const override
    {
        return object.value == 0 ? std::accumulate(m_weights.begin(), m_weights.end(), m_own) : m_weights[object.value - 1];
    }
    std::uint64_t ownWeight(NodeOrdinal object) const override { return object.value == 0 ? m_own : weight(object); }
    Children children(NodeOrdinal object, std::uint64_t least) const override
    {
        Children result;
        for (std::uint32_t i = 0; object.value == 0 && i < m_weights.size(); ++i) {
            if (m_weights[i] >= least) {
                result.large.push_back({NodeOrdinal(i + 1), m_weights[i]});
            } else {
                ++result.smallCount;
                result.smallWeight += m_weights[i];
            }
        }
        std::ranges::stable_sort(result.large, std::greater(), &Child::weight);
        return result;
    }

private:
    std::vector<std::uint64_t> m_weights;
    std::uint64_t m_own;
};

/// What is true of every layout.
void check(const TreemapTree& tree, const TreemapLayout& layout, const TreemapStyle& style, const TreemapRect& whole)
{
    QVERIFY(!layout.boxes.empty());
    QVERIFY(layout.boxes.front().rect == whole);
    for (std::uint32_t row = 0; row < layout.boxes.size(); ++row) {
        const TreemapBox& box = layout.boxes[row];
        QVERIFY(box.rect.width >= style.leastSide && box.rect.height >= style.leastSide);
        QVERIFY(box.kind == Kind::Smaller || box.smallerCount == 0);
        if (box.kind == Kind::Object)
            QCOMPARE(box.weight, tree.weight(box.object));
        if (box.childCount == 0)
            continue;
        std::vector<TreemapRect> rects;
        std::uint64_t bytes = 0;
        for (std::uint32_t i = box.firstChild; i < box.firstChild + box.childCount; ++i) {
            QVERIFY(i > row && layout.boxes[i].parent == row && layout.boxes[i].depth == box.depth + 1);
            rects.push_back(layout.boxes[i].rect);
            bytes += layout.boxes[i].weight;
        }
        // Only an own part that is too small to be seen is not in any box.
        QVERIFY(bytes == box.weight || bytes + tree.ownWeight(box.object) == box.weight);
        const int header = box.hasHeader ? style.headerHeight : style.padding;
        QVERIFY(tile({box.rect.left + style.padding, box.rect.top + header, box.rect.width - 2 * style.padding,
                      box.rect.height - style.padding - header},
                     rects));
    }
}

} // namespace

class TstTreemapLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The example of the paper by Bruls, Huizing and van Wijk: 6 × 4, areas 6 6 4 3 2 2 1.
    void theExampleOfThePaper()
    {
        const std::vector<std::uint64_t> weights{6, 6, 4, 3, 2, 2, 1};
        std::vector<TreemapRect> rects(weights.size());
        QVERIFY(squarify(weights, {0, 0, 600, 400}, 1, rects));
        // Two halves of a strip at the left, then 4 and 3 in a strip at the top of the rest, and so on.
        QCOMPARE(rects[0], (TreemapRect{0, 0, 300, 200}));
        QCOMPARE(rects[1], (TreemapRect{0, 200, 300, 200}));
        QCOMPARE(rects[2], (TreemapRect{300, 0, 171, 233}));
        QCOMPARE(rects[3], (TreemapRect{471, 0, 129, 233}));
        QCOMPARE(rects[4], (TreemapRect{300, 233, 120, 167}));
    }

    void areasAreProportional()
    {
        std::mt19937 random(3);
        for (int round = 0; round < 300; ++round) {
            std::vector<std::uint64_t> weights(1 + random() % 60);
            for (std::uint64_t& weight : weights)
                weight = 1 + static_cast<std::uint64_t>(std::pow(10.0, random() % 250 / 100.0));
            std::ranges::sort(weights, std::greater());
            const TreemapRect room{static_cast<int>(random() % 50), 7, 300 + static_cast<int>(random() % 2000),
                                   200 + static_cast<int>(random() % 1000)};
            std::vector<TreemapRect> rects(weights.size());
            QVERIFY(squarify(weights, room, 1, rects));
            QVERIFY(tile(room, rects));
            const auto sum = static_cast<double>(std::accumulate(weights.begin(), weights.end(), std::uint64_t{0}));
            for (std::size_t i = 0; i < weights.size(); ++i) {
                const double wanted = static_cast<double>(weights[i]) / sum * static_cast<double>(room.area());
                // Each side may be off by rounding, and what the least side takes from others.
                const double slack = 2.0 * (rects[i].width + rects[i].height) + 4;
                if (wanted > 400 && std::abs(static_cast<double>(rects[i].area()) - wanted) > slack)
                    QFAIL(qPrintable(QStringLiteral("round %1: %2 px for %3").arg(round).arg(rects[i].area()).arg(wanted)));
            }
        }
    }

    void partsAreNearToSquares()
    {
        const std::vector<std::uint64_t> equal(100, 5);
        std::vector<TreemapRect> rects(equal.size());
        QVERIFY(squarify(equal, {0, 0, 1000, 1000}, 1, rects));
        for (const TreemapRect& rect : rects)
            QVERIFY(rect.width >= 90 && rect.width <= 112 && rect.height >= 90 && rect.height <= 112);
    }

    void whatDoesNotFitIsRefused()
    {
        std::vector<TreemapRect> rects(1000);
        const std::vector<std::uint64_t> many(1000, 1);
        QVERIFY(!squarify(many, {0, 0, 50, 50}, 3, rects));
        QVERIFY(!squarify(many, {0, 0, 0, 50}, 1, rects));
        QVERIFY(!squarify(std::vector<std::uint64_t>{1}, {0, 0, 2, 50}, 3, std::span(rects).first(1)));
        QVERIFY(squarify({}, {0, 0, 50, 50}, 3, {}));
        // One that is nearly all, and one that is nearly nothing, which still can be seen.
        QVERIFY(squarify(std::vector<std::uint64_t>{1'000'000'000'000, 1}, {0, 0, 500, 300}, 3, std::span(rects).first(2)));
        QCOMPARE(rects[1].area(), std::int64_t{900});
    }

    void nestedBoxes()
    {
        std::mt19937 random(5);
        static constexpr std::array<const char*, 2> types = {"object", "string"};
        for (int round = 0; round < 400; ++round) {
            const Heap heap = randomGraph(random, types).analyse();
            const HeapIndexes indexes;
            SubtreeSums sums;
            const bool isPart = random() % 2;
            if (isPart)
                sums.compute(heap, indexes.dominatorPreorder(heap), IdRange{0, 40}, {});
            const DominatorTreemap tree(heap, indexes.dominatorTree(heap), isPart ? &sums : nullptr);
            const TreemapRect whole{3, 5, 20 + static_cast<int>(random() % 500), 20 + static_cast<int>(random() % 400)};
            const TreemapStyle style;
            TreemapLayout layout;
            layoutTreemap(tree, heap.graph.root, whole, style, layout);
            if (tree.weight(heap.graph.root) == 0) {
                QVERIFY(layout.boxes.empty());
                continue;
            }
            check(tree, layout, style, whole);
            if (QTest::currentTestFailed())
                return;
            for (std::uint32_t row = 0; row < layout.boxes.size(); ++row) {
                const TreemapBox& box = layout.boxes[row];
                const std::uint32_t found = layout.at(box.rect.left, box.rect.top);
                QVERIFY(found == row || layout.boxes[found].depth > box.depth);
                if (box.kind == Kind::Object)
                    QCOMPARE(layout.find(box.object), row);
            }
            QCOMPARE(layout.at(whole.left - 1, whole.top), TreemapBox::none);
        }
    }

    void aMillionChildren()
    {
        std::vector<std::uint64_t> weights(1'000'000, 40);
        weights[777'777] = 20'000'000;
        weights[5] = 10'000'000;
        const FlatTree tree(weights, 30'000'000);
        TreemapLayout layout;
        const TreemapStyle style;
        layoutTreemap(tree, NodeOrdinal(0), {0, 0, 1000, 700}, style, layout);
        check(tree, layout, style, {0, 0, 1000, 700});
        QCOMPARE(layout.boxes.size(), std::size_t{5});
        QCOMPARE(layout.boxes[1].kind, Kind::Smaller);
        QCOMPARE(layout.boxes[1].smallerCount, std::uint64_t{999'998});
        QCOMPARE(layout.boxes[2].kind, Kind::Own);
        QCOMPARE(layout.boxes[3].object, NodeOrdinal(777'778));
        QCOMPARE(layout.boxes[4].object, NodeOrdinal(6));
        const auto inner = static_cast<double>(996LL * (700 - 18 - 2));
        for (std::uint32_t row = 1; row < 5; ++row) {
            const double share = static_cast<double>(layout.boxes[row].weight) / 99'999'920.0;
            QVERIFY(std::abs(static_cast<double>(layout.boxes[row].rect.area()) / inner - share) < 0.005);
        }
    }

    void degenerate()
    {
        const TreemapStyle style;
        TreemapLayout layout;
        const auto boxes = [&](const FlatTree& tree, TreemapRect rect) {
            layoutTreemap(tree, NodeOrdinal(0), rect, style, layout);
            return layout.boxes.size();
        };
        QCOMPARE(boxes(FlatTree({}, 0), {0, 0, 100, 100}), std::size_t{0});
        QCOMPARE(boxes(FlatTree({5}, 0), {0, 0, 0, 0}), std::size_t{0});
        QCOMPARE(boxes(FlatTree({5}, 0), {0, 0, 2, 100}), std::size_t{0});
        QCOMPARE(boxes(FlatTree({5}, 0), {0, 0, 10, 10}), std::size_t{1});  // too small to be opened
        QCOMPARE(boxes(FlatTree({}, 5), {0, 0, 100, 100}), std::size_t{1}); // nothing in it
        QCOMPARE(boxes(FlatTree({5}, 0), {0, 0, 100, 100}), std::size_t{2});
        QCOMPARE(boxes(FlatTree({0, 0}, 5), {0, 0, 100, 100}), std::size_t{1});
        QVERIFY(boxes(FlatTree(std::vector<std::uint64_t>(5000, 1), 0), {0, 0, 40, 900}) >= 2);
        const std::uint64_t huge = std::uint64_t{1} << 50;
        QCOMPARE(boxes(FlatTree({huge, huge, 1}, 1), {0, 0, 200, 200}), std::size_t{4}); // the smaller one is seen, too
        QCOMPARE(layout.boxes.back().kind, Kind::Smaller);
        QVERIFY(layout.boxes.back().rect.area() >= 9);
    }
};

HEAPLINE_TEST(TstTreemapLayout)

} // namespace tst_treemap_layout

#include "tst_treemap_layout.moc"
