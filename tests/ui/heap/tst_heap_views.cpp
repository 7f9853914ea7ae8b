// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/widgets/loaded_document.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/heap/retainers_model.h"
#include "ui/heap/retainers_view.h"
#include "ui/heap/summary_model.h"
#include "ui/heap/summary_view.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>

namespace tst_heap_views {

using namespace heapline;
using namespace heapline::test;

class TestHeapViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void findsWhatKeepsTheLeakAlive()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        QVERIFY(selectRange(document, 25, 50));
        SummaryView summary(document);
        summary.resize(1000, 600);
        summary.show();
        RetainersView retainers(document);
        retainers.resize(1000, 300);
        retainers.show();
        auto* tree = summary.findChild<TreeView*>();
        const auto* model = summary.findChild<SummaryModel*>();
        const auto* retainersModel = retainers.findChild<RetainersModel*>();
        const auto* empty = retainers.findChild<EmptyState*>();
        QVERIFY(empty->isVisible());

        // The class with the most retained bytes in the range is the leak.
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("Session"));
        QVERIFY2(model->index(0, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("leaky.js:7:")),
                 qPrintable(model->index(0, 0).data(Qt::ToolTipRole).toString()));
        tree->setCurrentIndex(model->index(0, 0));
        QCOMPARE(document.selection().current().kind, SelectedItem::Kind::Class);
        QCOMPARE(empty->title(), QStringLiteral("Select an object of Session to see what keeps it alive."));
        QTest::mouseClick(empty->findChild<QToolButton*>(), Qt::LeftButton); // Show Largest Object
        QCOMPARE(document.selection().current().kind, SelectedItem::Kind::Object);
        QVERIFY(!empty->isVisible());
        QVERIFY(retainers.findChild<QLabel*>()->text().startsWith(QStringLiteral("What keeps Session @")));
        QVERIFY2(treeText(*retainersModel, {0}).contains(QStringLiteral("sessions in system / Context @")),
                 qPrintable(treeText(*retainersModel, {0})));
        // The Summary shows the object below its class.
        QVERIFY(tree->currentIndex().data().toString().startsWith(QStringLiteral("Session @")));
        QVERIFY(tree->currentIndex().parent().isValid());

        // Choosing a retainer changes nothing; going to it does.
        auto* retainersTree = retainers.findChild<TreeView*>();
        QSignalSpy changed(&document.selection(), &SelectionHistory::currentChanged);
        retainersTree->setCurrentIndex(retainersModel->index(0, 0));
        QCOMPARE(changed.size(), 0);
        const auto first = retainersModel->objectAt(retainersModel->index(0, 0));
        retainers.activateWindow();
        retainersTree->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&retainers));
        QTest::keyClick(retainersTree, Qt::Key_Return);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(document.selection().current(), SelectedItem::ofObject(*first));
        document.selection().back();
        QVERIFY(tree->currentIndex().data().toString().startsWith(QStringLiteral("Session @")));
    }

    void summaryFollowsRangeAndFilter()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        SummaryView view(document);
        view.resize(1000, 600);
        view.show();
        auto* tree = view.findChild<TreeView*>();
        const auto* model = view.findChild<SummaryModel*>();
        const auto* empty = view.findChild<EmptyState*>();
        const auto* totals = view.findChild<QLabel*>();
        document.filter().setText(QStringLiteral("session"), false);
        QCOMPARE(treeText(*model, {0}), QStringLiteral("Session +\n"));
        QCOMPARE(totals->text().section(QStringLiteral(" · "), 1, 1), QStringLiteral("800 objects"));
        tree->openRow(model->index(0, 0));
        tree->setCurrentIndex(model->index(0, 0));
        QSignalSpy changed(&document.selection(), &SelectionHistory::currentChanged);
        QVERIFY(selectRange(document, 25, 50));
        QVERIFY(tree->isExpanded(model->index(0, 0)));
        QVERIFY(model->rowCount(model->index(0, 0)) < 200);
        QCOMPARE(tree->currentIndex(), model->index(0, 0));
        QCOMPARE(changed.size(), 0);
        document.filter().setText(QStringLiteral("nothing like it"), false);
        QVERIFY(empty->isVisible());
        QCOMPARE(empty->title(), QStringLiteral("No class matches “nothing like it”."));
        QVERIFY(totals->text().startsWith(QStringLiteral("0 of ")));
        document.filter().setText(QStringLiteral("["), true);
        QVERIFY(empty->title().startsWith(QStringLiteral("“[” is no regular expression: ")));
    }

    void summaryLeadsFromMatchToMatch()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        SummaryView view(document);
        view.resize(1000, 600);
        view.show();
        auto* tree = view.findChild<TreeView*>();
        const auto* model = view.findChild<SummaryModel*>();
        QVERIFY(view.matchText().isEmpty() && !view.showMatch(1));
        document.filter().setText(QStringLiteral("^(Session|Map|Set)$"), true, true);
        QVERIFY2(view.matchText().startsWith(QStringLiteral("3 classes, "))
                     && view.matchText().endsWith(QStringLiteral(" %")),
                 qPrintable(view.matchText()));
        tree->openRow(model->index(0, 0)); // objects are no matches
        QStringList found;
        for (int i = 0; i < 4; ++i) {
            QVERIFY(view.showMatch(1));
            found += tree->currentIndex().data().toString();
        }
        QCOMPARE(QSet<QString>(found.begin(), found.end()).size(), 3);
        QCOMPARE(found.first(), found.last());
        QVERIFY(view.showMatch(-1));
        QCOMPARE(tree->currentIndex().data().toString(), found[2]);
        QCOMPARE(document.selection().current().kind, SelectedItem::Kind::Class);
        document.filter().setText(QStringLiteral("session"), false, true);
        QCOMPARE(view.matchText(), QStringLiteral("No match"));
        QVERIFY(!view.showMatch(1));
        document.filter().setText(QStringLiteral("Session"), false, true);
        QVERIFY(view.matchText().startsWith(QStringLiteral("1 class, ")));
    }

    void functionSelected()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        RetainersView view(document);
        view.show();
        document.selection().select(SelectedItem::ofFunction(FrameId(1)));
        QCOMPARE(view.findChild<EmptyState*>()->title(),
                 QStringLiteral("A function is selected; retainers are told of an object."));
    }

    void samplingProfilesSayWhy()
    {
        Document document(dataFile("leaky-http.interval-4k.heapprofile.gz"));
        QVERIFY(load(document));
        SummaryView summary(document);
        RetainersView retainers(document);
        summary.show();
        retainers.show();
        QVERIFY(summary.findChild<EmptyState*>()->isVisible());
        QVERIFY(retainers.findChild<EmptyState*>()->isVisible());
        document.filter().setText(QStringLiteral("x"), false);
        document.selection().select(SelectedItem::ofFunction(FrameId(1)));
    }
};

HEAPLINE_TEST(TestHeapViews)

} // namespace tst_heap_views

#include "tst_heap_views.moc"
