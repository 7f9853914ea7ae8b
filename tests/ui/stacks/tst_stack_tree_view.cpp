// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/widgets/loaded_document.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/stacks/stack_tree_model.h"
#include "ui/stacks/stack_tree_view.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QSignalSpy>

#include <algorithm>

namespace tst_stack_tree_view {

using namespace heapline;
using namespace heapline::test;

namespace {

constexpr int at(StackColumn column)
{
    return static_cast<int>(column);
}

/// A view on a file, shown off screen.
struct Shown {
    Shown(StackTreeView::Kind kind, Document& document) : view(kind, document)
    {
        view.resize(1000, 600);
        view.show();
    }
    QString current() const { return tree->currentIndex().siblingAtColumn(0).data().toString(); }
    void act(const char* text) const
    {
        for (QAction* action : view.actions()) {
            if (action->text().remove(QLatin1Char('&')) == QLatin1String(text))
                action->trigger();
        }
    }

    StackTreeView view;
    TreeView* tree = view.findChild<TreeView*>();
    EmptyState* empty = view.findChild<EmptyState*>();
    LazyTreeModel* model = view.findChild<LazyTreeModel*>();
};

} // namespace

class TestStackTreeView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void findsTheLeakByTheHeaviestPath()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const Shown heavy(StackTreeView::Kind::BottomUp, document);
        QVERIFY(!heavy.empty->isVisible());
        QCOMPARE(heavy.model->index(0, 0).data().toString(), QStringLiteral("makePayload"));
        QCOMPARE(heavy.model->index(0, at(StackColumn::Location)).data().toString(), QStringLiteral("leaky.js:21"));

