// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/widgets/loaded_document.h"
#include "tests/ui/widgets/model_tester.h"
#include "ui/heap/search_model.h"
#include "ui/heap/search_view.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>
#include <functional>
#include <memory>

namespace tst_search_view {

using namespace heapline;
using namespace heapline::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A search in a profile, shown and with the focus in its text.
struct ShownSearch {
    explicit ShownSearch(const char* file = "leaky-http.heaptimeline.gz") : document(dataFile(file))
    {
        if (!load(document))
            qFatal("the profile cannot be read");
        view = std::make_unique<SearchView>(document);
        view->resize(1100, 500);
        edit = view->findChild<QLineEdit*>(u"searchEdit"_s);
        totals = view->findChild<QLabel*>(u"searchTotals"_s);
        tree = view->findChild<TreeView*>();
        model = view->findChild<SearchModel*>();
        empty = view->findChild<EmptyState*>();
        view->show();
        view->activateWindow();
        view->focusText();
        if (!QTest::qWaitForWindowActive(view.get()))
            qFatal("the view gets no focus");
    }

    /// Types a text in the place of the one before, and waits until the search is done.
    bool type(const QString& text)
    {
        view->focusText();
        QTest::keyClicks(edit, text);
        return waitForChange([] {});
    }

    bool waitForChange(const std::function<void()>& change)
    {
        auto* query = view->findChild<SearchQuery*>();
        QSignalSpy updated(query, &SearchQuery::updated);
        change();
        return !updated.empty() || updated.wait(10000);
    }

    QStringList sections() const
    {
        QStringList titles;
        for (int row = 0; row < model->rowCount(); ++row)
            titles += model->index(row, 0).data().toString();
        return titles;
    }

    /// Objects found, as the totals say.
    int count() const { return totals->isVisible() ? totals->text().section(u' ', 0, 0).remove(u',').toInt() : 0; }

    Document document;
    std::unique_ptr<SearchView> view;
    QLineEdit* edit = nullptr;
    QLabel* totals = nullptr;
    TreeView* tree = nullptr;
    SearchModel* model = nullptr;
    EmptyState* empty = nullptr;
};

} // namespace

