// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/widgets/model_tester.h"
#include "tests/ui/widgets/number_tree.h"
#include "ui/widgets/match_walk.h"

#include <QTest>

#include <set>

namespace tst_match_walk {

using namespace heapline;
using namespace heapline::test;

namespace {

/// 1, 2 with 21 and 22 with 221 below, 3
void fill(NumberTree& model)
{
    model.setLevel({}, {{1, 1}, {2, 1}, {3, 1}});
    model.setLevel({2}, {{21, 1}, {22, 1}});
    model.setLevel({2, 22}, {{221, 1}});
    model.fill();
}

RowTest oneOf(const std::set<int>& numbers)
{
    return [numbers](const QModelIndex& row) { return numbers.contains(row.data().toInt()); };
}

bool any(const QModelIndex&)
{
    return true;
}

/// The numbers of the matches in the order in which they are found.
QList<int> found(NumberTree& model, QModelIndex from, int step, int times, const RowTest& isMatch, const RowTest& isOpen)
{
    QList<int> numbers;
    for (int i = 0; i < times; ++i) {
        from = nextMatch(model, from, step, isMatch, isOpen);
        numbers += from.isValid() ? from.data().toInt() : -1;
    }
    return numbers;
}

} // namespace

class TestMatchWalk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesDownAndAround()
    {
        NumberTree model;
        const ModelTester tester(&model);
        fill(model);
        QCOMPARE(found(model, {}, 1, 7, any, any), (QList<int>{1, 2, 21, 22, 221, 3, 1}));
    }

    void goesUpAndAround()
    {
        NumberTree model;
        const ModelTester tester(&model);
        fill(model);
        QCOMPARE(found(model, {}, -1, 7, any, any), (QList<int>{3, 221, 22, 21, 2, 1, 3}));
    }

    void leavesOutWhatIsClosed()
    {
        NumberTree model;
        fill(model);
        QCOMPARE(found(model, {}, 1, 4, any, oneOf({})), (QList<int>{1, 2, 3, 1}));
        QCOMPARE(model.rowCount(model.index(1, 0)), 0); // nothing was listed there
        QCOMPARE(found(model, {}, -1, 5, any, oneOf({2})), (QList<int>{3, 22, 21, 2, 1}));
    }

    void findsWhatMatches()
    {
        NumberTree model;
        fill(model);
        QCOMPARE(found(model, {}, 1, 4, oneOf({221, 3}), any), (QList<int>{221, 3, 221, 3}));
        QCOMPARE(found(model, {}, -1, 3, oneOf({221, 1}), any), (QList<int>{221, 1, 221}));
    }

    void theOnlyMatchIsFoundAgain()
    {
        NumberTree model;
        fill(model);
        QCOMPARE(found(model, {}, 1, 2, oneOf({22}), any), (QList<int>{22, 22}));
        QCOMPARE(found(model, {}, -1, 2, oneOf({22}), any), (QList<int>{22, 22}));
    }

    void endsWithoutAMatch()
    {
        NumberTree model;
        QVERIFY(!nextMatch(model, {}, 1, any, any).isValid());
        QVERIFY(!nextMatch(model, {}, -1, any, any).isValid());
        fill(model);
        for (const int step : {1, -1}) {
            QVERIFY(!nextMatch(model, {}, step, oneOf({}), any).isValid());
            QVERIFY(!nextMatch(model, model.index(1, 0), step, oneOf({}), any).isValid());
        }
    }

    /// Rows that are not made yet are, as far as need be.
    void goesBeyondTheRowsMade()
    {
        NumberTree model;
        NumberTree::Level level;
        for (LazyTreeModel::Key key = 0; key < 25'000; ++key)
            level[key] = 1;
        model.setLevel({}, level);
        model.fill();
        QCOMPARE(model.rowCount(), 200);
        QCOMPARE(found(model, {}, 1, 1, oneOf({1234}), any), (QList<int>{1234}));
        QCOMPARE(model.rowCount(), 1400);
        QCOMPARE(found(model, {}, -1, 1, any, any), (QList<int>{LazyTreeModel::mostRowsHeld - 1}));
        QVERIFY(!nextMatch(model, {}, 1, oneOf({24'000}), any).isValid());
    }
};

HEAPLINE_TEST(TestMatchWalk)

} // namespace tst_match_walk

#include "tst_match_walk.moc"
