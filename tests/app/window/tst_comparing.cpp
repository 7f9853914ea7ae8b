// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document_view.h"
#include "app/icons.h"
#include "app/row_finder.h"
#include "tests/support/test_program.h"
#include "ui/document/document.h"
#include "ui/heap/comparison_state.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/tree_view.h"
#include "window_fixture.h"

#include <QAction>
#include <QComboBox>
#include <QTest>

namespace tst_comparing {

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString before = QStringLiteral(HEAPLINE_TEST_DATA "/orders-1-before.heapsnapshot.gz");
const QString after = QStringLiteral(HEAPLINE_TEST_DATA "/orders-2-after.heapsnapshot.gz");

} // namespace

/// Comparing profiles that are open in one window.
class TestComparing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { failOnWarning(); }
    void baseFromTheCommandLine();
    void deletedObjectIsShownInItsProfile();
    void baseIsClosed();
    void profileIsClosed();
    void ownFileIsNoBase();
    void rangesFromTheTimeline();
};

/// As main() does it: the base is opened beside, and Comparison is what is shown first.
void TestComparing::baseFromTheCommandLine()
{
    WindowFixture f;
    f.window.openFiles({after});
    f.window.compareWith(before);
    QTRY_VERIFY(isSettled(f.window));
    QVERIFY(f.window.currentDocument()->path().endsWith(u"after.heapsnapshot.gz"_s));
    QVERIFY(f.window.currentView()->currentView() == DocumentView::View::Comparison);
    QVERIFY(f.action(u"Comparison"_s)->isChecked());
    QTRY_COMPARE(f.table()->model()->rowCount(), 38);
    QVERIFY(findRow(*f.table()->model(), u"OrderLine"_s).isValid());
    QCOMPARE(f.child<QComboBox>("comparisonBase")->currentText(), u"orders-1-before.heapsnapshot.gz"_s);
    // By keyboard, too.
    QTest::keyClick(&f.window, Qt::Key_5, Qt::ControlModifier);
    QVERIFY(f.window.currentView()->currentView() == DocumentView::View::Summary);
    QTest::keyClick(&f.window, Qt::Key_0, Qt::ControlModifier);
    QVERIFY(f.window.currentView()->currentView() == DocumentView::View::Comparison);
}

void TestComparing::deletedObjectIsShownInItsProfile()
{
    WindowFixture f;
    f.window.openFiles({after});
    f.window.compareWith(before);
    QTRY_VERIFY(f.table() && f.table()->model()->rowCount() == 38);
    TreeView* table = f.table();
    table->sortByColumn(5, Qt::DescendingOrder); // freed size
    const QModelIndex lines = findRow(*table->model(), u"OrderLine"_s);
    table->openRow(lines);
    table->setCurrentIndex(table->model()->index(0, 0, lines));
    const QString object = table->currentIndex().data().toString();
    QVERIFY(object.startsWith(u"− OrderLine @"_s));
    f.action(u"Show in Base Profile"_s)->trigger();
    QVERIFY(f.window.currentDocument()->path().endsWith(u"before.heapsnapshot.gz"_s));
    QTRY_VERIFY(isSettled(f.window));
    QVERIFY(f.window.currentView()->currentView() == DocumentView::View::Summary);
    QTRY_COMPARE(u"− "_s + f.table()->currentIndex().data().toString(), object);
}

void TestComparing::baseIsClosed()
{
    WindowFixture f;
    f.window.openFiles({after});
    Document* newer = f.window.currentDocument();
    f.window.compareWith(before);
    QTRY_VERIFY(f.table() && f.table()->model()->rowCount() == 38);
    f.window.openFiles({before}); // is open already
    QVERIFY(f.window.currentDocument() != newer);
    f.action(u"Close"_s)->trigger();
    QCOMPARE(f.window.currentDocument(), newer);
    QCOMPARE(f.table()->model()->rowCount(), 0);
    QVERIFY(ComparisonState::of(*newer).kind() == ComparisonState::Kind::None);
    QCOMPARE(f.child<QComboBox>("comparisonBase")->currentText(), u"Nothing"_s);
}

void TestComparing::profileIsClosed()
{
    WindowFixture f;
    f.window.openFiles({after});
    f.window.compareWith(before); // while both are loading
    f.action(u"Close"_s)->trigger();
    QTRY_VERIFY(isSettled(f.window));
    QVERIFY(f.window.currentDocument()->path().endsWith(u"before.heapsnapshot.gz"_s));
    f.action(u"Comparison"_s)->trigger();
    QVERIFY(f.table()->findChild<EmptyState*>()->title() == u"No other profile with objects is open to compare with."_s);
}

void TestComparing::ownFileIsNoBase()
{
    WindowFixture f;
    f.window.openFiles({after});
    f.window.compareWith(after);
    QTRY_VERIFY(isSettled(f.window));
    QVERIFY(ComparisonState::of(*f.window.currentDocument()).kind() == ComparisonState::Kind::None);
}

/// The keys work where the range has been selected.
void TestComparing::rangesFromTheTimeline()
{
    WindowFixture f;
    f.openSample();
    f.action(u"Comparison"_s)->trigger();
    f.window.activateWindow();
    QWidget* canvas = f.window.currentView()->timeline()->canvas();
    canvas->setFocus();
    QTRY_VERIFY(canvas->hasFocus());
    FilterState& filter = f.window.currentDocument()->filter();
    filter.commitRange(AxisRange{1'000'000, 4'000'000});
    QTest::keyClick(canvas, Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(ComparisonState::of(*f.window.currentDocument()).baseRange(), (AxisRange{1'000'000, 4'000'000}));
    filter.commitRange(AxisRange{4'000'000, 8'500'000});
    QTRY_VERIFY(findRow(*f.table()->model(), u"Session"_s).isValid());
    f.action(u"Heavy"_s)->trigger();
    QTest::keyClick(canvas, Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier); // not out of sight
    QCOMPARE(ComparisonState::of(*f.window.currentDocument()).baseRange(), (AxisRange{1'000'000, 4'000'000}));
}

HEAPLINE_TEST(TestComparing)

} // namespace tst_comparing

#include "tst_comparing.moc"
