// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/engine_classes.h"
#include "tests/support/test_program.h"
#include "tests/ui/heap/drawn_heap.h"
#include "tests/ui/widgets/loaded_document.h"
#include "tests/ui/widgets/model_tester.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/heap/glossary.h"
#include "ui/heap/group_text.h"
#include "ui/heap/object_filter_menu.h"
#include "ui/heap/summary_bar.h"
#include "ui/heap/summary_model.h"
#include "ui/heap/summary_view.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text_span.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QDir>
#include <QLabel>
#include <QMenu>
#include <QStatusTipEvent>
#include <QTemporaryFile>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace tst_summary_view {

using namespace heapline;
using namespace heapline::test;

namespace {

/// A function whose scope keeps a session, which lies in a store of the engine.
const std::string engineDrawing = "root 0 synthetic\n"
                                  "  element 1 > Function\n"
                                  "  element 2 > Session\n"
                                  "Function 30 closure\n" // @3
                                  "  internal context > system_/_Context\n"
                                  "system_/_Context 20 object\n" // @5
                                  "  context kept > Session#2\n"
                                  "Session 64 object\n"   // @7
                                  "Session#2 64 object\n" // @9
                                  "  internal code > x\n"
                                  "x 10 code\n"; // @11

/// What is said in the status bar of a window.
class StatusTips : public QObject {
public:
    explicit StatusTips(QWidget& window) { window.installEventFilter(this); }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::StatusTip)
            texts += static_cast<QStatusTipEvent*>(event)->tip();
        return QObject::eventFilter(watched, event);
    }

    QStringList texts;
};

struct Shown {
    explicit Shown(const char* file) : document(dataFile(file))
    {
        if (!load(document))
            qFatal("a file of the test data cannot be read");
        view = std::make_unique<SummaryView>(document);
        view->resize(1000, 600);
        view->show();
        tree = view->findChild<TreeView*>();
        model = view->findChild<SummaryModel*>();
        bar = view->findChild<SummaryBar*>();
    }

    QModelIndex last() const { return model->index(model->rowCount() - 1, 0); }

    Document document;
    std::unique_ptr<SummaryView> view;
    TreeView* tree = nullptr;
    SummaryModel* model = nullptr;
    SummaryBar* bar = nullptr;
};

} // namespace

