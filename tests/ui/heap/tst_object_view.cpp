// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/widgets/loaded_document.h"
#include "ui/heap/facts_model.h"
#include "ui/heap/object_values_model.h"
#include "ui/heap/object_view.h"
#include "ui/heap/string_panel.h"
#include "ui/heap/visible_text.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/tree_view.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>

namespace tst_object_view {

using namespace heapline;
using namespace heapline::test;

namespace {

/// A pane that is shown, with what a test looks at.
struct Pane {
    explicit Pane(Document& document) : view(document)
    {
        view.resize(1100, 420);
        view.show();
    }

    /// Selects an object by its id and waits for what is said of it.
    bool select(Document& document, std::uint64_t id)
    {
        document.selection().select(SelectedItem::ofObject(*objectWithId(*document.profile()->heap, id)));
        return QTest::qWaitFor([&] { return value(QStringLiteral("Object")).endsWith(QStringLiteral("@%1").arg(id)); });
    }

    QString value(const QString& fact) const
    {
        const int row = rowOf(fact);
        return row < 0 ? QString() : facts()->index(row, 1).data().toString();
    }
    int rowOf(const QString& fact) const
    {
        for (int row = 0; row < facts()->rowCount(); ++row) {
            if (facts()->index(row, 0).data().toString() == fact)
                return row;
        }
        return -1;
    }
    /// Presses Enter on a fact.
    void follow(const QString& fact)
    {
        auto* table = view.findChild<TreeView*>(QStringLiteral("objectFacts"));
        table->setFocus();
        table->setCurrentIndex(facts()->index(rowOf(fact), 0));
        QTest::keyClick(table, Qt::Key_Return);
    }
    FactsModel* facts() const { return view.findChild<FactsModel*>(); }
    ObjectValuesModel* values() const { return view.findChild<ObjectValuesModel*>(); }
    QPlainTextEdit* text() const { return view.findChild<QPlainTextEdit*>(); }

