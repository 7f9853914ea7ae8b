// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/document/selection_history.h"

#include <QSignalSpy>
#include <QTest>

namespace tst_selection_history {

using namespace heapline;

class TestSelectionHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsWithNothing();
    void goesBackAndForward();
    void selectingDropsWhatWasForward();
    void selectingTheSameDoesNothing();
    void nothingIsNotKept();
    void forgetsTheOldest();
};

namespace {

SelectedItem object(int number)
{
    return SelectedItem::ofObject(NodeOrdinal(number));
}

} // namespace

void TestSelectionHistory::beginsWithNothing()
{
    const SelectionHistory history;
    QVERIFY(history.current().kind == SelectedItem::Kind::None);
    QVERIFY(!history.canGoBack());
    QVERIFY(!history.canGoForward());
}

void TestSelectionHistory::goesBackAndForward()
{
    SelectionHistory history;
    QSignalSpy changed(&history, &SelectionHistory::currentChanged);
    history.select(SelectedItem::ofClass(ClassId(7)));
    QVERIFY(!history.canGoBack()); // there is nothing before the first selection
    history.select(object(1));
    history.select(SelectedItem::ofFunction(FrameId(3), CallNodeId(4)));
    QCOMPARE(changed.count(), 3);

    history.back();
    QVERIFY(history.current() == object(1));
    history.back();
    QVERIFY(history.current() == SelectedItem::ofClass(ClassId(7)));
    history.back(); // there is none
    QCOMPARE(changed.count(), 5);
    QVERIFY(history.canGoForward());
    history.forward();
    history.forward();
    QVERIFY(history.current() == SelectedItem::ofFunction(FrameId(3), CallNodeId(4)));
    QVERIFY(!history.canGoForward());
    history.forward();
    QCOMPARE(changed.count(), 7);
}

void TestSelectionHistory::selectingDropsWhatWasForward()
{
    SelectionHistory history;
    for (const int number : {1, 2, 3})
        history.select(object(number));
    history.back();
    history.back();
    history.select(object(9));
    QVERIFY(!history.canGoForward());
    history.back();
    QVERIFY(history.current() == object(1));
}

void TestSelectionHistory::selectingTheSameDoesNothing()
{
    SelectionHistory history;
    history.select(object(1));
    history.select(object(2));
    history.back();
    QSignalSpy changed(&history, &SelectionHistory::currentChanged);
    history.select(object(1));
    QCOMPARE(changed.count(), 0);
    QVERIFY(history.canGoForward());
}

void TestSelectionHistory::nothingIsNotKept()
{
    SelectionHistory history;
    history.select(object(1));
    history.select({});
    QVERIFY(history.current().kind == SelectedItem::Kind::None);
    history.select(object(2));
    history.back();
    QVERIFY(history.current() == object(1));
}

void TestSelectionHistory::forgetsTheOldest()
{
    SelectionHistory history;
    for (int number = 0; number < 1005; ++number)
        history.select(object(number));
    int steps = 0;
    for (; history.canGoBack(); ++steps)
        history.back();
    QCOMPARE(steps, 999);
    QVERIFY(history.current() == object(5));
}

HEAPLINE_TEST(TestSelectionHistory)

} // namespace tst_selection_history

#include "tst_selection_history.moc"