class TestSummaryView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void foldedClassesAddUp()
    {
        const auto profile = drawnHeap(engineDrawing);
        SummaryModel model(profile);
        const ModelTester tester(&model);
        model.setFigures(heapFiguresOf(*profile));
        QCOMPARE(treeText(model, {0, 1, 3}), QStringLiteral("Session | 2 | 128 B +\nFunction | 1 | 30 B +\n"
                                                            "system / Context | 1 | 20 B +\n(compiled code) | 1 | 10 B +\n"));
        const SummaryModel::Totals totals = model.totals();
        model.setFolding(true);
        QCOMPARE(treeText(model, {0, 1, 3, 4}), QStringLiteral("Session | 2 | 128 B | 138 B +\n"
                                                               "Engine, functions and scopes (3 classes) | 3 | 60 B | – +\n"));
        QCOMPARE(model.totals(), totals);

        // The function retains all but one session; the code lies within.
        auto groups = std::make_shared<GroupFigures>();
        Progress progress;
        groups->grouping =
            std::make_shared<const ObjectGrouping>(groupObjects(*profile, ObjectGroupBy::Engine, nullptr, progress));
        GroupRowScratch scratch;
        computeGroupRows(*profile->heap, groups->grouping->groups, {}, {}, scratch, groups->rows);
        model.setEngineFigures(groups);
        open(model, {1});
        QCOMPARE(treeText(model, {0, 4}), QStringLiteral("Session | 138 B +\n"
                                                         "Engine, functions and scopes (3 classes) | 124 B\n"
                                                         "  Function | 124 B +\n"
                                                         "  system / Context | 94 B +\n"
                                                         "  (compiled code) | 10 B +\n"));
        for (int column = 0; column < heapColumnCount; ++column) {
            model.sort(column, Qt::AscendingOrder);
            QCOMPARE(model.classAt(model.index(0, 0)).has_value(), true); // in any order the engine's own stands last
        }
        // A text is looked for in all classes.
        model.setMatcher(TextMatcher(QStringLiteral("context"), false));
        QCOMPARE(treeText(model, {0}), QStringLiteral("system / Context +\n"));
        model.setMatcher(TextMatcher());
        QVERIFY(model.isFolded());
        model.setFolding(false);
        QVERIFY(!model.isFolded());
        QCOMPARE(model.rowCount(), 4);
    }

    void foldedRowsAreFound()
    {
        Shown shown("leaky-http.heaptimeline.gz");
        QVERIFY(shown.view->isFolding());
        QVERIFY(shown.last().data().toString().startsWith(QStringLiteral("Engine, functions and scopes (")));
        const auto retained = [&] {
            return shown.last().siblingAtColumn(static_cast<int>(HeapColumn::RetainedSize)).data(SortRole).toULongLong();
        };
        QTRY_VERIFY(retained() > 0);
        QVERIFY(retained() <= shown.document.profile()->heap->totalSize);
        const Heap& heap = *shown.document.profile()->heap;
        const auto code = static_cast<std::uint32_t>(std::ranges::find(heap.classes.name, "(compiled code)")
                                                     - heap.classes.name.begin());
        shown.document.selection().select(SelectedItem::ofClass(ClassId(code)));
        QCOMPARE(shown.tree->currentIndex().data().toString(), QStringLiteral("(compiled code)"));
        QCOMPARE(shown.tree->currentIndex().parent(), shown.last());
        const NodeOrdinal object = heap.classes.membersOf(ClassId(code)).front();
        shown.document.selection().select(SelectedItem::ofObject(object));
        QCOMPARE(shown.model->objectAt(shown.tree->currentIndex()), object);
        shown.view->setFolding(false);
        QVERIFY(!shown.last().data().toString().startsWith(QStringLiteral("Engine")));
        QCOMPARE(shown.model->objectAt(shown.tree->currentIndex()), object);
    }

    void objectsByOtherThings()
    {
        Shown shown("leaky-http.heaptimeline.gz");
        const auto* totals = shown.view->findChild<QLabel*>();
        const QString objects = totals->text().section(QStringLiteral(" · "), 1);
        for (const ObjectGroupBy by :
             {ObjectGroupBy::Function, ObjectGroupBy::Package, ObjectGroupBy::Age, ObjectGroupBy::NativeContext}) {
            shown.bar->setGroupBy(by);
            QTRY_COMPARE(shown.model->headerData(0, Qt::Horizontal).toString(), groupByTitle(by));
            QCOMPARE(totals->text().section(QStringLiteral(" · "), 1), objects); // nothing is lost
            QVERIFY2(totals->text().contains(QStringLiteral(" groups · ")), qPrintable(totals->text()));
            const QModelIndex first = shown.model->index(0, 0);
            QVERIFY(shown.model->groupAt(first));
            QVERIFY(!first.data(Qt::ToolTipRole).toString().isEmpty());
            QVERIFY(!shown.bar->folding()->isEnabled());
        }
        // By age: in the order of time by name.
        shown.bar->setGroupBy(ObjectGroupBy::Age);
        QTRY_COMPARE(shown.model->headerData(0, Qt::Horizontal).toString(), QStringLiteral("Age"));
        shown.model->sort(0, Qt::AscendingOrder);
        QCOMPARE(shown.model->index(0, 0).data().toString(), QStringLiteral("(before the recording)"));
        QCOMPARE(shown.model->index(1, 0).data().toString(), QStringLiteral("0.5 s – 1 s"));
        shown.bar->setGroupBy({});
        QCOMPARE(shown.model->headerData(0, Qt::Horizontal).toString(), QStringLiteral("Class"));
        QVERIFY(shown.bar->folding()->isEnabled());
    }

    void functionsLeadToTheirObjects()
    {
        Shown shown("leaky-http.heaptimeline.gz");
        shown.bar->setGroupBy(ObjectGroupBy::Function);
        QTRY_VERIFY(shown.model->groupAt(shown.model->index(0, 0)));
        shown.document.filter().setText(QStringLiteral("makePayload"), false);
        QCOMPARE(shown.model->rowCount(), 1);
        const QModelIndex row = shown.model->index(0, 0);
        QCOMPARE(row.data().toString(), QStringLiteral("makePayload  leaky.js:21"));
        const auto spans = row.data(TextSpansRole).value<QList<TextSpan>>();
        QVERIFY(std::ranges::any_of(spans, [](const TextSpan& span) { return span.style == TextSpan::Style::Weak; }));
        shown.tree->setCurrentIndex(row);
        QCOMPARE(shown.document.selection().current().kind, SelectedItem::Kind::Function);
        QCOMPARE(shown.tree->currentIndex(), row);
        shown.tree->openRow(row);
        QTRY_VERIFY(shown.model->objectAt(shown.model->index(0, 0, row)));
        shown.tree->setCurrentIndex(shown.model->index(0, 0, row));
        QCOMPARE(shown.document.selection().current().kind, SelectedItem::Kind::Object);
        // A range narrows groups like classes.
        const auto count = [&] {
            return shown.model->index(0, static_cast<int>(HeapColumn::Count)).data(SortRole).toULongLong();
        };
        const auto all = count();
        QVERIFY(selectRange(shown.document, 25, 50));
        QTRY_VERIFY(count() < all);
        QCOMPARE(shown.model->index(0, static_cast<int>(SummaryColumn::InAll)).data(SortRole).toULongLong(), all);
    }

    void groupingsThatAFileCannotTell()
    {
        Shown shown("orders-1-before.heapsnapshot.gz");
        const auto* button = shown.view->findChild<QToolButton*>(QStringLiteral("objectGroupingButton"));
        QStringList disabled;
        for (const QAction* action : button->menu()->actions()) {
            if (action->isEnabled())
                continue;
            disabled.append(action->text());
            QVERIFY(action->toolTip().startsWith(QStringLiteral("This file does not tell")));
        }
        QCOMPARE(disabled, (QStringList{QStringLiteral("Allocating function"), QStringLiteral("Package"), QStringLiteral("Age")}));
    }

    void columnsOfASelection()
    {
        Shown shown("leaky-http.heaptimeline.gz");
        const int inAll = static_cast<int>(SummaryColumn::InAll);
        const int ofRange = static_cast<int>(SummaryColumn::OfRange);
        QVERIFY(shown.tree->isColumnHidden(inAll) && shown.tree->isColumnHidden(ofRange));
        QVERIFY(selectRange(shown.document, 25, 50));
        QVERIFY(!shown.tree->isColumnHidden(inAll) && !shown.tree->isColumnHidden(ofRange));
        QCOMPARE(shown.model->index(0, 0).data().toString(), QStringLiteral("Session"));
        QCOMPARE(shown.model->index(0, inAll).data().toString(), QStringLiteral("800"));
        QVERIFY(shown.model->index(0, ofRange).data().toString().endsWith(QStringLiteral(" %")));
        shown.tree->sortByColumn(inAll, Qt::DescendingOrder);
        shown.document.filter().commitRange({});
        QTRY_VERIFY(shown.tree->isColumnHidden(inAll));
        QCOMPARE(shown.model->sortColumn(), static_cast<int>(HeapColumn::RetainedSize));
    }

    void filtersOfDevTools()
    {
        Shown shown("detached-dom.chromium.heapsnapshot.gz");
        auto* menu = shown.view->findChild<ObjectFilterMenu*>();
        const auto action = [menu](const char* text) {
            for (QAction* one : menu->actions()) {
                if (one->text().remove(QLatin1Char('&')) == QLatin1String(text))
                    return one;
            }
            return static_cast<QAction*>(nullptr);
        };
        QVERIFY(action("All Objects")->isChecked());
        action("Duplicated Strings")->trigger();
        QCOMPARE(shown.document.filter().current().objects->title, QStringLiteral("Duplicated Strings"));
        QTRY_COMPARE(treeText(*shown.model, {0}), QStringLiteral("(concatenated string) +\n(string) +\n"));
        QVERIFY(action("Duplicated Strings")->isChecked());
        QCOMPARE(shown.view->findChild<QToolButton*>(QStringLiteral("objectFilterButton"))->text(),
                 QStringLiteral("Objects: Duplicated Strings"));
        shown.document.filter().undoStack()->undo();
        QVERIFY(action("All Objects")->isChecked());
        QMenu* contexts = action("Native Context")->menu();
        QCOMPARE(contexts->actions().size(), 3 + 1 + 2); // contexts, a line, shared and none
        contexts->actions().front()->trigger();
        QVERIFY(shown.document.filter().current().objects->rule->kind == ObjectFilterKind::AttributedToNativeContext);
        action("All Objects")->trigger();
        QVERIFY(!shown.document.filter().current().objects);
    }

    /// A menu of thousands of contexts would be none: the largest are offered, in the order of the file.
    void menuOfManyContexts()
    {
        constexpr int count = 70;
        QByteArray nodes = "9,0,1,0,70";
        QByteArray edges;
        for (int i = 0; i < count; ++i) {
            nodes += ",0,1," + QByteArray::number(2 * i + 3) + ',' + QByteArray::number(i % 2 ? 1000 + i : 10) + ",0";
            edges += (i ? ",1," : "1,") + QByteArray::number(i) + ',' + QByteArray::number(5 * i + 5);
        }
        QTemporaryFile file(QDir::tempPath() + QStringLiteral("/XXXXXX.heapsnapshot"));
        QVERIFY(file.open());
        file.write(
            R"({"snapshot":{"meta":{"node_fields":["type","name","id","self_size","edge_count"],"node_types":[["hidden","array",)"
            R"("string","object","code","closure","regexp","number","native","synthetic"],"string","number","number","number"],)"
            R"("edge_fields":["type","name_or_index","to_node"],"edge_types":[["context","element"],"string_or_number","node"]},)"
            R"("node_count":71,"edge_count":70},"nodes":[)"
            + nodes + "],\"edges\":[" + edges + R"(],"strings":["","system / NativeContext"]})");
        file.close();
        Document document(file.fileName());
        QVERIFY(load(document));
        QCOMPARE(document.profile()->heap->nativeContexts.contexts.size(), std::size_t{count});
        ObjectFilterMenu menu(document, nullptr);
        const QList<QAction*> offered = menu.actions().back()->menu()->actions();
        QCOMPARE(offered.size(), 25 + 1 + 1 + 2); // contexts, what is left out, a line, shared and none
        QVERIFY(offered[0]->text().contains(QStringLiteral("@45 (1.0 kB)")));
        QVERIFY(offered[24]->text().contains(QStringLiteral("@141 (1.1 kB)")));
        QCOMPARE(offered[25]->text(), QStringLiteral("The 25 largest of 70; all of them: Group by Native Context"));
        QVERIFY(!offered[25]->isEnabled());
    }

    void onlyTheObjectsOfARow()
    {
        Shown shown("leaky-http.heaptimeline.gz");
        QAction* only = nullptr;
        for (QAction* action : shown.tree->actions()) {
            if (action->text().remove(QLatin1Char('&')) == QStringLiteral("Show Only These Objects"))
                only = action;
        }
        QVERIFY(only && !only->isEnabled());
        shown.document.filter().setText(QStringLiteral("Session"), false);
        shown.tree->setCurrentIndex(shown.model->index(0, 0));
        QVERIFY(only->isEnabled());
        only->trigger();
        QCOMPARE(shown.document.filter().current().objects->title, QStringLiteral("Session"));
        shown.document.filter().setText({}, false);
        QTRY_COMPARE(shown.model->rowCount(), 1);
        QCOMPARE(shown.model->index(0, static_cast<int>(HeapColumn::Count)).data().toString(), QStringLiteral("800"));
        shown.document.filter().clear();
        shown.bar->setGroupBy(ObjectGroupBy::Age);
        QTRY_VERIFY(shown.model->groupAt(shown.model->index(0, 0)) && shown.document.figures().figures()->isWhole());
        shown.model->sort(0, Qt::AscendingOrder);
        const QModelIndex age = shown.model->index(1, 0);
        const quint64 count = age.siblingAtColumn(static_cast<int>(HeapColumn::Count)).data(SortRole).toULongLong();
        shown.tree->setCurrentIndex(age);
        only->trigger();
        QTRY_VERIFY(shown.document.figures().figures()->objects);
        QCOMPARE(shown.document.figures().figures()->objectCount, count);
    }

    void farRowsAreSaidToBeFar()
    {
        Shown shown("shapes.node26.heaptimeline.gz");
        const Heap& heap = *shown.document.profile()->heap;
        const auto code = static_cast<std::uint32_t>(std::ranges::find(heap.classes.name, "(compiled code)") - heap.classes.name.begin());
        const auto members = heap.classes.membersOf(ClassId(code));
        QVERIFY(members.size() > std::size_t{LazyTreeModel::mostRowsHeld});
        const auto bySize = [&](NodeOrdinal node) { return std::pair(heap.retainedSize[node.value], heap.graph.nodes.id[node.value]); };
        const StatusTips tips(*shown.view);
        const NodeOrdinal largest = *std::ranges::max_element(members, {}, bySize);
        shown.document.selection().select(SelectedItem::ofObject(largest));
        shown.document.reveal(Place::Summary);
        QTRY_COMPARE(shown.model->objectAt(shown.tree->currentIndex()), std::optional(largest));
        QVERIFY(tips.texts.isEmpty());
        const NodeOrdinal smallest = *std::ranges::min_element(members, {}, bySize);
        shown.document.selection().select(SelectedItem::ofObject(smallest));
        QTest::qWait(50);
        QVERIFY(tips.texts.isEmpty()); // nobody asked for its row
        shown.document.reveal(Place::Summary);
        QTRY_VERIFY(!tips.texts.isEmpty());
        QVERIFY2(tips.texts.last().contains(QStringLiteral("@%1 is too far down").arg(heap.graph.nodes.id[smallest.value])),
                 qPrintable(tips.texts.last()));
    }

    void everyBracketedClassIsExplained()
    {
        for (const char* file : {"leaky-http.heaptimeline.gz", "detached-dom.chromium.heapsnapshot.gz",
                                 "shapes.node12.heaptimeline.gz", "shapes.node26.heaptimeline.gz"}) {
            Document document(dataFile(file));
            QVERIFY(load(document));
            for (const std::string& name : document.profile()->heap->classes.name) {
                if (name.starts_with('(') || name.starts_with("system / "))
                    QVERIFY2(!classMeaning(name).isEmpty(), name.c_str());
            }
        }
        QVERIFY(classMeaning("Session").isEmpty());
        for (const GlossaryWord& word : classGlossary() + columnGlossary())
            QVERIFY(!word.word.isEmpty() && word.meaning.endsWith(QLatin1Char('.')));
    }
};

HEAPLINE_TEST(TestSummaryView)

} // namespace tst_summary_view

#include "tst_summary_view.moc"
