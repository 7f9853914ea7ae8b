// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "call_tree_text.h"

#include "core/stacks/flame_layout.h"
#include "tests/support/test_program.h"

#include <QElapsedTimer>

#include <cmath>
#include <limits>
#include <vector>

namespace tst_flame_layout {

using namespace heapline;
using namespace heapline::test;

namespace {

using Kind = FlameData::Kind;

/// What takes square time takes minutes.
#if defined(__SANITIZE_THREAD__)
constexpr int longestMs = 60'000;
#else
constexpr int longestMs = 5'000;
#endif

std::unique_ptr<FlameSource> sourceOf(const DrawnProfile& profile, Kind kind = Kind::TopDown)
{
    FlameData data;
    const auto stacks = std::make_shared<const Stacks>(build(profile));
    data.stacks = stacks;
    data.weights = std::make_shared<const StackWeights>(weigh(*stacks));
    data.kind = kind;
    return makeFlameSource(std::move(data));
}

FlameWindow wholeWindow(const FlameSource& source, int width)
{
    FlameWindow window;
    window.stretch = {0, static_cast<double>(source.box(FlameSource::root()).weight)};
    window.width = width;
    window.endRow = source.depthLimit() + 1;
    return window;
}

FlameLayout laidOut(FlameSource& source, const FlameWindow& window)
{
    FlameLayout layout;
    layoutFlame(source, window, layout);
    return layout;
}

/// A line for each row: "name left right", blocks as "(n of parent) left right".
std::string textOf(const FlameSource& source, const FlameLayout& layout)
{
    std::string text;
    for (std::uint32_t row = layout.window.firstRow; row < layout.window.endRow; ++row) {
        std::string line;
        for (const PlacedBox& box : layout.row(row)) {
            const FrameId frame = source.box(box.box).frame;
            const std::string name =
                frame.isValid() ? std::string(functionNameText(*source.data().stacks, frame)) : std::string("all");
            line += (line.empty() ? "" : ", ")
                    + (box.smaller != 0 ? '(' + std::to_string(box.smaller) + " of " + name + ')' : name) + ' '
                    + std::to_string(box.left) + ' ' + std::to_string(box.right);
        }
        if (!line.empty())
            text += line + '\n';
    }
    return text;
}

/// What a window shows, from boxes that are all there: each box of at least leastWidth under a box like that, and one block of all
/// narrower ones.
void placeNaively(FlameSource& source, const FlameWindow& window, FlameBoxId id, std::vector<std::vector<PlacedBox>>& rows)
{
    const auto least = static_cast<std::uint64_t>(std::max(1.0, std::ceil(window.leastWidth / window.pixelsPerUnit())));
    const auto add = [&](FlameBoxId box, std::uint32_t row, std::uint64_t begin, std::uint64_t end, std::uint32_t smaller) {
        const PlacedBox placed{box, row, window.edgeOf(begin), window.edgeOf(end), smaller};
        if (placed.right > placed.left && row >= window.firstRow && row < window.endRow)
            rows[row].push_back(placed);
    };
    const FlameBox box = source.box(id);
    add(id, box.depth, box.begin, box.end(), 0);
    source.open(id, 1);
    const std::vector<FlameBoxId> children(source.opened(id).begin(), source.opened(id).end());
    std::uint64_t begin = box.begin;
    std::uint32_t smaller = 0;
    std::uint64_t end = box.begin;
    for (const FlameBoxId child : children) {
        end = source.box(child).end();
        if (source.box(child).weight < least) {
            ++smaller;
            continue;
        }
        placeNaively(source, window, child, rows);
        begin = end;
    }
    if (smaller != 0 && end - begin >= least)
        add(id, box.depth + 1, begin, end, smaller);
}

DrawnProfile wide(std::size_t children, bool areEqual)
{
    DrawnProfile profile = drawn("");
    for (std::size_t i = 0; i < children; ++i)
        addNode(profile, 0, 'f' + std::to_string(i), areEqual ? 3 : 1 + i * i % 9973);
    return profile;
}

DrawnProfile deep(std::uint32_t depth)
{
    DrawnProfile profile = drawn("");
    for (std::uint32_t row = 0; row < depth; ++row)
        addNode(profile, row, std::string(row % 2 == 0 ? "even" : "odd"), row % 100 == 99 ? 1 : 0);
    return profile;
}

} // namespace

class TestFlameLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawing()
    {
        const auto source = sourceOf(drawn("main 100\n"
                                           "  handle 0\n"
                                           "    parse 300\n"
                                           "    read 150\n"
                                           "  init 100\n"
                                           "    load 50\n"
                                           "  x 1\n"
                                           "  y 1\n"
                                           "  z 1\n"
                                           "rest 297\n"));
        FlameWindow window = wholeWindow(*source, 100); // ten units a pixel
        QCOMPARE(textOf(*source, laidOut(*source, window)), std::string("all 0 100\n"
                                                                        "main 0 70, rest 70 100\n"
                                                                        "handle 0 45, init 45 60\n"
                                                                        "parse 0 30, read 30 45, load 45 50\n"));
        window.width = 500; // two units a pixel: the small ones are seen together
        QCOMPARE(textOf(*source, laidOut(*source, window)), std::string("all 0 500\n"
                                                                        "main 0 352, rest 352 500\n"
                                                                        "handle 0 225, init 225 300, (3 of main) 300 302\n"
                                                                        "parse 0 150, read 150 225, load 225 250\n"));
        window.leastWidth = 2; // too narrow again
        QCOMPARE(laidOut(*source, window).row(2).size(), std::size_t{2});
        window.leastWidth = 1;
        window.stretch = {400, 300}; // a part: the middle of handle, up to the end of main
        window.width = 300;
        window.firstRow = 1;
        window.endRow = 3;
        QCOMPARE(textOf(*source, laidOut(*source, window)),
                 std::string("main 0 300\n"
                             "handle 0 50, init 50 200, x 200 201, y 201 202, z 202 203\n"));
        QCOMPARE(laidOut(*source, window).rowCount, 4U); // also rows beyond the window
    }

