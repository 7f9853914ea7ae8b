// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "call_tree_text.h"
#include "tests/support/test_program.h"

#include <map>
#include <set>
#include <vector>

namespace tst_bottom_up {

using namespace heapline;
using namespace heapline::test;

namespace {

struct Values {
    std::uint64_t self = 0;
    std::uint64_t total = 0;
    bool operator==(const Values&) const = default;
};

/// A function and its callers, outwards.
using Pattern = std::vector<std::uint32_t>;

/// What a row means, without any tree: self = bytes of the stacks that end with the pattern; total = bytes of the stacks
/// that hold it anywhere, each stack once.
std::map<Pattern, Values> valuesFromFullStacks(const Stacks& stacks, std::size_t levels)
{
    std::map<Pattern, Values> values;
    for (std::size_t row = 1; row < stacks.callTree.size(); ++row) {
        const std::uint64_t bytes = stacks.self[0][row];
        std::vector<std::uint32_t> stack; // innermost first
        for (CallNodeId node(row); node.value != 0; node = stacks.callTree.parent[node.value])
            stack.push_back(stacks.callTree.frame[node.value].value);
        std::set<Pattern> held;
        for (std::size_t begin = 0; begin < stack.size(); ++begin) {
            for (std::size_t end = begin + 1; end <= std::min(stack.size(), begin + levels); ++end) {
                const Pattern pattern(stack.begin() + static_cast<std::ptrdiff_t>(begin),
                                      stack.begin() + static_cast<std::ptrdiff_t>(end));
                held.insert(pattern);
                if (begin == 0)
                    values[pattern].self += bytes;
            }
        }
        for (const Pattern& pattern : held)
            values[pattern].total += bytes;
    }
    std::erase_if(values, [](const auto& entry) { return entry.second.total == 0; });
    return values;
}

std::map<Pattern, Values> valuesFromRows(const Stacks& stacks, const StackWeights& weights, std::size_t levels)
{
    std::map<Pattern, Values> values;
    std::vector<std::pair<Pattern, BottomUpRow>> pending;
    for (BottomUpRow& row : bottomUpRoots(stacks, weights))
        pending.emplace_back(Pattern{row.frame.value}, std::move(row));
    while (!pending.empty()) {
        const auto [pattern, row] = std::move(pending.back());
        pending.pop_back();
        values[pattern] = {row.values.self[0], row.values.total[0]};
        if (pattern.size() == levels)
            continue;
        for (BottomUpRow& caller : bottomUpCallers(stacks, weights, row)) {
            Pattern longer = pattern;
            longer.push_back(caller.frame.value);
            pending.emplace_back(std::move(longer), std::move(caller));
        }
    }
    return values;
}

} // namespace

class TestBottomUp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawings_data()
    {
        QTest::addColumn<QString>("tree");
        QTest::addColumn<QString>("expected");

