// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "core/stacks/match_sum.h"
#include "tests/core/stacks/call_tree_text.h"
#include "tests/support/test_program.h"

#include <set>

namespace tst_match_sum {

using namespace heapline;
using namespace heapline::test;

namespace {

/// Frame -> whether it has one of these names.
std::vector<std::uint8_t> named(const Stacks& stacks, const std::set<std::string_view>& names)
{
    std::vector<std::uint8_t> matching;
    for (std::size_t frame = 0; frame < stacks.frames.size(); ++frame)
        matching.push_back(names.contains(functionNameText(stacks, FrameId(frame))));
    return matching;
}

/// The same as sumMatches(), node by node: does any function of its stack match?
MatchSum naiveSum(const Stacks& stacks, const StackWeights& weights, const std::vector<std::uint8_t>& matching)
{
    const CallTree& tree = stacks.callTree;
    constexpr auto live = static_cast<std::size_t>(Measure::LiveBytes);
    MatchSum sum;
    std::set<FrameId> found;
    for (std::size_t row = 0; row < tree.size(); ++row) {
        bool isWithin = matching[tree.frame[row].value] != 0; // the root is in its own stack only
        for (CallNodeId at(row); at.value != 0; at = tree.parent[at.value])
            isWithin = isWithin || matching[tree.frame[at.value].value];
        if (isWithin)
            sum.bytes += weights.self[live][row];
        if (matching[tree.frame[row].value] && (row == 0 ? weights.self : weights.total)[live][row] != 0)
            found.insert(tree.frame[row]);
    }
    sum.functions = found.size();
    return sum;
}

constexpr const char* recursive = "a 1\n"
                                  "  b 2\n"
                                  "    a 4\n"
                                  "      c 8\n"
                                  "  d 0\n"
                                  "b 16\n"
                                  "  c 32\n"
                                  "e 64\n";

} // namespace

class TestMatchSum : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sums_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<int>("functions");
        QTest::addColumn<int>("bytes");
        QTest::newRow("none") << QStringList() << 0 << 0;
        QTest::newRow("leaf") << QStringList{QStringLiteral("e")} << 1 << 64;
        QTest::newRow("recursion counts once") << QStringList{QStringLiteral("a")} << 1 << 15;
        QTest::newRow("in two places") << QStringList{QStringLiteral("c")} << 1 << 40;
        QTest::newRow("one within the other") << QStringList{QStringLiteral("a"), QStringLiteral("c")} << 2 << 47;
        QTest::newRow("without a value") << QStringList{QStringLiteral("d")} << 0 << 0;
        QTest::newRow("root without own bytes") << QStringList{QStringLiteral("(root)")} << 0 << 0;
        QTest::newRow("all") << QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("e")} << 3 << 127;
    }
    void sums()
    {
        QFETCH(const QStringList, names);
        QFETCH(const int, functions);
        QFETCH(const int, bytes);
        const Stacks stacks = build(drawn(recursive));
        std::set<std::string> texts;
        std::set<std::string_view> views;
        for (const QString& name : names)
            views.insert(*texts.insert(name.toStdString()).first);
        const MatchSum sum = sumMatches(stacks, weigh(stacks), named(stacks, views));
        QCOMPARE(sum.functions, static_cast<std::uint64_t>(functions));
        QCOMPARE(sum.bytes, static_cast<std::uint64_t>(bytes));
    }

    void rootCountsWithItsOwnBytes()
    {
        DrawnProfile profile = drawn("a 1\n");
        profile.nodes.selfSize[0] = 5;
        const Stacks stacks = build(profile);
        QVERIFY((sumMatches(stacks, weigh(stacks), named(stacks, {"(root)"})) == MatchSum{1, 5}));
        QVERIFY((sumMatches(stacks, weigh(stacks), named(stacks, {"(root)", "a"})) == MatchSum{2, 6}));
    }

    void nothing()
    {
        const Stacks stacks;
        QVERIFY((sumMatches(stacks, StackWeights(), {}) == MatchSum()));
        const Stacks unweighed = build(drawn(recursive));
        QVERIFY((sumMatches(unweighed, StackWeights(), named(unweighed, {"a"})) == MatchSum()));
    }

    void randomTreesAgreeWithNaiveSums()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 300; ++round) {
            const Stacks stacks = build(randomProfile(random, 1 + random() % 200));
            const StackWeights weights = weigh(stacks);
            std::vector<std::uint8_t> matching(stacks.frames.size());
            for (std::uint8_t& match : matching)
                match = random() % 3 == 0;
            QVERIFY(sumMatches(stacks, weights, matching) == naiveSum(stacks, weights, matching));
        }
    }
};

HEAPLINE_TEST(TestMatchSum)

} // namespace tst_match_sum

#include "tst_match_sum.moc"