        const Shown tree(StackTreeView::Kind::TopDown, document);
        QSignalSpy selected(&document.selection(), &SelectionHistory::currentChanged);
        tree.act("Expand Along Heaviest Path");
        QCOMPARE(tree.current(), QStringLiteral("makePayload"));
        QCOMPARE(selected.size(), 1);
        QCOMPARE(document.selection().current().kind, SelectedItem::Kind::Function);
        // The other view follows.
        QCOMPARE(heavy.current(), QStringLiteral("makePayload"));
        tree.act("Collapse All");
        QVERIFY(!tree.tree->isExpanded(tree.model->index(0, 0)));
    }

    void followsTheRangeAndKeepsPlaces()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const Shown shown(StackTreeView::Kind::TopDown, document);
        shown.act("Expand Along Heaviest Path");
        QSignalSpy selected(&document.selection(), &SelectionHistory::currentChanged);
        const QString before = shown.model->index(0, at(StackColumn::TotalLive)).data().toString();
        QVERIFY(selectRange(document, 25, 50));
        QVERIFY(shown.model->index(0, at(StackColumn::TotalLive)).data().toString() != before);
        QCOMPARE(shown.current(), QStringLiteral("makePayload"));
        QVERIFY(shown.tree->isExpanded(shown.tree->currentIndex().parent()));
        document.filter().commitRange(std::nullopt);
        QTRY_COMPARE(shown.model->index(0, at(StackColumn::TotalLive)).data().toString(), before);
        QCOMPARE(shown.current(), QStringLiteral("makePayload"));
        QCOMPARE(selected.size(), 0);
    }

    void hiddenViewCatchesUpWhenItIsShown()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        Shown shown(StackTreeView::Kind::BottomUp, document);
        const int all = shown.model->rowCount();
        shown.view.hide();
        document.filter().setText(QStringLiteral("makePayload"), false);
        QCOMPARE(shown.model->rowCount(), all);
        shown.view.show();
        QCOMPARE(treeText(*shown.model, {0}), QStringLiteral("makePayload +\n"));
    }

    void filterOpensTheWayToAMatch()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const Shown shown(StackTreeView::Kind::TopDown, document);
        document.filter().setText(QStringLiteral("makePayload"), false);
        const QString text = treeText(*shown.model, {0});
        QVERIFY2(text.contains(QStringLiteral("      Session\n")) && text.contains(QStringLiteral("makePayload")),
                 qPrintable(text));
        document.filter().setText(QStringLiteral("nothing like it"), false);
        QVERIFY(shown.empty->isVisible());
        QCOMPARE(shown.empty->title(), QStringLiteral("No function matches “nothing like it”."));
        document.filter().setText(QStringLiteral("make("), true);
        QCOMPARE(shown.empty->title(),
                 QStringLiteral("“make(” is no regular expression: missing closing parenthesis, at character 6."));
        document.filter().setText({}, false);
        QVERIFY(!shown.empty->isVisible());
    }

    void leadsFromMatchToMatch()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        Shown shown(StackTreeView::Kind::TopDown, document);
        QVERIFY(!shown.view.showMatch(1)); // nothing is looked for
        QCOMPARE(shown.view.matchText(), QString());
        document.filter().setText(QStringLiteral("Session"), false, true);
        shown.tree->collapseAll();
        QSignalSpy selected(&document.selection(), &SelectionHistory::currentChanged);
        QVERIFY(shown.view.showMatch(1));
        QCOMPARE(selected.size(), 1);
        const QString first = shown.current();
        QVERIFY2(first.contains(QStringLiteral("Session")), qPrintable(first));
        QVERIFY(shown.tree->isExpanded(shown.tree->currentIndex().parent()));
        QVERIFY(shown.tree->selectionModel()->isSelected(shown.tree->currentIndex()));
        // Around, and back again.
        const QPersistentModelIndex start = shown.tree->currentIndex();
        int matches = 0;
        do {
            QVERIFY(shown.view.showMatch(1));
            QVERIFY(shown.current().contains(QStringLiteral("Session")));
        } while (++matches < 1000 && shown.tree->currentIndex() != start);
        QVERIFY2(matches > 1 && matches < 1000, qPrintable(QString::number(matches)));
        for (int i = 0; i < matches; ++i)
            QVERIFY(shown.view.showMatch(-1));
        QCOMPARE(shown.tree->currentIndex(), QModelIndex(start));
        document.filter().setText(QStringLiteral("nothing like it"), false);
        QVERIFY(!shown.view.showMatch(1));
    }

    void saysHowMuchIsFound()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const Shown tree(StackTreeView::Kind::TopDown, document);
        const Shown heavy(StackTreeView::Kind::BottomUp, document);
        document.filter().setText(QStringLiteral("makePayload"), false);
        const QString total = heavy.model->index(0, at(StackColumn::TotalLive)).data().toString();
        const QString share = heavy.model->index(0, at(StackColumn::TotalLive)).data(PercentRole).toString();
        QCOMPARE(heavy.view.matchText(), QStringLiteral("1 function, %1, %2").arg(total, share));
        QCOMPARE(tree.view.matchText(), heavy.view.matchText());
        // What calls it takes all of it in.
        document.filter().setText(QStringLiteral("makePayload|^rememberSession$"), true);
        QVERIFY2(heavy.view.matchText().startsWith(QStringLiteral("2 functions, 1.0 MB, ")),
                 qPrintable(heavy.view.matchText()));
        QVERIFY(selectRange(document, 25, 50));
        QVERIFY(!heavy.view.matchText().contains(QStringLiteral("1.0 MB")));
        document.filter().setText(QStringLiteral("MAKEPAYLOAD"), false, true);
        QCOMPARE(heavy.view.matchText(), QStringLiteral("No match"));
        document.filter().setText(QStringLiteral("make("), true);
        QCOMPARE(heavy.view.matchText(), QStringLiteral("No regular expression"));
        QVERIFY(!heavy.model->rowCount());
    }

    void columnsCanBeChosen()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const Shown shown(StackTreeView::Kind::BottomUp, document);
        QVERIFY(shown.tree->isColumnHidden(at(StackColumn::SelfAllocated)));
        QMenu* menu = shown.view.findChild<QMenu*>();
        QCOMPARE(menu->actions().size(), stackColumnCount - 3); // not the function, and no errors of samples
        const QList<QAction*> columns = menu->actions();
        const auto found = std::ranges::find(columns, QStringLiteral("Self allocated"), &QAction::text);
        QVERIFY(found != columns.end());
        QAction* selfAllocated = *found;
        selfAllocated->trigger();
        QVERIFY(!shown.tree->isColumnHidden(at(StackColumn::SelfAllocated)));
        QVERIFY(shown.tree->columnWidth(at(StackColumn::SelfAllocated)) > 100);
        selfAllocated->trigger();
        QVERIFY(shown.tree->isColumnHidden(at(StackColumn::SelfAllocated)));
    }

    void defaultColumnsFitAThousandPixels()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const Shown shown(StackTreeView::Kind::BottomUp, document);
        QTest::qWait(10);
        QVERIFY(shown.tree->header()->length() <= shown.tree->viewport()->width());
        QVERIFY(shown.tree->columnWidth(0) >= 240);
    }

    void samplingProfile()
    {
        Document document(dataFile("leaky-http.interval-4k.heapprofile.gz"));
        QVERIFY(load(document));
        const Shown shown(StackTreeView::Kind::BottomUp, document);
        QVERIFY(shown.model->rowCount() > 0);
        QVERIFY(shown.tree->isColumnHidden(at(StackColumn::TotalLiveCount)));
        QCOMPARE(shown.view.findChild<QMenu*>()->actions().size(), 5); // Location, Total size, Self size, and their errors
        const QModelIndex heaviest = shown.model->index(0, at(StackColumn::SelfError));
        QVERIFY(!shown.tree->isColumnHidden(heaviest.column()));
        QCOMPARE(heaviest.data().toString(), QStringLiteral("±5.9 %"));
        QCOMPARE(heaviest.data(CopyRole).toString(), QStringLiteral("286"));
        QVERIFY(heaviest.data(Qt::ToolTipRole).toString().contains(QStringLiteral("286")));
    }

    void filesWithoutStacksSayWhy_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("title");
        QTest::newRow("timeline") << QStringLiteral("leaky-http.notraces.heaptimeline.gz")
                                  << QStringLiteral("This timeline was recorded without allocation stacks.");
        QTest::newRow("snapshot") << QStringLiteral("orders-1-before.heapsnapshot.gz")
                                  << QStringLiteral("A heap snapshot holds no allocation stacks.");
    }

    void filesWithoutStacksSayWhy()
    {
        QFETCH(QString, file);
        QFETCH(QString, title);
        Document document(dataFile(qPrintable(file)));
        QVERIFY(load(document));
        const Shown shown(StackTreeView::Kind::BottomUp, document);
        QVERIFY(shown.empty->isVisible());
        QCOMPARE(shown.empty->title(), title);
        QVERIFY(!shown.empty->advice().isEmpty());
        document.filter().setText(QStringLiteral("x"), false);
        document.selection().select(SelectedItem::ofObject(NodeOrdinal(1)));
    }
};

HEAPLINE_TEST(TestStackTreeView)

} // namespace tst_stack_tree_view

#include "tst_stack_tree_view.moc"