    void findsBoxesAtPixels()
    {
        const auto source = sourceOf(drawn("a 60\n  b 20\nc 40\n"));
        const FlameLayout layout = laidOut(*source, wholeWindow(*source, 120));
        const auto nameAt = [&](std::uint32_t row, int x) {
            const PlacedBox* box = layout.at(row, x);
            return box ? std::string(functionNameText(*source->data().stacks, source->box(box->box).frame)) : std::string();
        };
        QCOMPARE(nameAt(1, 0), std::string("a"));
        QCOMPARE(nameAt(1, 79), std::string("a"));
        QCOMPARE(nameAt(1, 80), std::string("c"));
        QCOMPARE(nameAt(1, 119), std::string("c"));
        QCOMPARE(nameAt(1, 120), std::string());
        QCOMPARE(nameAt(1, -1), std::string());
        QCOMPARE(nameAt(2, 19), std::string("b"));
        QCOMPARE(nameAt(2, 20), std::string());
        QCOMPARE(nameAt(3, 0), std::string());
        QCOMPARE(nameAt(std::numeric_limits<std::uint32_t>::max(), 0), std::string());
        for (const PlacedBox& box : layout.boxes)
            QCOMPARE(layout.find(*source, box.box), &box);
        QCOMPARE(layout.find(*source, noFlameBox), nullptr);
    }

    void nothingToLayOut()
    {
        const auto source = sourceOf(drawn("a 60\n"));
        FlameWindow window = wholeWindow(*source, 0);
        QVERIFY(laidOut(*source, window).boxes.empty());
        QCOMPARE(laidOut(*source, window).rowCount, 0U);
        window.width = 10;
        window.stretch.length = 0;
        QVERIFY(laidOut(*source, window).boxes.empty());
        window = wholeWindow(*source, 10);
        window.endRow = 0;
        QVERIFY(laidOut(*source, window).boxes.empty());
        QCOMPARE(laidOut(*source, window).rowCount, 2U);
        window.firstRow = window.endRow = 50;
        QVERIFY(laidOut(*source, window).boxes.empty());
        QVERIFY(laidOut(*source, window).row(50).empty());
        const auto none = sourceOf(drawn("a 0\n"));
        QVERIFY(laidOut(*none, wholeWindow(*none, 10)).boxes.empty());
    }

