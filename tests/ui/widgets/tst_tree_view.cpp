// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/widgets/number_tree.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/widgets/span_text_delegate.h"
#include "ui/widgets/table_actions.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStatusTipEvent>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace tst_tree_view {

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
        view.addExpandBelowAction();
        view.addCollapseBelowAction();
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
    /// Shortcuts work only in an active window.
    bool activate()
    {
        view.activateWindow();
        view.setFocus();
        return QTest::qWaitForWindowActive(&view);
    }
    /// The dialog that "Save Table" opens.
    QFileDialog* saveDialog() const
    {
        view.tableActions().save()->trigger();
        return view.findChild<QFileDialog*>();
    }
    QString current() const { return view.currentIndex().siblingAtColumn(0).data().toString(); }

    NumberTree model;
    TreeView view;
};

/// Triggers an entry of a submenu.
void trigger(const QAction* submenu, const char* text)
{
    for (QAction* action : submenu->menu()->actions()) {
        if (action->text().remove(QLatin1Char('&')) == QLatin1String(text))
            return action->trigger();
    }
    QFAIL(text);
}

/// What a window was told to show in its status bar.
class StatusTips : public QObject {
public:
    explicit StatusTips(QWidget& window) { window.installEventFilter(this); }
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::StatusTip)
            last = static_cast<QStatusTipEvent*>(event)->tip();
        return QObject::eventFilter(watched, event);
    }
    QString last;
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
        QVERIFY(shown.activate());
        shown.view.selectionModel()->select(shown.model.index(2, 0),
                                            QItemSelectionModel::Select | QItemSelectionModel::Rows);
        shown.view.selectionModel()->select(shown.model.index(0, 0),
                                            QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QTest::keySequence(&shown.view, QKeySequence::Copy);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("Number\tWeight (bytes)\n1\t10\n3\t5\n"));
        shown.view.setSectionShown(1, false);
        QTest::keySequence(&shown.view, QKeySequence::Copy);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("Number\n1\n3\n"));
    }

    void copiesTheCellThatWasClickedOn()
    {
        Shown shown;
        QVERIFY(shown.activate());
        const QPoint cell = shown.view.visualRect(shown.model.index(1, 1)).center();
        QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, cell);
        QTest::keySequence(&shown.view, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("20"));
        trigger(shown.view.tableActions().copyAs(), "Cell as Text");
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("20 B (20.0 %)"));
    }

    void copiesInEachFormat_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QString>("copied");
        const QString markdownRow = QStringLiteral("| Number | Weight |\n| --- | ---: |\n| 5 | 12 B (12.0 %) |\n");
        QTest::newRow("Rows as Text") << "Rows as Text"
                                      << "Number         Weight\n5       12 B (12.0 %)\n";
        QTest::newRow("Rows as TSV") << "Rows as TSV"
                                     << "Number\tWeight (bytes)\n5\t12\n";
        QTest::newRow("Rows as Markdown") << "Rows as Markdown" << markdownRow;
        QTest::newRow("Table as Text") << "Table as Text"
                                       << "Number         Weight\n1       10 B (10.0 %)\n2       20 B (20.0 %)\n"
                                          "  5     12 B (12.0 %)\n  6       8 B (8.0 %)\n3         5 B (5.0 %)\n";
        QTest::newRow("Table as TSV") << "Table as TSV"
                                      << "Number\tWeight (bytes)\n1\t10\n2\t20\n  5\t12\n  6\t8\n3\t5\n";
        QTest::newRow("Table as Markdown")
            << "Table as Markdown"
            << "| Number | Weight |\n| --- | ---: |\n| 1 | 10 B (10.0 %) |\n| 2 | 20 B (20.0 %) |\n"
               "| \u00a0\u00a05 | 12 B (12.0 %) |\n| \u00a0\u00a06 | 8 B (8.0 %) |\n| 3 | 5 B (5.0 %) |\n";
    }
    void copiesInEachFormat()
    {
        QFETCH(const QString, entry);
        QFETCH(const QString, copied);
        Shown shown;
        shown.view.expand(shown.model.find({2})); // not laid out yet
        shown.view.openRow(shown.model.find({2}));
        shown.view.setCurrentIndex(shown.model.find({2, 5}));
        trigger(shown.view.tableActions().copyAs(), entry.toUtf8().constData());
        QCOMPARE(QApplication::clipboard()->text(), copied);
    }

    void nothingSelectedCopiesNothing()
    {
        Shown shown;
        QApplication::clipboard()->setText(QStringLiteral("before"));
        trigger(shown.view.tableActions().copyAs(), "Cell as TSV");
        QVERIFY(shown.activate());
        shown.view.clearSelection();
        QTest::keySequence(&shown.view, QKeySequence::Copy);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("before"));
    }

    void opensAndClosesAllBelow()
    {
        Shown shown;
        shown.view.setCurrentIndex(shown.model.find({2}));
        shown.action(QStringLiteral("Expand All Below"))->trigger();
        QVERIFY(shown.view.isExpanded(shown.model.find({2})));
        QVERIFY(shown.view.isExpanded(shown.model.find({2, 5})));
        QVERIFY(!shown.view.isExpanded(shown.model.find({1})));
        shown.action(QStringLiteral("Collapse All Below"))->trigger();
        shown.view.expand(shown.model.find({2})); // what was below it stays closed
        QVERIFY(!shown.view.isExpanded(shown.model.find({2, 5})));
    }

    void lettersFindRowsUnlessTheyAreKeys()
    {
        Shown shown;
        for (const bool finds : {true, false}) {
            shown.view.setCurrentIndex(shown.model.find({1}));
            shown.view.setFindsByLetters(finds);
            shown.view.keyboardSearch(QStringLiteral("3"));
            QCOMPARE(shown.view.currentIndex(), shown.model.find({finds ? quint64{3} : quint64{1}}));
        }
    }

    void deepRowsHaveRoomForTheirNames()
    {
        NumberTree model;
        LazyTreeModel::Path path;
        for (LazyTreeModel::Key level = 1; level <= 40; ++level) {
            model.setLevel(path, {{level, 1}});
            path.push_back(level);
        }
        model.fill();
        TreeView view;
        view.setModel(&model);
        view.addExpandHeaviestAction()->trigger();
        view.resize(500, 300);
        view.show();
        QTRY_VERIFY(view.columnWidth(0) > 30 * view.indentation() + 100);
    }

    void rowsOfTheTableAreThoseThatAreOpen()
    {
        Shown shown;
        QCOMPARE(shown.view.openTableRows(100).rows.size(), 3);
        shown.view.expand(shown.model.find({2})); // the next layout will fetch its rows
        QCOMPARE(shown.view.openTableRows(100).rows.size(), 5);
        const TableRows four = shown.view.openTableRows(4);
        QCOMPARE(four.rows.size(), 4);
        QCOMPARE(four.leftOut, quint64{1});
        const TableRows none = shown.view.openTableRows(0);
        QCOMPARE(none.rows.size(), 0);
        QCOMPARE(none.leftOut, quint64{5});
    }

    void rowsOfTheTableGoBeyondThoseMade()
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
        view.openRow(model.find({1}));
        QCOMPARE(model.rowCount(model.find({1})), 200);
        const TableRows some = view.openTableRows(500);
        QCOMPARE(some.rows.size(), 500);
        QCOMPARE(some.leftOut, quint64{502});
        QCOMPARE(model.rowCount(model.find({1})), 499);
        const TableRows all = view.openTableRows(100'000);
        QCOMPARE(all.rows.size(), 1002);
        QCOMPARE(all.leftOut, quint64{0});
        QCOMPARE(all.rows.last().data().toString(), QStringLiteral("2"));
    }

    void savesAsTheDialogSays_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("written");
        QTest::addColumn<QByteArray>("begin");
        QTest::newRow("CSV") << "rows.csv"
                             << "csv"
                             << "rows.csv" << QByteArray("level,Number,Weight (bytes)\r\n0,1,10\r\n");
        QTest::newRow("JSON by filter") << "rows"
                                        << "json"
                                        << "rows.json" << QByteArray("[\n {\n  \"level\": 0,");
        QTest::newRow("JSON by name") << "rows.json"
                                      << "csv"
                                      << "rows.json" << QByteArray("[\n {\n  \"level\": 0,");
        QTest::newRow("CSV by name") << "rows.csv"
                                     << "json"
                                     << "rows.csv" << QByteArray("level,Number");
        QTest::newRow("other name") << "rows.txt"
                                    << "json"
                                    << "rows.txt" << QByteArray("[\n");
    }
    void savesAsTheDialogSays()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, filter);
        QFETCH(const QString, written);
        QFETCH(const QByteArray, begin);
        const QTemporaryDir folder;
        Shown shown;
        StatusTips tips(shown.view);
        QFileDialog* dialog = shown.saveDialog();
        const QStringList filters = dialog->nameFilters();
        QCOMPARE(filters.size(), 2);
        const QString chosen = filters.filter(filter).value(0);
        dialog->selectNameFilter(chosen);
        Q_EMIT dialog->filterSelected(chosen);
        dialog->setDirectory(folder.path());
        dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(name);
        QMetaObject::invokeMethod(dialog, "accept");
        QFile file(folder.filePath(written));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(file.readAll().startsWith(begin), qPrintable(written));
        QCOMPARE(file.permissions() & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
        QVERIFY2(tips.last.startsWith(QStringLiteral("3 rows saved to ")), qPrintable(tips.last));
    }

    void saysWhyNothingWasSaved()
    {
        const QTemporaryDir folder;
        Shown shown;
        StatusTips tips(shown.view);
        QFileDialog* dialog = shown.saveDialog();
        dialog->disconnect(dialog); // a folder that is not there: the dialog would not let it pass
        Q_EMIT dialog->fileSelected(folder.filePath(QStringLiteral("none/rows.csv")));
        QVERIFY2(tips.last.startsWith(QStringLiteral("The table cannot be saved to ")), qPrintable(tips.last));
        dialog->reject();
        QVERIFY(!shown.view.isHidden());
    }

    void everyActionIsReachable()
    {
        const Shown shown;
        for (const QAction* action : shown.view.actions()) {
            QVERIFY2(!action->shortcut().isEmpty() || action->menu(), qPrintable(action->text()));
            QVERIFY(!action->toolTip().isEmpty());
            for (const QAction* entry : action->menu() ? action->menu()->actions() : QList<QAction*>())
                QVERIFY2(entry->isSeparator() || entry->toolTip() != entry->iconText(), qPrintable(entry->text()));
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
};

HEAPLINE_TEST(TestTreeView)

} // namespace tst_tree_view

#include "tst_tree_view.moc"
