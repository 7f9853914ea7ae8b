// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets/number_tree.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/span_text_delegate.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace heapline;
using namespace heapline::test;

namespace {

/// A view on a small tree, shown off screen.
struct Shown {
    Shown()
    {
        model.setLevel({}, {{1, 10}, {2, 20}, {3, 5}});
        model.setLevel({2}, {{5, 12}, {6, 8}});
        model.setLevel({2, 5}, {{7, 6}, {8, 6}});
        model.fill();
        view.setItemDelegate(new SpanTextDelegate(&view));
        view.setModel(&model);
        view.setBarColumn(1);
        view.addExpandHeaviestAction();
        view.addCollapseAllAction();
        view.resize(600, 300);
        view.show();
    }
    QAction* action(const QString& text) const
    {
        for (QAction* action : view.actions()) {
            if (action->text().remove(QLatin1Char('&')) == text)
                return action;
        }
        return nullptr;
    }
    QString current() const { return view.currentIndex().siblingAtColumn(0).data().toString(); }

    NumberTree model;
    TreeView view;
};

} // namespace

class TestTreeView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support propagateSizeHints).*")));
    }

    void copiesSelectedRowsInTheOrderOfTheScreen()
    {
        Shown shown;
        shown.view.selectionModel()->select(shown.model.index(2, 0),
                                            QItemSelectionModel::Select | QItemSelectionModel::Rows);
        shown.view.selectionModel()->select(shown.model.index(0, 0),
                                            QItemSelectionModel::Select | QItemSelectionModel::Rows);
        shown.view.copyAction()->trigger();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("Number\tWeight (bytes)\n1\t10\n3\t5\n"));
        shown.view.setSectionShown(1, false);
        QCOMPARE(shown.view.selectionAsTsv(), QStringLiteral("Number\n1\n3\n"));
    }

    void everyActionIsReachable()
    {
        const Shown shown;
        for (const QAction* action : shown.view.actions()) {
            QVERIFY2(!action->shortcut().isEmpty(), qPrintable(action->text()));
            QVERIFY(!action->toolTip().isEmpty());
        }
    }

    void opensTheHeaviestPathByKey()
    {
        Shown shown;
        QSignalSpy chosen(&shown.view, &TreeView::rowChosen);
        QTest::keyClick(&shown.view, Qt::Key_Asterisk);
        // 2 (20) > 5 (12 of 20) > 7 (6 of 12, the first of two)
        QCOMPARE(shown.current(), QStringLiteral("7"));
        QVERIFY(shown.view.isExpanded(shown.model.find({2, 5})));
        QCOMPARE(chosen.size(), 1);
        shown.action(QStringLiteral("Collapse All"))->trigger();
        QVERIFY(!shown.view.isExpanded(shown.model.find({2})));
        QCOMPARE(shown.current(), QStringLiteral("2"));
        QTest::keyClick(&shown.view, Qt::Key_Right);
        QVERIFY(shown.view.isExpanded(shown.model.find({2})));
    }

    void keepsPlacesThroughSortAndUpdates()
    {
        Shown shown;
        shown.view.openRow(shown.model.find({2}));
        shown.view.setCurrentIndex(shown.model.find({2, 6}));
        QSignalSpy chosen(&shown.view, &TreeView::rowChosen);

        shown.view.header()->setSortIndicator(1, Qt::DescendingOrder);
        QCOMPARE(treeText(shown.model, {0}), QStringLiteral("2\n  5 +\n  6\n1\n3\n"));
        QCOMPARE(shown.current(), QStringLiteral("6"));
        QVERIFY(shown.view.isExpanded(shown.model.find({2})));

        // 2 goes out of range: no other row becomes the current one, …
        shown.view.keepPlaces([&] {
            shown.model.setLevel({}, {{1, 10}, {3, 5}});
            shown.model.update();
        });
        QVERIFY(!shown.view.currentIndex().isValid());
        QVERIFY(!shown.view.selectionModel()->hasSelection());
        // … and when it is back, it is open and current as before.
        shown.view.keepPlaces([&] {
            shown.model.setLevel({}, {{1, 10}, {2, 1}, {3, 5}});
            shown.model.update();
        });
        QVERIFY(shown.view.isExpanded(shown.model.find({2})));
        QCOMPARE(shown.current(), QStringLiteral("6"));
        QVERIFY(shown.view.selectionModel()->isSelected(shown.view.currentIndex()));
        QCOMPARE(chosen.size(), 0);
    }

    void tellsOnlyWhatTheUserChooses()
    {
        Shown shown;
        QSignalSpy chosen(&shown.view, &TreeView::rowChosen);
        shown.view.setFocus();
        shown.view.showCurrent(shown.model.index(1, 0));
        QCOMPARE(chosen.size(), 0);
        const QPoint first = shown.view.visualRect(shown.model.index(0, 0)).center();
        QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, first);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.last().first().toModelIndex().data().toString(), QStringLiteral("1"));
        QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, first);
        QCOMPARE(chosen.size(), 1);
        QTest::keyClick(&shown.view, Qt::Key_Down);
        QCOMPARE(chosen.size(), 2);
        QCOMPARE(chosen.last().first().toModelIndex().data().toString(), QStringLiteral("2"));
    }

    void bigLevelsGrowWhileScrolling()
    {
        NumberTree model;
        NumberTree::Level level;
        for (LazyTreeModel::Key key = 0; key < 1000; ++key)
            level[key] = 1;
        model.setLevel({}, {{1, 1}, {2, 2}});
        model.setLevel({1}, level);
        model.fill();
        TreeView view;
        view.setModel(&model);
        view.resize(300, 200);
        view.show();
        view.expand(model.index(0, 0));
        QTest::qWait(20);
        QCOMPARE(model.rowCount(model.index(0, 0)), 200);
        for (int rows = 400; rows <= 1000; rows += 200) {
            view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
            QTRY_COMPARE(model.rowCount(model.index(0, 0)), rows);
            QTest::qWait(20);
            QCOMPARE(model.rowCount(model.index(0, 0)), rows); // one chunk at a time
        }
    }

    void firstColumnTakesTheRoomThatIsLeft()
    {
        Shown shown;
        const int before = shown.view.columnWidth(0);
        shown.view.resize(900, 300);
        QTRY_COMPARE(shown.view.columnWidth(0), before + 300);
        shown.view.resize(100, 50);
        QTRY_VERIFY(shown.view.columnWidth(0) >= 240);
        shown.view.resize(0, 0);
        QTest::qWait(1);
    }

    void emptyStateExplains()
    {
        Shown shown;
        EmptyState empty(&shown.view);
        QVERIFY(!empty.isVisible());
        QAction action(QStringLiteral("Do It"));
        QSignalSpy done(&action, &QAction::triggered);
        empty.showText(QStringLiteral("<i>Nothing</i>"), QStringLiteral("Do something."), &action);
        QVERIFY(empty.isVisible());
        QCOMPARE(empty.title(), QStringLiteral("<i>Nothing</i>"));
        QCOMPARE(empty.accessibleDescription(), QStringLiteral("Do something."));
        QCOMPARE(empty.geometry(), shown.view.viewport()->rect());
        empty.findChild<QToolButton*>()->click();
        QCOMPARE(done.size(), 1);
        shown.view.resize(200, 100);
        QTRY_COMPARE(empty.geometry(), shown.view.viewport()->rect());
        empty.showText(QStringLiteral("Nothing"));
        QVERIFY(!empty.findChild<QToolButton*>()->isVisible());
    }
};

QTEST_MAIN(TestTreeView)
#include "tst_tree_view.moc"
