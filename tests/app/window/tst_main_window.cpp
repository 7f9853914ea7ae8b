// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document_view.h"
#include "app/icons.h"
#include "app/row_finder.h"
#include "tests/support/test_program.h"
#include "ui/document/document.h"
#include "ui/heap/retainers_view.h"
#include "ui/timeline/elided_label.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/tree_view.h"
#include "window_fixture.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTabBar>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>

namespace tst_main_window {

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

/// What a user does with an open profile, by mouse and keyboard.
class TestMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { failOnWarning(); }
    void sampleShowsItsViews();
    void dragNarrowsTables();
    void escapeClearsAndUndoGivesBack();
    void chipsRemoveTheirFilter();
    void classOpensToItsRetainers();
    void functionShowsItsStack();
    void backAndForward();
    void textFilter();
    void faultyExpressionIsMarked();
    void searchSaysWhatItFinds();
    void searchLeadsFromMatchToMatch();
    void viewsByKeyboard();
    void panesByKeyboard();
    void notesByButton();
    void disabledActionsSayWhy();
    void helpPages();

private:
    /// Drags over the bars, from and to shares of their width. @return whether the filter followed while the button was down
    bool drag(WindowFixture& f, double from, double to);
    QModelIndex select(WindowFixture& f, const QString& text);
};

bool TestMainWindow::drag(WindowFixture& f, double from, double to)
{
    TimelineCanvas* canvas = f.window.currentView()->timeline()->canvas();
    const QRectF bars = canvas->parts().bars;
    const auto at = [&](double share) { return QPointF(bars.left() + bars.width() * share, bars.center().y()).toPoint(); };
    QTest::mousePress(canvas, Qt::LeftButton, {}, at(from));
    bool followed = false;
    for (int step = 1; step <= 10; ++step) {
        QTest::mouseMove(canvas, at(from + (to - from) * step / 10));
        followed = followed || f.window.currentDocument()->filter().current().range.has_value();
    }
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, at(to));
    return followed;
}

QModelIndex TestMainWindow::select(WindowFixture& f, const QString& text)
{
    TreeView* table = f.table();
    const QModelIndex row = findRow(*table->model(), text);
    if (row.isValid()) {
        table->scrollTo(row);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(row).center());
    }
    return row;
}

void TestMainWindow::sampleShowsItsViews()
{
    WindowFixture f;
    f.openSample();
    const DocumentView* view = f.window.currentView();
    QVERIFY(view->timeline());
    QVERIFY(view->currentView() == DocumentView::View::Heavy); // what answers the question
    const auto* tabs = f.child<QTabBar>("viewTabs");
    QStringList titles;
    for (int i = 0; i < tabs->count(); ++i)
        titles += tabs->tabText(i);
    QCOMPARE(titles, (QStringList{u"Heavy"_s, u"Tree"_s, u"Flame"_s, u"Functions"_s, u"Summary"_s, u"Containment"_s,
                                  u"Dominators"_s, u"Treemap"_s, u"Statistics"_s, u"Comparison"_s}));
    QVERIFY(f.table()->model()->rowCount() > 10);
    QVERIFY(!f.window.findChild<QWidget*>(u"missingViews"_s)); // nothing is missing
    QVERIFY(f.window.windowTitle().contains(u"leaky HTTP server"_s));
}

void TestMainWindow::dragNarrowsTables()
{
    WindowFixture f;
    f.openSample();
    f.action(u"Summary"_s)->trigger();
    QTRY_VERIFY(isSettled(f.window));
    const auto whole = f.window.currentDocument()->figures().wholeFigures();
    const int rowsOfAll = f.table()->model()->rowCount();
    QVERIFY(drag(f, 0.5, 0.9)); // while the mouse moves
    QTRY_VERIFY(isSettled(f.window));
    const auto figures = f.window.currentDocument()->figures().figures();
    QVERIFY(figures->range.has_value());
    QVERIFY(figures->objectCount > 0);
    QVERIFY(figures->objectCount < whole->objectCount);
    QTRY_VERIFY(f.table()->model()->rowCount() < rowsOfAll);
    QCOMPARE(f.window.currentDocument()->filter().undoStack()->count(), 1); // one drag, one step
    QVERIFY(f.child<QToolButton>("rangeChip")->isVisible());
}