        QTest::newRow("chain") << "main 100\n  work 50\n    leaf 20\n"
                               << "main 100 170\n"
                                  "work 50 70\n"
                                  "  main 50 70\n"
                                  "leaf 20 20\n"
                                  "  work 20 20\n"
                                  "    main 20 20\n";
        QTest::newRow("one callee of two callers") << "main 0\n  a 1\n    leaf 10\n  b 2\n    leaf 20\n"
                                                   << "main 0 33\n"
                                                      "a 1 11\n"
                                                      "  main 1 11\n"
                                                      "leaf 30 30\n"
                                                      "  a 10 10\n"
                                                      "    main 10 10\n"
                                                      "  b 20 20\n"
                                                      "    main 20 20\n"
                                                      "b 2 22\n"
                                                      "  main 2 22\n";
        QTest::newRow("direct recursion counts once") << "f 1\n  f 2\n    f 4\n"
                                                      << "f 7 7\n"
                                                         "  f 6 6\n"
                                                         "    f 4 4\n";
        QTest::newRow("indirect recursion counts once") << "main 0\n  f 1\n    g 10\n      f 100\n        g 1000\n"
                                                        << "main 0 1111\n"
                                                           "f 101 1111\n"
                                                           "  main 1 1111\n"
                                                           "  g 100 1100\n"
                                                           "    f 100 1100\n"
                                                           "      main 100 1100\n"
                                                           "g 1010 1110\n"
                                                           "  f 1010 1110\n"
                                                           "    main 10 1110\n"
                                                           "    g 1000 1000\n"
                                                           "      f 1000 1000\n"
                                                           "        main 1000 1000\n";
        QTest::newRow("recursion in one of two siblings") << "main 0\n  f 1\n    f 2\n  g 0\n    f 4\n"
                                                          << "main 0 7\n"
                                                             "f 7 7\n"
                                                             "  main 1 3\n"
                                                             "  f 2 2\n"
                                                             "    main 2 2\n"
                                                             "  g 4 4\n"
                                                             "    main 4 4\n"
                                                             "g 0 4\n"
                                                             "  main 0 4\n";
        QTest::newRow("top-level first, with callers deeper") << "f 1\nmain 0\n  f 2\n"
                                                              << "f 3 3\n"
                                                                 "  main 2 2\n"
                                                                 "main 0 2\n";
        QTest::newRow("branches without bytes are left out") << "main 5\n  idle 0\n    rest 0\nother 0\n"
                                                             << "main 5 5\n";
        QTest::newRow("nothing") << ""
                                 << "";
    }
    void drawings()
    {
        QFETCH(const QString, tree);
        QFETCH(const QString, expected);
        const Stacks stacks = build(drawn(tree.toStdString()));
        QCOMPARE(QString::fromStdString(bottomUpText(stacks, weigh(stacks), 100)), expected);
    }

    void expandersOfClosedRows()
    {
        const Stacks stacks = build(drawn("f 1\nmain 0\n  f 2\n    leaf 4\n"));
        // f is called from nowhere once, and by main deeper down: DevTools gives it no expander, since it looks at the first
        // only.
        QCOMPARE(QString::fromStdString(bottomUpText(stacks, weigh(stacks), 1)),
                 QStringLiteral("f 3 7 +\nmain 0 6\nleaf 4 4 +\n"));
    }

    void nodesOfARow()
    {
        const Stacks stacks = build(drawn("f 1\n  g 2\n    f 4\n"));
        const auto rows = bottomUpRoots(stacks, weigh(stacks));
        QCOMPARE(rows.size(), std::size_t(2));
        using Contributor = BottomUpRow::Contributor;
        const std::vector<Contributor> nodesOfF = {{CallNodeId(1), CallNodeId(1)}, {CallNodeId(3), CallNodeId(3)}};
        QVERIFY(rows[0].contributors == nodesOfF);
        const auto callers = bottomUpCallers(stacks, weigh(stacks), rows[0]);
        QCOMPARE(callers.size(), std::size_t(1));
        const std::vector<Contributor> throughG = {{CallNodeId(3), CallNodeId(2)}};
        QVERIFY(callers[0].contributors == throughG);
    }

    /// What is booked on the root was allocated by no function: a row of its own, so that rows add up.
    void rootHasARowForItsOwn()
    {
        DrawnProfile profile = drawn("f 1\n  g 2\n");
        profile.nodes.selfSize[0] = 7;
        const Stacks stacks = build(profile);
        QCOMPARE(QString::fromStdString(bottomUpText(stacks, weigh(stacks), 2)),
                 QStringLiteral("(root) 7 7\nf 1 3\ng 2 2\n  f 2 2\n"));
        const auto rows = bottomUpRoots(stacks, weigh(stacks));
        QVERIFY(bottomUpCallers(stacks, weigh(stacks), rows.front()).empty());
    }