    void randomWindowsAgreeWithAllBoxes()
    {
        std::mt19937 random(42);
        const auto part = [&random] { return static_cast<double>(random() % 10'000) / 10'000; };
        for (int round = 0; round < 200; ++round) {
            const DrawnProfile profile = randomProfile(random, 150);
            const Kind kind = round % 2 == 0 ? Kind::TopDown : Kind::BottomUp;
            const auto source = sourceOf(profile, kind);
            const auto open = sourceOf(profile, kind); // all opened
            if (source->box(FlameSource::root()).weight == 0)
                continue;
            for (int step = 0; step < 6; ++step) { // one source: opened further with each step, or not
                FlameWindow window = wholeWindow(*source, 1 + static_cast<int>(random() % 1500));
                window.leastWidth = 1 + static_cast<int>(random() % 3);
                if (step > 0) {
                    window.stretch.begin = part() * window.stretch.length;
                    window.stretch.length = (0.01 + part()) * (window.stretch.length - window.stretch.begin);
                    window.firstRow = static_cast<std::uint32_t>(random() % 4);
                    window.endRow = window.firstRow + static_cast<std::uint32_t>(random() % 10);
                }
                const FlameLayout layout = laidOut(*source, window);
                std::vector<std::vector<PlacedBox>> rows(source->depthLimit() + window.endRow + 2);
                placeNaively(*open, window, FlameSource::root(), rows);
                std::string expected;
                FlameLayout naive = layout;
                naive.boxes.clear();
                naive.rowBegin.assign(1, 0);
                for (std::uint32_t row = window.firstRow; row < window.endRow; ++row) {
                    std::ranges::sort(rows[row], {}, &PlacedBox::left);
                    naive.boxes.insert(naive.boxes.end(), rows[row].begin(), rows[row].end());
                    naive.rowBegin.push_back(naive.boxes.size());
                }
                QCOMPARE(textOf(*source, layout), textOf(*open, naive));
                checkPixels(*source, layout);
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }

    /// Every box is where it is when all is laid out anew, however far the tree was opened before.
    void zoomedBlocksCountTheSameHoweverFarTheTreeIsOpen()
    {
        const auto lazy = sourceOf(wide(1000, true));
        const auto open = sourceOf(wide(1000, true));
        open->open(FlameSource::root(), 1);
        FlameWindow window = wholeWindow(*lazy, 100);
        window.stretch = {600, 1200}; // twelve units a pixel: all of them are too narrow
        const std::string text = textOf(*lazy, laidOut(*lazy, window));
        QCOMPARE(text, std::string("all 0 100\n(1000 of all) 0 100\n"));
        QCOMPARE(textOf(*open, laidOut(*open, window)), text);
    }

    void edgesOfHugeValuesStayInTheWindow()
    {
        FlameWindow window;
        window.width = 1000;
        window.stretch = {1e15, 1e3};
        QCOMPARE(window.edgeOf(0), 0);
        QCOMPARE(window.edgeOf(std::numeric_limits<std::uint64_t>::max()), 1000);
        QCOMPARE(window.edgeOf(1'000'000'000'000'500), 500);
        const auto source = sourceOf(drawn("a 4000000000000000000\n  b 1\nc 1000000000000000000\n"));
        const FlameLayout layout = laidOut(*source, wholeWindow(*source, 1000));
        QCOMPARE(textOf(*source, layout), std::string("all 0 1000\na 0 800, c 800 1000\n"));
    }

    void aRootWithManyChildren()
    {
        for (const bool areEqual : {false, true}) {
            const auto source = sourceOf(wide(200'000, areEqual));
            FlameWindow window = wholeWindow(*source, 2000);
            QElapsedTimer timer;
            timer.start();
            const FlameLayout layout = laidOut(*source, window);
            QVERIFY(layout.boxes.size() <= 2002); // no more than pixels
            QCOMPARE(layout.boxes.back().right, 2000);
            checkPixels(*source, layout);
            if (areEqual) {
                QCOMPARE(layout.boxes.size(), std::size_t{2}); // all are too narrow
                QCOMPARE(layout.boxes.back().smaller, 200'000U);
            }
            window.stretch = {window.stretch.length / 2, window.stretch.length / 200};
            const FlameLayout zoomed = laidOut(*source, window);
            QVERIFY(zoomed.boxes.size() > 500 && zoomed.boxes.size() <= 2002);
            checkPixels(*source, zoomed);
            QVERIFY2(timer.elapsed() < longestMs, qPrintable(QString::number(timer.elapsed())));
        }
    }

    void aDeepStack()
    {
        for (const Kind kind : {Kind::TopDown, Kind::BottomUp}) {
            const auto source = sourceOf(deep(20'000), kind);
            QElapsedTimer timer;
            timer.start();
            FlameWindow window = wholeWindow(*source, 1000);
            const FlameLayout layout = laidOut(*source, window);
            QVERIFY(layout.rowCount > 19'000);
            QVERIFY(layout.rowCount <= window.endRow);
            checkPixels(*source, layout);
            window.firstRow = 15'000;
            window.endRow = 15'040;
            const FlameLayout some = laidOut(*source, window);
            QVERIFY(!some.boxes.empty());
            QVERIFY(some.boxes.front().row == 15'000);
            QVERIFY(some.boxes.back().row == 15'039);
            QVERIFY2(timer.elapsed() < longestMs, qPrintable(QString::number(timer.elapsed())));
        }
    }

private:
    /// Boxes of a row have gaps only where their parents have own weight; none overlaps another or leaves its parent.
    static void checkPixels(FlameSource& source, const FlameLayout& layout)
    {
        const FlameWindow& window = layout.window;
        std::size_t boxes = 0;
        for (std::uint32_t row = window.firstRow; row < std::min(window.endRow, layout.rowCount + 1); ++row) {
            const PlacedBox* previous = nullptr;
            int sum = 0;
            for (const PlacedBox& box : layout.row(row)) {
                ++boxes;
                QCOMPARE(box.row, row);
                QVERIFY(box.left >= 0 && box.left < box.right && box.right <= window.width);
                QVERIFY(!previous || previous->right <= box.left);
                sum += box.width();
                const FlameBox& at = source.box(box.box);
                const bool isCut = box.left == 0 || box.right == window.width;
                QVERIFY(isCut || box.width() >= window.leastWidth);
                const FlameBoxId parentId = box.smaller != 0 ? box.box : at.parent;
                if (row > 0) {
                    const FlameBox& parent = source.box(parentId);
                    QVERIFY(window.edgeOf(parent.begin) <= box.left && box.right <= window.edgeOf(parent.end()));
                    // Neighbours of one parent share their edge.
                    const bool isSibling =
                        previous && previous->smaller == 0 && source.box(previous->box).parent == parentId;
                    QVERIFY(!isSibling || previous->right == box.left);
                    if (row > window.firstRow) {
                        const PlacedBox* placed = layout.find(source, parentId);
                        QVERIFY(placed);
                        QVERIFY(placed->left <= box.left && box.right <= placed->right);
                    }
                }
                QCOMPARE(layout.at(row, box.left), &box);
                QCOMPARE(layout.at(row, box.right - 1), &box);
                previous = &box;
            }
            QVERIFY(sum <= window.width);
        }
        QCOMPARE(boxes, layout.boxes.size());
    }
};

HEAPLINE_TEST(TestFlameLayout)

} // namespace tst_flame_layout

#include "tst_flame_layout.moc"