void TestMainWindow::escapeClearsAndUndoGivesBack()
{
    WindowFixture f;
    f.openSample();
    drag(f, 0.4, 0.7);
    FilterState& filter = f.window.currentDocument()->filter();
    const auto range = filter.current().range;
    QVERIFY(range.has_value());
    TimelineCanvas* canvas = f.window.currentView()->timeline()->canvas();
    canvas->setFocus();
    QTest::keyClick(canvas, Qt::Key_Escape);
    QTRY_VERIFY(!filter.current().range);
    QTest::keyClick(canvas, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(filter.current().range == range);
    f.table()->setFocus();
    QTest::keyClick(f.table(), Qt::Key_Escape);
    QVERIFY(!filter.current().range);
    f.action(u"Undo Clear filters"_s)->trigger();
    QVERIFY(filter.current().range == range);
}

void TestMainWindow::chipsRemoveTheirFilter()
{
    WindowFixture f;
    f.openSample();
    FilterState& filter = f.window.currentDocument()->filter();
    const auto chip = [&f](const QString& name) { return f.window.findChild<QToolButton*>(name); };
    QVERIFY(!chip(u"rangeChip"_s) && !chip(u"textChip"_s));
    filter.commitRange(AxisRange{1'500'000, 2'250'000});
    filter.setText(u"Session"_s, false);
    auto* rangeChip = chip(u"rangeChip"_s);
    auto* textChip = chip(u"textChip"_s);
    QVERIFY(rangeChip && rangeChip->isVisible());
    QCOMPARE(rangeChip->text().trimmed(), u"1.500 s – 2.250 s"_s);
    QCOMPARE(textChip->text().trimmed(), u"“Session”"_s);
    QTest::mouseClick(textChip, Qt::LeftButton);
    QTRY_VERIFY(filter.current().text.isEmpty());
    QVERIFY(!textChip->isVisible());
    rangeChip->setFocus();
    QTest::keyClick(rangeChip, Qt::Key_Delete);
    QTRY_VERIFY(!filter.current().range);
    QVERIFY(!rangeChip->isVisible());
}

void TestMainWindow::classOpensToItsRetainers()
{
    WindowFixture f;
    f.openSample();
    f.action(u"Summary"_s)->trigger();
    QTRY_VERIFY(isSettled(f.window));
    const QModelIndex row = select(f, u"Session"_s);
    QVERIFY(row.isValid());
    QVERIFY(f.window.currentDocument()->selection().current().kind == SelectedItem::Kind::Class);
    QTest::keyClick(f.table(), Qt::Key_Right); // opens
    QTRY_VERIFY(f.table()->model()->rowCount(f.table()->currentIndex()) > 0 && isSettled(f.window));
    QTest::keyClick(f.table(), Qt::Key_Down);
    QTRY_VERIFY(f.window.currentDocument()->selection().current().kind == SelectedItem::Kind::Object);
    const auto* retainers = f.window.findChild<RetainersView*>();
    QVERIFY(retainers->isVisible());
    // 800 sessions are kept by a Map, in the array that is its table.
    auto* tree = retainers->findChild<TreeView*>();
    QTRY_VERIFY(tree->model() && tree->model()->rowCount() > 0);
    QVERIFY(findRow(*tree->model(), u"Map"_s).isValid());
}

void TestMainWindow::functionShowsItsStack()
{
    WindowFixture f;
    f.openSample();
    QVERIFY(select(f, u"rememberSession"_s).isValid());
    QVERIFY(f.window.currentDocument()->selection().current().kind == SelectedItem::Kind::Function);
    LowerPane& pane = f.window.currentView()->lowerPane();
    QCOMPARE(pane.tabText(pane.currentIndex()), u"Allocation stack"_s);
    auto* stack = pane.currentWidget()->findChild<QTreeView*>();
    QVERIFY(stack);
    QTRY_VERIFY(findRow(*stack->model(), u"handleRequest"_s).isValid()); // the caller
}

void TestMainWindow::backAndForward()
{
    WindowFixture f;
    f.openSample();
    QAction* back = f.action(u"Back"_s);
    QAction* forward = f.action(u"Forward"_s);
    QVERIFY(!back->isEnabled());
    select(f, u"rememberSession"_s);
    const SelectedItem first = f.window.currentDocument()->selection().current();
    select(f, u"handleRequest"_s);
    const SelectedItem second = f.window.currentDocument()->selection().current();
    QVERIFY(!(first == second));
    QVERIFY(back->isEnabled());
    QTest::keyClick(&f.window, Qt::Key_Left, Qt::AltModifier);
    QVERIFY(f.window.currentDocument()->selection().current() == first);
    QVERIFY(!back->isEnabled());
    forward->trigger();
    QVERIFY(f.window.currentDocument()->selection().current() == second);
}

void TestMainWindow::textFilter()
{
    WindowFixture f;
    f.openSample();
    f.action(u"Summary"_s)->trigger();
    QTRY_VERIFY(isSettled(f.window));
    const int all = f.table()->model()->rowCount();
    QTest::keyClick(&f.window, Qt::Key_F, Qt::ControlModifier);
    auto* edit = f.child<QLineEdit>("filterEdit");
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClicks(edit, u"session"_s);
    QTRY_COMPARE(f.window.currentDocument()->filter().current().text, u"session"_s);
    QTRY_VERIFY(f.table()->model()->rowCount() < all);
    QVERIFY(findRow(*f.table()->model(), u"Session"_s).isValid());
    QCOMPARE(f.window.currentDocument()->filter().undoStack()->count(), 1); // typed letters are one step
    QTest::keyClick(edit, Qt::Key_Escape);
    QTRY_VERIFY(f.window.currentDocument()->filter().current().text.isEmpty());
    f.window.currentDocument()->filter().undoStack()->undo();
    QCOMPARE(edit->text(), u"session"_s);
}

void TestMainWindow::faultyExpressionIsMarked()
{
    WindowFixture f;
    f.openSample();
    auto* edit = f.child<QLineEdit>("filterEdit");
    edit->setFocus();
    QTest::keyClicks(edit, u"(Ses"_s);
    QVERIFY(edit->accessibleDescription().isEmpty());
    QTest::mouseClick(f.child<QToolButton>("regexToggle"), Qt::LeftButton);
    QVERIFY(f.window.currentDocument()->filter().current().regularExpression);
    QVERIFY(!edit->accessibleDescription().isEmpty());
    QCOMPARE(edit->toolTip(), edit->accessibleDescription());
}

void TestMainWindow::searchSaysWhatItFinds()
{
    WindowFixture f;
    f.openSample();
    f.action(u"Heavy"_s)->trigger();
    QTRY_VERIFY(isSettled(f.window));
    auto* edit = f.child<QLineEdit>("filterEdit");
    const auto* found = f.child<ElidedLabel>("foundText");
    QVERIFY(found->isHidden());
    edit->setFocus();
    QTest::keyClicks(edit, u"makepayload"_s);
    QTRY_VERIFY2(found->text().startsWith(u"1 function, "_s) && found->isVisible(), qPrintable(found->text()));
    QCOMPARE(edit->accessibleDescription(), found->text());
    const QString whole = found->text();
    QVERIFY(drag(f, 0.4, 0.5));
    QTRY_VERIFY(found->text() != whole);
    f.action(u"Summary"_s)->trigger();
    QTRY_COMPARE(found->text(), u"No match"_s); // no class is called so
    f.action(u"Heavy"_s)->trigger();
    QTRY_VERIFY(found->text().startsWith(u"1 function, "_s));
    QTest::mouseClick(f.child<QToolButton>("caseToggle"), Qt::LeftButton);
    QVERIFY(f.window.currentDocument()->filter().current().caseSensitive);
    QTRY_COMPARE(found->text(), u"No match"_s);
    f.window.currentDocument()->filter().undoStack()->undo();
    QVERIFY(!f.child<QToolButton>("caseToggle")->isChecked());
    QTRY_VERIFY(found->text().startsWith(u"1 function, "_s));
    f.window.currentDocument()->filter().clear();
    QTRY_VERIFY(found->isHidden());
}

void TestMainWindow::searchLeadsFromMatchToMatch()
{
    WindowFixture f;
    f.openSample();
    f.action(u"Heavy"_s)->trigger();
    QTRY_VERIFY(isSettled(f.window));
    QVERIFY(!f.child<QToolButton>("nextMatch")->isEnabled());
    auto* edit = f.child<QLineEdit>("filterEdit");
    edit->setFocus();
    QTest::keyClicks(edit, u"session"_s);
    QTest::keyClick(edit, Qt::Key_Return); // takes it over, …
    QCOMPARE(f.window.currentDocument()->filter().current().text, u"session"_s);
    QVERIFY(f.child<QToolButton>("nextMatch")->isEnabled());
    const auto current = [&] {
        const QModelIndex index = f.table()->currentIndex();
        return f.table()->selectionModel()->isSelected(index) ? index.row() : -1;
    };
    const int rows = f.table()->model()->rowCount();
    QVERIFY(rows > 1);
    QCOMPARE(current(), -1);
    QTest::keyClick(edit, Qt::Key_Return); // … then leads on
    QCOMPARE(current(), 0);
    QVERIFY(edit->hasFocus());
    QTest::keyClick(&f.window, Qt::Key_F3);
    QCOMPARE(current(), 1);
    QTest::keyClick(&f.window, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(current(), 0);
    QTest::mouseClick(f.child<QToolButton>("previousMatch"), Qt::LeftButton);
    QCOMPARE(current(), rows - 1);
    QTest::mouseClick(f.child<QToolButton>("nextMatch"), Qt::LeftButton);
    QCOMPARE(current(), 0);
    QCOMPARE(f.window.currentDocument()->selection().current().kind, SelectedItem::Kind::Function);
}

void TestMainWindow::viewsByKeyboard()
{
    WindowFixture f;
    f.openSample();
    QTest::keyClick(&f.window, Qt::Key_3, Qt::ControlModifier);
    QVERIFY(f.window.currentView()->currentView() == DocumentView::View::Flame);
    QTest::keyClick(&f.window, Qt::Key_4, Qt::ControlModifier);
    QVERIFY(f.window.currentView()->currentView() == DocumentView::View::Functions);
    QTest::keyClick(&f.window, Qt::Key_5, Qt::ControlModifier);
    QVERIFY(f.window.currentView()->currentView() == DocumentView::View::Summary);
    QVERIFY(f.action(u"Summary"_s)->isChecked());
    QTest::keyClick(&f.window, Qt::Key_2, Qt::ControlModifier);
    QVERIFY(f.window.currentView()->currentView() == DocumentView::View::Tree);
    QVERIFY(f.action(u"Tree"_s)->isChecked());
    QTest::keyClick(&f.window, Qt::Key_1, Qt::ControlModifier);
    QVERIFY(f.window.currentView()->currentView() == DocumentView::View::Heavy);
    QTRY_VERIFY(isSettled(f.window));
}

void TestMainWindow::panesByKeyboard()
{
    WindowFixture f;
    f.openSample();
    f.window.activateWindow();
    f.table()->setFocus();
    QTRY_VERIFY(f.table()->hasFocus());
    DocumentView* view = f.window.currentView();
    QTest::keyClick(&f.window, Qt::Key_F6);
    QVERIFY(view->lowerPane().isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(&f.window, Qt::Key_F6);
    QVERIFY(view->timeline()->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(&f.window, Qt::Key_F6);
    QVERIFY(f.table()->hasFocus());
    QTest::keyClick(&f.window, Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(view->timeline()->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(&f.window, Qt::Key_F8);
    QVERIFY(!view->lowerPane().isVisible());
}

void TestMainWindow::notesByButton()
{
    WindowFixture f;
    f.openSample();
    auto* button = f.child<QPushButton>("notesButton");
    QVERIFY(button->isVisible());
    const auto count = static_cast<int>(f.window.currentDocument()->profile()->notes.all().size());
    QVERIFY(button->text().contains(QString::number(count)));
    QTest::mouseClick(button, Qt::LeftButton);
    const LowerPane& pane = f.window.currentView()->lowerPane();
    QVERIFY(pane.tabText(pane.currentIndex()).startsWith(u"Notes"_s));
    const auto* notes = qobject_cast<QAbstractItemView*>(pane.currentWidget());
    QVERIFY(notes);
    QCOMPARE(notes->model()->rowCount(), count);
}

void TestMainWindow::disabledActionsSayWhy()
{
    WindowFixture f;
    const auto check = [&f] {
        for (const QAction* menu : f.window.menuBar()->actions()) {
            for (const QAction* action : menu->menu()->actions()) {
                if (!action->isEnabled() && !action->isSeparator())
                    QVERIFY2(action->toolTip() != action->text() && action->toolTip().size() > 10,
                             qPrintable(action->text()));
            }
        }
    };
    check();
    QVERIFY(!f.action(u"Heavy"_s)->isEnabled());
    f.openSample();
    check();
    QVERIFY(f.action(u"Heavy"_s)->isEnabled());
}

void TestMainWindow::helpPages()
{
    WindowFixture f;
    f.openSample();
    const QMap<QString, QString> pages = {{u"Keyboard Shortcuts"_s, u"Ctrl+1"_s},
                                          {u"What the Words Mean"_s, u"Retained size"_s},
                                          {u"About Heapline"_s, u"GNU General Public License"_s}};
    for (auto page = pages.begin(); page != pages.end(); ++page) {
        f.action(page.key())->trigger();
        auto* dialog = f.window.findChild<QDialog*>();
        QVERIFY2(dialog, qPrintable(page.key()));
        QVERIFY(!dialog->isModal());
        const QString text = dialog->findChild<QTextBrowser*>()->toPlainText();
        QVERIFY2(text.contains(page.value()), qPrintable(text));
        delete dialog;
    }
}

HEAPLINE_TEST(TestMainWindow)

} // namespace tst_main_window

#include "tst_main_window.moc"
