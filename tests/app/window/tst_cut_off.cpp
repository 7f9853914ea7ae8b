// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cut_off_banner.h"
#include "app/document_view.h"
#include "app/icons.h"
#include "app/view_list.h"
#include "tests/support/test_program.h"
#include "ui/document/document.h"
#include "ui/heap/heap_columns.h"
#include "ui/widgets/tree_view.h"
#include "window_fixture.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QTest>
#include <QToolButton>

namespace tst_cut_off {

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

/// A file that ends too early, in the window.
class TestCutOff : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { failOnWarning(); }
    void showsWhatIsKnown_data();
    void showsWhatIsKnown();
    void wholeFileHasNoBanner();
    void sayingWhatIsNotThere();
};

namespace {

QString corner(const char* name)
{
    return QStringLiteral(HEAPLINE_TEST_DATA "/corner/") + QLatin1String(name);
}

} // namespace

void TestCutOff::showsWhatIsKnown_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("hasReferences");
    QTest::newRow("nodes") << corner("bad-cut-in-nodes.heaptimeline") << false;
    QTest::newRow("edges") << corner("bad-cut-in-edges.heaptimeline") << false;
    QTest::newRow("strings") << corner("bad-cut-in-string.heaptimeline") << false;
    QTest::newRow("last bracket") << corner("bad-cut-last-brace.heaptimeline") << true;
    QTest::newRow("sampling profile") << corner("bad-hp-cut.heapprofile") << true;
}

/// Every view and pane that is offered can be looked at, for every selection, and no figure is shown that the file cannot tell.
void TestCutOff::showsWhatIsKnown()
{
    QFETCH(QString, file);
    QFETCH(bool, hasReferences);
    WindowFixture f;
    f.window.openFiles({file});
    f.window.show();
    QTRY_VERIFY(f.window.currentView() && isSettled(f.window));
    DocumentView* view = f.window.currentView();
    const auto profile = view->document().profile();
    auto* banner = f.window.findChild<CutOffBanner*>();
    QVERIFY(banner && banner->isVisible());
    QVERIFY(banner->findChildren<QLabel*>().back()->text().startsWith(u"This file ends too early, "_s));
    QCOMPARE(cutOffText(*profile).contains(u"retained sizes"_s), !hasReferences);

    for (const ViewEntry& entry : viewList()) {
        const bool isOfHeap = !DocumentView::isOfStacks(entry.view);
        if (isOfHeap && profile->heap)
            QCOMPARE(view->offers(entry.view), hasReferences || entry.view == DocumentView::View::Summary);
        view->showView(entry.view);
        QTRY_VERIFY(isSettled(f.window));
    }
    if (!profile->heap)
        return;
    view->showView(DocumentView::View::Summary);
    QCOMPARE(view->lowerPane().offers(LowerPane::Pane::Paths), hasReferences);
    QCOMPARE(view->lowerPane().offers(LowerPane::Pane::MergedPaths), hasReferences);
    SelectionHistory& selection = view->document().selection();
    for (std::uint32_t i = 0; i < profile->heap->graph.nodeCount(); ++i) {
        selection.select(SelectedItem::ofObject(NodeOrdinal(i)));
        for (const PaneEntry& entry : paneList()) {
            view->lowerPane().choose(entry.pane);
            QCoreApplication::processEvents();
        }
    }
    const QAbstractItemModel* rows = f.table()->model();
    for (int row = 0; row < rows->rowCount(); ++row) {
        const QString retained = rows->index(row, static_cast<int>(HeapColumn::RetainedSize)).data().toString();
        const QString distance = rows->index(row, static_cast<int>(HeapColumn::Distance)).data().toString();
        QCOMPARE(retained == u"–"_s && distance == u"–"_s, !hasReferences);
    }
}

void TestCutOff::wholeFileHasNoBanner()
{
    WindowFixture f;
    f.openSample();
    QVERIFY(!f.window.findChild<CutOffBanner*>());
    QVERIFY(cutOffText(*f.window.currentDocument()->profile()).isEmpty());
}

/// Menus say why a view is not there, and the banner leads to the notes.
void TestCutOff::sayingWhatIsNotThere()
{
    WindowFixture f;
    f.window.openFiles({corner("bad-cut-in-edges.heaptimeline")});
    f.window.show();
    QTRY_VERIFY(f.window.currentView() && isSettled(f.window));
    const QAction* dominators = f.action(u"Dominators"_s);
    QVERIFY(dominators && !dominators->isEnabled());
    QVERIFY2(dominators->toolTip().contains(u"ends too early"_s), qPrintable(dominators->toolTip()));
    LowerPane& pane = f.window.currentView()->lowerPane();
    QWidget* before = pane.currentWidget();
    f.window.findChild<CutOffBanner*>()->findChild<QToolButton*>()->click();
    QVERIFY(pane.currentWidget() != before);
    QCOMPARE(pane.tabText(pane.currentIndex()).left(5), u"Notes"_s);
}

HEAPLINE_TEST(TestCutOff)

} // namespace tst_cut_off

#include "tst_cut_off.moc"
