// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document_view.h"
#include "app/icons.h"
#include "tests/support/test_program.h"
#include "ui/document/document.h"
#include "ui/heap/search_model.h"
#include "ui/heap/search_view.h"
#include "ui/heap/summary_model.h"
#include "ui/widgets/tree_view.h"
#include "window_fixture.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>

namespace tst_search_pane {

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

/// The search for objects in its window, by keyboard.
class TestSearchPane : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { failOnWarning(); }
    void leadsToObjects();
    void chipOfWhatWasFound();
    void needsObjects();
};

void TestSearchPane::leadsToObjects()
{
    WindowFixture f;
    QVERIFY(!f.action(u"Search Objects"_s)->isEnabled());
    f.openSample();
    f.window.activateWindow();
    DocumentView* view = f.window.currentView();
    view->showView(DocumentView::View::Summary);
    QTest::keyClick(&f.window, Qt::Key_F8);
    QVERIFY(!view->lowerPane().isVisible());
    QTest::keyClick(&f.window, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    auto* edit = f.child<QLineEdit>("searchEdit");
    QVERIFY(view->lowerPane().isVisible() && edit->isVisible());
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClicks(edit, u"session"_s);
    auto* pane = f.window.findChild<SearchView*>();
    auto* tree = pane->findChild<TreeView*>();
    auto* model = pane->findChild<SearchModel*>();
    QTRY_VERIFY(model->rowCount() > 0);
    QTest::keyClick(edit, Qt::Key_Down);
    QTRY_VERIFY(tree->hasFocus());
    tree->openRow(model->index(0, 0));
    QTest::keyClick(tree, Qt::Key_Down);
    QTest::keyClick(tree, Qt::Key_Right);
    tree->openRow(tree->currentIndex());
    QTest::keyClick(tree, Qt::Key_Down);
    const auto object = model->objectAt(tree->currentIndex());
    QVERIFY(object);
    QTest::keyClick(tree, Qt::Key_Return);
    QCOMPARE(f.window.currentDocument()->selection().current(), SelectedItem::ofObject(*object));
    // The views above follow, and what was found stays in sight.
    auto* summary = f.window.findChild<SummaryModel*>();
    QTRY_COMPARE(summary->objectAt(f.table()->currentIndex()), object);
    QCOMPARE(view->lowerPane().currentWidget(), pane);
    QVERIFY(tree->hasFocus());
    QTest::keyClick(tree, Qt::Key_1, Qt::AltModifier | Qt::ShiftModifier);
    QVERIFY(view->lowerPane().currentWidget() != pane);
    QTest::keyClick(&f.window, Qt::Key_9, Qt::AltModifier);
    QCOMPARE(view->lowerPane().currentWidget(), pane);
    QCOMPARE(edit->text(), u"session"_s);
    // A selection elsewhere shows what suits it, not the search.
    f.table()->setFocus();
    QTest::keyClick(f.table(), Qt::Key_Down);
    QVERIFY(view->lowerPane().currentWidget() != pane);
}

void TestSearchPane::chipOfWhatWasFound()
{
    WindowFixture f;
    f.openSample();
    f.window.activateWindow();
    QTest::keyClick(&f.window, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    auto* edit = f.child<QLineEdit>("searchEdit");
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClicks(edit, u"session"_s);
    auto* only = f.child<QToolButton>("searchShowOnly");
    QTRY_VERIFY(only->isEnabled());
    only->click();
    QTRY_VERIFY(f.child<QToolButton>("objectsChip"));
    QVERIFY(f.child<QToolButton>("objectsChip")->text().contains(u"session"_s));
    QTRY_VERIFY(isSettled(f.window));
    f.child<QToolButton>("objectsChip")->click();
    QTRY_VERIFY(!f.window.currentDocument()->filter().current().objects);
    QTRY_VERIFY(isSettled(f.window));
}

void TestSearchPane::needsObjects()
{
    WindowFixture f;
    f.window.show();
    f.window.openFiles({QStringLiteral(HEAPLINE_TEST_DATA "/workers-main.heapprofile.gz")});
    QTRY_VERIFY(f.window.currentView());
    QTRY_VERIFY(isSettled(f.window));
    QVERIFY(!f.action(u"Search Objects"_s)->isEnabled());
    QCOMPARE(f.action(u"Search Objects"_s)->toolTip(), u"This file holds no objects, only stacks"_s);
    QVERIFY(!f.window.currentView()->lowerPane().offers(LowerPane::Pane::Search));
}

HEAPLINE_TEST(TestSearchPane)

} // namespace tst_search_pane

#include "tst_search_pane.moc"