class TestSearchView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void modelIsSound()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        SearchModel model(document.profile());
        const ModelTester tester(&model);
        SearchQuery query(document);
        QSignalSpy updated(&query, &SearchQuery::updated);
        for (const char* text : {"session", "@125187", "nothing at all", "Map"}) {
            query.request({QString::fromLatin1(text), false, false, SearchPlace::Everything, true});
            QVERIFY(updated.wait(10000));
            model.setResult(query.result());
            QModelIndex at;
            for (int level = 0; level < 5; ++level) {
                model.fetchMore(at);
                if (model.rowCount(at) == 0)
                    break;
                model.makeMoreRows(at);
                at = model.index(0, 0, at);
                for (int column = 0; column < model.columnCount(); ++column)
                    QVERIFY(column == static_cast<int>(HeapColumn::Count) || at.siblingAtColumn(column).data().isValid());
                QVERIFY(!at.data(Qt::ToolTipRole).toString().isEmpty());
            }
            model.sort(static_cast<int>(HeapColumn::Distance), Qt::AscendingOrder);
            model.sort(static_cast<int>(HeapColumn::Count), Qt::DescendingOrder);
        }
        model.setResult(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void saysWhatToType()
    {
        ShownSearch f;
        QVERIFY(f.empty->isVisible());
        QCOMPARE(f.empty->title(), u"Type what to look for."_s);
        QVERIFY(!f.totals->isVisible());
        QVERIFY(f.type(u"session"_s));
        QVERIFY(!f.empty->isVisible());
        QTest::keyClick(f.edit, Qt::Key_Escape);
        QTRY_VERIFY(f.empty->isVisible());
        QCOMPARE(f.model->rowCount(), 0);
    }

    void listsWhatItFinds()
    {
        ShownSearch f;
        QVERIFY(f.type(u"session"_s));
        QCOMPARE(f.sections(), (QStringList{u"Classes"_s, u"Objects with the property"_s, u"Values of the property"_s,
                                            u"Strings"_s, u"Other names"_s}));
        QVERIFY2(f.totals->text().contains(u" objects in "_s) && f.totals->text().contains(u" properties"_s),
                 qPrintable(f.totals->text()));
        const QModelIndex classes = f.model->index(0, 0);
        QVERIFY(f.tree->isExpanded(classes));
        f.tree->openRow(classes);
        QModelIndex session;
        for (int row = 0; row < f.model->rowCount(classes); ++row) {
            if (f.model->index(row, 0, classes).data() == u"Session"_s)
                session = f.model->index(row, 0, classes);
        }
        QVERIFY(session.isValid());
        QCOMPARE(session.siblingAtColumn(static_cast<int>(HeapColumn::Count)).data().toString(), u"800"_s);
        f.tree->openRow(session);
        QVERIFY(f.model->rowCount(session) > 100);
        const QModelIndex object = f.model->index(0, 0, session);
        QVERIFY2(object.data().toString().startsWith(u"Session @"_s), qPrintable(object.data().toString()));
        f.tree->openRow(object); // to what it refers to
        QVERIFY(f.model->rowCount(object) > 0);
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            f.tree->sortByColumn(static_cast<int>(HeapColumn::Name), order);
            QCOMPARE(f.sections().size(), 5); // they keep their order
        }
    }

    void enterGoesToTheObject()
    {
        ShownSearch f;
        QVERIFY(f.type(u"session"_s));
        QTest::keyClick(f.edit, Qt::Key_Return); // to the list
        QTRY_VERIFY(f.tree->hasFocus());
        QCOMPARE(f.tree->currentIndex(), f.model->index(0, 0));
        QTest::keyClick(f.tree, Qt::Key_Return); // a row that is no object opens and closes
        QVERIFY(!f.tree->isExpanded(f.model->index(0, 0)));
        QTest::keyClick(f.tree, Qt::Key_Return);
        QTest::keyClick(f.tree, Qt::Key_Down);
        QTest::keyClick(f.tree, Qt::Key_Return);
        QCOMPARE(f.document.selection().current().kind, SelectedItem::Kind::Class);
        QTest::keyClick(f.tree, Qt::Key_Right);
        QTRY_VERIFY(f.model->rowCount(f.tree->currentIndex()) > 0);
        QTest::keyClick(f.tree, Qt::Key_Down);
        const auto object = f.model->objectAt(f.tree->currentIndex());
        QVERIFY(object);
        QTest::keyClick(f.tree, Qt::Key_Return);
        QCOMPARE(f.document.selection().current(), SelectedItem::ofObject(*object));
        QSignalSpy revealed(&f.document, &Document::placeRequested);
        QTest::keyClick(f.tree, Qt::Key_5, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(revealed.size(), 1);
    }

    /// Return on an id leads there at once, also where only a part is searched that the object is not in.
    void idGoesToItsObject()
    {
        ShownSearch f;
        QVERIFY(selectRange(f.document, 10, 20));
        QTest::keyClicks(f.edit, u"@125187"_s);
        QTest::keyClick(f.edit, Qt::Key_Return);
        const HeapGraph& graph = f.document.profile()->heap->graph;
        QCOMPARE(graph.nodes.id[f.document.selection().current().object.value], std::uint64_t{125187});
        QVERIFY(f.edit->hasFocus());
        QTRY_COMPARE(f.empty->title(), u"No object has the id @125187."_s);
        QCOMPARE(f.empty->advice(), u"Only the selection was searched."_s);
        f.empty->findChild<QToolButton*>()->click();
        QTRY_COMPARE(f.sections(), QStringList{u"With this id"_s});
        QTRY_VERIFY(f.model->objectAt(f.model->index(0, 0, f.model->index(0, 0)))); // made when the section opens
        QVERIFY(f.type(u"@999999999999"_s));
        QCOMPARE(f.empty->title(), u"No object has the id @999999999999."_s);
    }

    void caseAndExpressions()
    {
        ShownSearch f;
        QVERIFY(f.type(u"^SESSION$"_s));
        QCOMPARE(f.empty->title(), u"Nothing matches “^SESSION$”."_s);
        QVERIFY(f.waitForChange([&] { QTest::keyClick(f.edit, Qt::Key_R, Qt::AltModifier); }));
        QVERIFY(f.count() >= 800);
        QVERIFY(f.waitForChange([&] { QTest::keyClick(f.edit, Qt::Key_C, Qt::AltModifier); }));
        QVERIFY(f.empty->isVisible());
        QVERIFY2(f.empty->advice().contains(u"Case matters."_s), qPrintable(f.empty->advice()));
        QVERIFY(f.type(u"^Session$"_s));
        QVERIFY(f.count() >= 800);
    }

    void faultyExpression()
    {
        ShownSearch f;
        QTest::keyClick(f.edit, Qt::Key_R, Qt::AltModifier);
        QTest::keyClicks(f.edit, u"a(b"_s);
        QTRY_VERIFY2(f.empty->title().contains(u"is no regular expression"_s)
                         && f.empty->title().contains(u"at character 4"_s),
                     qPrintable(f.empty->title()));
        QCOMPARE(f.edit->accessibleDescription(), f.empty->title());
        QVERIFY(f.edit->font().underline());
        QVERIFY(f.type(u"a.b"_s));
        QVERIFY(!f.edit->font().underline());
    }

    void places()
    {
        ShownSearch f;
        QVERIFY(f.type(u"sessions"_s));
        auto* places = f.view->findChild<QComboBox*>(u"searchPlace"_s);
        const auto choose = [&](SearchPlace place) {
            return f.waitForChange([&] { places->setCurrentIndex(places->findData(static_cast<int>(place))); });
        };
        QVERIFY(choose(SearchPlace::Properties));
        QCOMPARE(f.sections(), (QStringList{u"Objects with the property"_s, u"Values of the property"_s}));
        QVERIFY(choose(SearchPlace::Ids));
        QCOMPARE(f.empty->title(), u"“sessions” is no id."_s);
        QVERIFY(choose(SearchPlace::Names));
        QVERIFY(f.sections() == QStringList{u"Names"_s} || f.empty->isVisible());
        for (int row = 0; row < places->count(); ++row)
            QVERIFY(!places->itemData(row, Qt::ToolTipRole).toString().isEmpty());
    }

    void followsTheSelection()
    {
        ShownSearch f;
        QVERIFY(f.type(u"Session"_s));
        const int all = f.count();
        QVERIFY(!f.totals->text().contains(u"selection"_s));
        QVERIFY(f.waitForChange([&] { QVERIFY(selectRange(f.document, 40, 60)); }));
        QTRY_VERIFY(f.totals->text().contains(u"in the selection"_s));
        const int part = f.count();
        QVERIFY(part > 0 && part < all);
        auto* onlyShown = f.view->findChild<QCheckBox*>(u"searchOnlyShown"_s);
        QVERIFY(f.waitForChange([&] { onlyShown->click(); }));
        QCOMPARE(f.count(), all);
        QVERIFY(f.waitForChange([&] { onlyShown->click(); }));
        QCOMPARE(f.count(), part);
        QVERIFY(f.waitForChange([&] { f.document.filter().commitRange({}); }));
        QCOMPARE(f.count(), all);
        // What nobody sees is not searched for, until it is shown.
        f.view->hide();
        QVERIFY(selectRange(f.document, 40, 60));
        QCOMPARE(f.count(), 0);
        QVERIFY(f.waitForChange([&] { f.view->show(); }));
        QCOMPARE(f.count(), part);
    }

    void showsOnlyThese()
    {
        ShownSearch f;
        auto* button = f.view->findChild<QToolButton*>(u"searchShowOnly"_s);
        QVERIFY(!button->isEnabled());
        QVERIFY(f.type(u"Session"_s));
        QVERIFY(button->isEnabled());
        const int count = f.count();
        QTest::keyClick(f.edit, Qt::Key_Down);
        QTest::keyClick(f.tree, Qt::Key_O);
        QTRY_VERIFY(f.document.filter().current().objects);
        const ObjectsFilter& filter = *f.document.filter().current().objects;
        QCOMPARE(filter.title, u"Found “Session”"_s);
        QCOMPARE(std::ranges::count(*filter.passes, std::uint8_t{1}), count);
        QTRY_VERIFY(f.document.figures().figures()->objects);
        QCOMPARE(f.document.figures().figures()->objectCount, static_cast<std::uint64_t>(count));
        QVERIFY(f.type(u"e"_s)); // within what is left
        QTRY_VERIFY(f.count() > 0 && f.count() <= count);
    }

    void snapshotTexts()
    {
        ShownSearch f("orders-2-after.heapsnapshot.gz");
        QVERIFY(f.type(u"xxxxxxxxxx"_s));
        QCOMPARE(f.sections(), QStringList{u"Strings"_s});
        const QModelIndex strings = f.model->index(0, 0);
        f.tree->openRow(strings);
        const QModelIndex group = f.model->index(0, 0, strings);
        f.tree->openRow(group);
        QVERIFY(f.model->index(0, 0, group).data().toString().startsWith(u'"'));
    }
};

HEAPLINE_TEST(TestSearchView)

} // namespace tst_search_view

#include "tst_search_view.moc"
