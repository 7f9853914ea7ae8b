// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "call_tree_text.h"
#include "tests/support/test_program.h"

#include <numeric>

namespace tst_weights {

using namespace heapline;
using namespace heapline::test;

class TestWeights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void totalsOfEverything()
    {
        const Stacks stacks = build(drawn("main 100\n  work 50\n    leaf 20\n  rest 0\nother 7\n"));
        const StackWeights weights = weigh(stacks);
        QCOMPARE(QString::fromStdString(topDownText(stacks, weights)),
                 QStringLiteral("main 100 170\n  work 50 70\n    leaf 20 20\n  rest 0 0\nother 7 7\n"));
        QCOMPARE(weights.whole(Measure::LiveBytes), std::uint64_t(177));
        QVERIFY(!weights.has(Measure::LiveCount));
        QCOMPARE(weights.whole(Measure::TotalBytes), std::uint64_t(0));
    }

    void range_data()
    {
        QTest::addColumn<quint64>("minExclusive");
        QTest::addColumn<quint64>("maxInclusive");
        QTest::addColumn<QString>("expected");
        QTest::newRow("all") << quint64(0) << quint64(IdRange::unbounded) << "main 40 70\n  leaf 30 30\n";
        QTest::newRow("ends: below is out, above is in") << quint64(2) << quint64(5) << "main 10 40\n  leaf 30 30\n";
        QTest::newRow("one") << quint64(8) << quint64(9) << "main 30 30\n  leaf 0 0\n";
        QTest::newRow("between samples") << quint64(5) << quint64(8) << "main 0 0\n  leaf 0 0\n";
        QTest::newRow("after the last") << quint64(9) << quint64(IdRange::unbounded) << "main 0 0\n  leaf 0 0\n";
        QTest::newRow("backwards") << quint64(9) << quint64(2) << "main 0 0\n  leaf 0 0\n";
    }
    void range()
    {
        QFETCH(const quint64, minExclusive);
        QFETCH(const quint64, maxInclusive);
        QFETCH(const QString, expected);
        DrawnProfile profile = drawn("main 1000\n  leaf 2000\n");
        addSample(profile, 30, 2, 9); // not in order, as V8 writes them
        addSample(profile, 10, 2, 3);
        addSample(profile, 30, 3, 5);
        const Stacks stacks = build(profile);
        const StackWeights weights = weigh(stacks, IdRange{minExclusive, maxInclusive});
        QCOMPARE(QString::fromStdString(topDownText(stacks, weights)), expected);
    }

    void samplesAreCounted()
    {
        DrawnProfile profile = drawn("main 1000\n  leaf 2000\nidle 3\n");
        addSample(profile, 30, 2, 9);
        addSample(profile, 10, 2, 3);
        addSample(profile, 30, 3, 5);
        const Stacks stacks = build(profile);
        QCOMPARE(QString::fromStdString(topDownText(stacks, weigh(stacks), Measure::SampleCount)),
                 QStringLiteral("main 2 3\n  leaf 1 1\nidle 0 0\n"));
        QCOMPARE(QString::fromStdString(topDownText(stacks, weigh(stacks, IdRange{3, 8}), Measure::SampleCount)),
                 QStringLiteral("main 0 1\n  leaf 1 1\nidle 0 0\n"));
        QVERIFY(!build(drawn("main 1\n")).has(Measure::SampleCount));
    }

    void withoutSamplesARangeTellsNothing()
    {
        const Stacks stacks = build(drawn("main 100\n"));
        QVERIFY(stacks.has(Measure::LiveBytes));
        QVERIFY(!stacks.hasInRange(Measure::LiveBytes));
        const StackWeights weights = weigh(stacks, IdRange{0, 10});
        QVERIFY(!weights.has(Measure::LiveBytes));
        QCOMPARE(weights.whole(Measure::LiveBytes), std::uint64_t(0));
    }

    void buffersAreReused()
    {
        DrawnProfile profile = drawn("main 1000\n  leaf 2000\n");
        addSample(profile, 30, 2, 9);
        const Stacks stacks = build(profile);
        StackWeights weights;
        computeWeights(stacks, IdRange{0, 100}, weights);
        const std::uint64_t* const before = weights.total[0].data();
        computeWeights(stacks, {}, weights);
        QVERIFY(weights.total[0].data() == before);
        QCOMPARE(weights.whole(Measure::LiveBytes), std::uint64_t(3000));
        computeWeights(stacks, IdRange{0, 100}, weights);
        QVERIFY(weights.total[0].data() == before);
        QCOMPARE(weights.whole(Measure::LiveBytes), std::uint64_t(30));
    }

    void randomTrees()
    {
        std::mt19937 random(99);
        for (int i = 0; i < 200; ++i) {
            DrawnProfile profile = randomProfile(random, 60);
            const std::size_t nodes = profile.nodes.size();
            for (int s = 0; s < 50; ++s)
                addSample(profile, random() % 1000, 1 + random() % nodes, static_cast<std::int64_t>(random() % 30));
            const Stacks stacks = build(profile);

            const StackWeights all = weigh(stacks);
            QCOMPARE(all.whole(Measure::LiveBytes),
                     std::accumulate(profile.nodes.selfSize.begin(), profile.nodes.selfSize.end(), std::uint64_t(0)));
            checkTotals(stacks, all);

            const std::uint64_t cut1 = random() % 30;
            const std::uint64_t cut2 = cut1 + random() % 30;
            const StackWeights before = weigh(stacks, IdRange{cut1, cut2});
            const StackWeights after = weigh(stacks, IdRange{cut2, IdRange::unbounded});
            const StackWeights both = weigh(stacks, IdRange{cut1, IdRange::unbounded});
            checkTotals(stacks, both);
            for (std::size_t row = 0; row < nodes; ++row) {
                QCOMPARE(before.total[0][row] + after.total[0][row], both.total[0][row]);
                QCOMPARE(before.self[0][row], sumOfSamples(profile, row, cut1, cut2));
            }
        }
    }

private:
    /// total = self + totals of the children, children found by preorder alone.
    static void checkTotals(const Stacks& stacks, const StackWeights& weights)
    {
        const CallTree& tree = stacks.callTree;
        for (std::size_t row = 0; row < tree.size(); ++row) {
            std::uint64_t sum = weights.self[0][row];
            for (std::size_t child = row + 1; child < tree.subtreeEnd[row]; child = tree.subtreeEnd[child]) {
                QCOMPARE(tree.parent[child], CallNodeId(row));
                QCOMPARE(tree.depth[child], tree.depth[row] + 1);
                sum += weights.total[0][child];
            }
            QCOMPARE(weights.total[0][row], sum);
        }
    }

    static std::uint64_t sumOfSamples(const DrawnProfile& profile, std::size_t row, std::uint64_t minExclusive,
                                      std::uint64_t maxInclusive)
    {
        std::uint64_t sum = 0;
        for (std::size_t s = 0; s < profile.samples.size(); ++s) {
            const auto ordinal = static_cast<std::uint64_t>(profile.samples.ordinal[s]);
            if (profile.samples.nodeId[s] == profile.nodes.id[row] && ordinal > minExclusive && ordinal <= maxInclusive)
                sum += profile.samples.sizeBytes[s];
        }
        return sum;
    }
};

HEAPLINE_TEST(TestWeights)

} // namespace tst_weights

#include "tst_weights.moc"