    ObjectView view;
};

} // namespace

class TestObjectView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void followsTheSelectionAndItsLinks()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        Pane pane(document);
        const QAbstractItemModelTester factsTester(pane.facts());
        const QAbstractItemModelTester valuesTester(pane.values());
        QSignalSpy places(&document, &Document::placeRequested);
        QVERIFY(pane.view.findChild<EmptyState*>()->isVisible());
        pane.view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&pane.view));

        QVERIFY(pane.select(document, 125187));
        QVERIFY(!pane.view.findChild<EmptyState*>()->isVisible());
        QCOMPARE(pane.value(QStringLiteral("Class")), QStringLiteral("Session"));
        QCOMPARE(pane.value(QStringLiteral("Allocated")), QStringLiteral("Between 4.820 s and 4.879 s"));
        QCOMPARE(pane.value(QStringLiteral("Allocated by")), QStringLiteral("rememberSession  /srv/app/leaky.js:27:25"));
        QCOMPARE(pane.value(QStringLiteral("Constructor at")), QStringLiteral("/srv/app/leaky.js:7:14"));
        QVERIFY(pane.values()->rowCount() > 0);

        pane.follow(QStringLiteral("Allocated by"));
        QCOMPARE(places.takeLast().front().value<Place>(), Place::AllocationStack);
        pane.follow(QStringLiteral("Retainers"));
        QCOMPARE(places.takeLast().front().value<Place>(), Place::Retainers);
        const NodeOrdinal dominator = document.profile()->heap->dominator[document.selection().current().object.value];
        pane.follow(QStringLiteral("Dominator"));
        QCOMPARE(document.selection().current(), SelectedItem::ofObject(dominator));
        document.selection().back();
        QTRY_COMPARE(pane.value(QStringLiteral("Class")), QStringLiteral("Session"));
        pane.follow(QStringLiteral("Type")); // no link
        QVERIFY(places.isEmpty());

        // What it holds leads on, too.
        auto* values = pane.view.findChild<TreeView*>(QStringLiteral("objectValues"));
        values->setFocus();
        values->setCurrentIndex(pane.values()->index(0, 0));
        const auto held = pane.values()->objectAt(pane.values()->index(0, 0));
        QTest::keyClick(values, Qt::Key_Return);
        QCOMPARE(document.selection().current(), SelectedItem::ofObject(*held));
        document.selection().back();

        pane.follow(QStringLiteral("Class"));
        QCOMPARE(document.selection().current().kind, SelectedItem::Kind::Class);
        QCOMPARE(places.takeLast().front().value<Place>(), Place::Summary);
        QTRY_COMPARE(pane.value(QStringLiteral("Objects")), QStringLiteral("800"));
        QVERIFY(pane.rowOf(QStringLiteral("Of them shown")) < 0);
        QVERIFY(!values->isVisible());
        QVERIFY(selectRange(document, 25, 50));
        QTRY_VERIFY(pane.rowOf(QStringLiteral("Of them shown")) > 0);
    }

    void aHiddenPaneCatchesUp()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        Pane pane(document);
        pane.view.hide();
        document.selection().select(SelectedItem::ofObject(*objectWithId(*document.profile()->heap, 125187)));
        QTest::qWait(50);
        QCOMPARE(pane.facts()->rowCount(), 0);
        pane.view.show();
        QTRY_COMPARE(pane.value(QStringLiteral("Class")), QStringLiteral("Session"));
    }

    void strings()
    {
        Document document(dataFile("shapes-numbers.node20.heapsnapshot.gz"));
        QVERIFY(load(document));
        Pane pane(document);
        QVERIFY(pane.select(document, 49241));
        QVERIFY(pane.text()->isVisible() && pane.text()->isReadOnly());
        QVERIFY(pane.text()->toPlainText().startsWith(QStringLiteral("part0,part1,part2,")));
        QCOMPARE(pane.text()->toPlainText().size(), 3103);
        QCOMPARE(pane.value(QStringLiteral("Length")), QStringLiteral("3,103 units"));
        QTRY_COMPARE(pane.value(QStringLiteral("Duplicates")), QStringLiteral("None: no other string has this text"));
        QVERIFY(pane.select(document, 49243));
        QCOMPARE(pane.value(QStringLiteral("Length")), QStringLiteral("Not in the file"));
        QVERIFY(pane.value(QStringLiteral("Piece of")).endsWith(QStringLiteral("@68661")));
        QVERIFY(pane.select(document, 68661));
        QCOMPARE(pane.value(QStringLiteral("Length")),
                 QStringLiteral("About 20,000 units by its size; V8 cut it, the file has 1,024"));
        QVERIFY(pane.select(document, 28343)); // tab\tnew\nline nul\u0001
        QCOMPARE(pane.text()->toPlainText(), QStringLiteral("tab\tnew\nline nul\u2401"));
        pane.text()->setFocus();
        for (QAction* action : pane.view.findChild<StringPanel*>()->actions()) {
            if (action->text().contains(QStringLiteral("Whole")))
                action->trigger();
        }
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("tab\tnew\nline nul\u0001"));
        QVERIFY(pane.select(document, 49259)); // a Map
        QVERIFY(!pane.text()->isVisible());
        QCOMPARE(pane.values()->size(), std::size_t{100});
        QCOMPARE(pane.values()->index(0, 0).data().toString(), QStringLiteral("{k} @73819 →"));
        QCOMPARE(pane.values()->index(0, 1).data().toString(), QStringLiteral("\"v0\" @73947"));
        QVERIFY(pane.select(document, 49255)); // { heap: 1.5, … }
        QCOMPARE(pane.values()->index(2, 1).data().toString(), QStringLiteral("-Infinity"));
    }

    void longTextsComeInParts()
    {
        StringPanel panel;
        panel.resize(600, 300);
        panel.show();
        auto text = std::make_shared<StringText>();
        for (int i = 0; i < 30'000; ++i)
            text->text += "한글\n";
        panel.setText(text);
        auto* field = panel.findChild<QPlainTextEdit*>();
        auto* title = panel.findChild<QLabel*>();
        QCOMPARE(title->text(), QStringLiteral("Text – part 1 of 5"));
        QString all = field->toPlainText();
        for (int part = 2; part <= 5; ++part) {
            field->setFocus();
            panel.actions().at(1)->trigger(); // Next Part
            QCOMPARE(title->text(), QStringLiteral("Text – part %1 of 5").arg(part));
            all += field->toPlainText();
        }
        QVERIFY(all == QString::fromStdString(text->text));
        QVERIFY(!panel.actions().at(1)->isEnabled() && panel.actions().at(0)->isEnabled());
    }

    void whatCannotBeSeenIsShown()
    {
        QCOMPARE(visibleText("a\xED\xA0\x80z"), QStringLiteral("a\\uD800z"));
        QCOMPARE(exactText("a\xED\xA0\x80z"), QString(QChar(u'a')) + QChar(char16_t(0xD800)) + u'z');
        QCOMPARE(visibleText("\x1B[31m\r\n"), QStringLiteral("\u241B[31m\u240D\n"));
        QCOMPARE(visibleText("\u202Eabc"), QStringLiteral("\\u202Eabc"));
        QCOMPARE(visibleText("한글 \U0001F600"), QStringLiteral("한글 \U0001F600"));
        QCOMPARE(visibleText("\xFF\xC3"), QString(2, QChar(QChar::ReplacementCharacter)));
        QCOMPARE(visibleText("<b>&amp;</b>"), QStringLiteral("<b>&amp;</b>"));
    }
};

HEAPLINE_TEST(TestObjectView)

} // namespace tst_object_view

#include "tst_object_view.moc"
