// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/widgets/model_tester.h"
#include "tests/ui/widgets/number_tree.h"
#include "tests/ui/widgets/tree_text.h"

#include <QPersistentModelIndex>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

namespace tst_lazy_tree_model {

using namespace heapline;
using namespace heapline::test;

class TestLazyTreeModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isEmptyBeforeItIsFilled()
    {
        NumberTree model;
        const ModelTester tester(&model);
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!model.hasChildren());
        QVERIFY(!model.canFetchMore({}));
        model.sort(1, Qt::DescendingOrder);
        QCOMPARE(model.rowCount(), 0);
    }

    void listsLevelsWhenTheyAreOpened()
    {
        NumberTree model;
        const ModelTester tester(&model);
        model.setLevel({}, {{1, 10}, {2, 20}});
        model.setLevel({2}, {{5, 5}, {6, 15}});
        model.fill();
        QCOMPARE(treeText(model, {0}), QStringLiteral("1\n2 +\n"));
        open(model, {1});
        QCOMPARE(treeText(model, {0}), QStringLiteral("1\n2\n  5\n  6\n"));
        QVERIFY(!model.hasChildren(model.index(0, 0)));
    }

    void makesRowsInChunks()
    {
        NumberTree model;
        const ModelTester tester(&model);
        NumberTree::Level level;
        for (LazyTreeModel::Key key = 0; key < 450; ++key)
            level[key] = 1;
        model.setLevel({}, level);
        model.fill();
        QCOMPARE(model.rowCount(), 200);
        QVERIFY(!model.canFetchMore({})); // or a view would make all rows at once
        model.makeMoreRows({});
        QCOMPARE(model.rowCount(), 400);
        QVERIFY(model.hasMoreRows({}));
        model.makeMoreRows({});
        QCOMPARE(model.rowCount(), 450);
        QVERIFY(!model.hasMoreRows({}));
        QCOMPARE(model.index(449, 0).data().toString(), QStringLiteral("449"));
    }

    void fetchesToARow()
    {
        NumberTree model;
        const ModelTester tester(&model);
        NumberTree::Level level;
        for (LazyTreeModel::Key key = 0; key < 1000; ++key)
            level[key] = 1;
        model.setLevel({}, level);
        model.fill();
        QCOMPARE(model.rowCount(), 200);
        QCOMPARE(model.fetchTo({}, 700).row(), 700);
        QCOMPARE(model.rowCount(), 701);
        QVERIFY(!model.fetchTo({}, 5000).isValid());
    }

    void keepsRowsThroughSortAndUpdate()
    {
        NumberTree model;
        const ModelTester tester(&model);
        model.setLevel({}, {{1, 10}, {2, 20}, {3, 5}});
        model.setLevel({2}, {{7, 1}, {8, 2}});
        model.fill();
        open(model, {1});
        const QPersistentModelIndex two = model.index(1, 0);
        const QPersistentModelIndex eight = model.index(1, 0, two);

        model.sort(1, Qt::DescendingOrder);
        QCOMPARE(treeText(model, {0, 1}), QStringLiteral("2 | 20 B\n  8 | 2 B\n  7 | 1 B\n1 | 10 B\n3 | 5 B\n"));
        QCOMPARE(two.row(), 0);
        QCOMPARE(eight.row(), 0);

        // 3 goes, 4 comes, 1 grows past 2, and below 2 the rows change as well.
        model.setLevel({}, {{1, 30}, {2, 20}, {4, 25}});
        model.setLevel({2}, {{8, 2}, {9, 3}});
        model.update();
        QCOMPARE(treeText(model, {0, 1}), QStringLiteral("1 | 30 B\n4 | 25 B\n2 | 20 B\n  9 | 3 B\n  8 | 2 B\n"));
        QCOMPARE(two.row(), 2);
        QCOMPARE(eight.row(), 1);

        model.setLevel({}, {{4, 25}});
        model.update();
        QCOMPARE(treeText(model, {0}), QStringLiteral("4\n"));
        QVERIFY(!two.isValid());
        QVERIFY(!eight.isValid());
    }

    void keepsHeldRowsOfBigLevels()
    {
        NumberTree model;
        NumberTree::Level level;
        for (LazyTreeModel::Key key = 0; key < 1000; ++key)
            level[key] = 1;
        model.setLevel({}, level);
        model.fill();
        const QPersistentModelIndex third = model.index(2, 0);
        model.sort(0, Qt::DescendingOrder);
        QCOMPARE(third.row(), 997);
        QCOMPARE(model.rowCount(), 998);
    }

    /// Any change ends in the rows that a fresh model would show.
    void randomChangesEndInTheSameRowsAsAFreshModel()
    {
        QRandomGenerator random(20);
        NumberTree model;
        const ModelTester tester(&model);
        const auto randomLevel = [&random] {
            NumberTree::Level level;
            for (LazyTreeModel::Key key = 0; key < 12; ++key) {
                if (random.bounded(3) != 0)
                    level[key] = random.bounded(5);
            }
            return level;
        };
        model.setLevel({}, randomLevel());
        model.fill();
        for (int round = 0; round < 200; ++round) {
            NumberTree fresh;
            const NumberTree::Level top = randomLevel();
            const NumberTree::Level below = randomLevel();
            const int column = static_cast<int>(random.bounded(2));
            const Qt::SortOrder order = random.bounded(2) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder;
            for (NumberTree* tree : {&model, &fresh}) {
                tree->setLevel({}, top);
                tree->setLevel({3}, below);
            }
            model.update();
            model.sort(column, order);
            fresh.sort(column, order);
            fresh.fill();
            for (NumberTree* tree : {&model, &fresh}) {
                if (const QModelIndex three = tree->find({3}); three.isValid())
                    tree->fetchMore(three);
            }
            QCOMPARE(treeText(model, {0, 1}), treeText(fresh, {0, 1}));
        }
    }

    void findsTheHeaviestChild()
    {
        NumberTree model;
        model.setLevel({}, {{1, 10}, {2, 20}});
        model.setLevel({2}, {{5, 12}, {6, 8}});
        model.setLevel({2, 5}, {{7, 5}, {8, 5}, {9, 2}});
        model.fill();
        const QModelIndex two = model.heaviestChild({});
        QCOMPARE(two.data().toString(), QStringLiteral("2"));
        const QModelIndex five = model.heaviestChild(two);
        QCOMPARE(five.data().toString(), QStringLiteral("5"));
        QVERIFY(!model.heaviestChild(five).isValid()); // no child has half of 12
        QVERIFY(!model.heaviestChild(model.index(0, 0)).isValid());
    }

    void showsAPlaceholderWhileALevelIsMadeElsewhere()
    {
        NumberTree model;
        const ModelTester tester(&model);
        model.setLevel({}, {{1, 1}});
        model.setLevel({1}, {{3, 3}, {2, 2}});
        model.fill();
        const auto gate = std::make_shared<QSemaphore>();
        model.listLater(gate);
        open(model, {0});
        QCOMPARE(treeText(model, {0}), QStringLiteral("1\n  wait\n"));
        QVERIFY(model.isListing());
        gate->release();
        QTRY_COMPARE(treeText(model, {0}), QStringLiteral("1\n  2\n  3\n"));
        QVERIFY(!model.isListing());

        // Rows stand until the new list is there; a list that is overtaken is made again.
        model.sort(0, Qt::DescendingOrder); // lists both levels elsewhere
        model.setLevel({1}, {{3, 3}, {4, 4}});
        model.update();
        QCOMPARE(treeText(model, {0}), QStringLiteral("1\n  2\n  3\n"));
        gate->release(4);
        QTRY_COMPARE(treeText(model, {0}), QStringLiteral("1\n  4\n  3\n"));
    }

    void goesAwayWhileALevelIsMadeElsewhere()
    {
        const auto gate = std::make_shared<QSemaphore>();
        {
            NumberTree model;
            model.setLevel({}, {{1, 1}});
            model.listLater(gate);
            model.fill();
            QVERIFY(model.isListing());
        }
        gate->release();
        QTest::qWait(20); // a late list must reach nobody
    }

    void forgetsAListWhoseRowIsGone()
    {
        NumberTree model;
        const ModelTester tester(&model);
        model.setLevel({}, {{1, 1}, {2, 2}});
        model.setLevel({1}, {{5, 5}});
        model.fill();
        const auto gate = std::make_shared<QSemaphore>();
        model.listLater(gate);
        open(model, {0});
        model.listLater(nullptr);
        model.setLevel({}, {{2, 2}});
        model.update();
        gate->release();
        QTest::qWait(20);
        QCOMPARE(treeText(model, {0}), QStringLiteral("2\n"));
    }
};

HEAPLINE_TEST(TestLazyTreeModel)

} // namespace tst_lazy_tree_model

#include "tst_lazy_tree_model.moc"