    void rootAsCaller()
    {
        const Stacks stacks = build(drawn("f 1\n  f 4\n"));
        const StackWeights weights = weigh(stacks);
        const auto rows = bottomUpRoots(stacks, weights);
        const auto hidden = bottomUpCallers(stacks, weights, rows[0]);
        QCOMPARE(hidden.size(), std::size_t{1});
        QVERIFY(!hidden[0].hasCallers);
        const auto shown = bottomUpCallers(stacks, weights, rows[0], RootCaller::Shown);
        QCOMPARE(shown.size(), std::size_t{2}); // in the order of the nodes: the outer f was called by nobody
        QCOMPARE(shown[0].frame, stacks.callTree.frame[0]);
        QCOMPARE(shown[0].values.self[0], std::uint64_t{1});
        QVERIFY(!shown[0].hasCallers);
        QVERIFY(shown[1].hasCallers);
        QCOMPARE(bottomUpCallers(stacks, weights, shown[1], RootCaller::Shown).size(), std::size_t{1});
        QVERIFY(bottomUpCallers(stacks, weights, shown[0], RootCaller::Shown).empty());
    }

    void deepRecursion()
    {
        DrawnProfile profile = drawn("");
        for (std::uint32_t depth = 0; depth < 5000; ++depth)
            addNode(profile, depth, "f", 1);
        const Stacks stacks = build(profile);
        const StackWeights weights = weigh(stacks);
        const auto rows = bottomUpRoots(stacks, weights);
        QCOMPARE(rows.size(), std::size_t(1));
        QCOMPARE(rows[0].values.self[0], std::uint64_t(5000));
        QCOMPARE(rows[0].values.total[0], std::uint64_t(5000));
        const auto callers = bottomUpCallers(stacks, weights, rows[0]);
        QCOMPARE(callers.size(), std::size_t(1));
        QCOMPARE(callers[0].values.total[0], std::uint64_t(4999));
    }

    void hundredThousandDeep()
    {
        DrawnProfile profile = drawn("");
        for (std::uint32_t depth = 0; depth < 100'000; ++depth)
            addNode(profile, depth, depth % 2 ? "odd" : "even", 1);
        const Stacks stacks = build(profile);
        const StackWeights weights = weigh(stacks);
        QCOMPARE(weights.whole(Measure::LiveBytes), std::uint64_t(100'000));
        QCOMPARE(QString::fromStdString(bottomUpText(stacks, weights, 2)),
                 QStringLiteral("even 50000 100000\n  odd 49999 99998 +\nodd 50000 99999\n  even 50000 99999 +\n"));
    }

    void randomTreesAgainstFullStacks()
    {
        std::mt19937 random(20'240'607);
        for (int i = 0; i < 400; ++i) {
            const Stacks stacks = build(randomProfile(random, 40));
            const StackWeights weights = weigh(stacks);
            QVERIFY2(valuesFromRows(stacks, weights, 6) == valuesFromFullStacks(stacks, 6),
                     topDownText(stacks, weights).c_str());
        }
    }

    void selvesSumToTheWhole()
    {
        std::mt19937 random(7);
        for (int i = 0; i < 200; ++i) {
            const Stacks stacks = build(randomProfile(random, 200));
            const StackWeights weights = weigh(stacks);
            std::uint64_t selves = 0;
            for (const BottomUpRow& row : bottomUpRoots(stacks, weights)) {
                selves += row.values.self[0];
                QVERIFY(row.values.self[0] <= row.values.total[0]);
                QVERIFY(row.values.total[0] <= weights.whole(Measure::LiveBytes));
                QCOMPARE(row.hasCallers, !bottomUpCallers(stacks, weights, row).empty());
            }
            QCOMPARE(selves, weights.whole(Measure::LiveBytes));
        }
    }
};

HEAPLINE_TEST(TestBottomUp)

} // namespace tst_bottom_up

#include "tst_bottom_up.moc"
