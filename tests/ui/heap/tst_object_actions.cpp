// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/object_names.h"
#include "tests/support/test_program.h"
#include "tests/ui/widgets/loaded_document.h"
#include "ui/heap/object_actions.h"
#include "ui/heap/retainers_view.h"
#include "ui/heap/summary_model.h"
#include "ui/heap/summary_view.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>

namespace tst_object_actions {

using namespace heapline;
using namespace heapline::test;

namespace {

QAction* actionOf(const QWidget& widget, const char* text)
{
    for (QAction* action : widget.actions()) {
        if (QString(action->text()).remove(QLatin1Char('&')) == QString::fromLatin1(text))
            return action;
    }
    return nullptr;
}

QStringList textsOf(const ObjectActions& actions)
{
    QStringList texts;
    for (const QAction* action : actions.all())
        texts += QString(action->text()).remove(QLatin1Char('&'));
    return texts;
}

} // namespace

class TestObjectActions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void leadToPlaces()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        QWidget view;
        view.show();
        std::optional<NodeOrdinal> current;
        ObjectActions actions(
            document, view, ObjectActions::Choosing::Waits, [&] { return current; }, Place::Retainers);
        QCOMPARE(textsOf(actions), (QStringList{QStringLiteral("Go to This Object"), QStringLiteral("Show in Summary"),
                                                QStringLiteral("Show in Containment"), QStringLiteral("Show in Dominators"),
                                                QStringLiteral("Show in Treemap"), QStringLiteral("Show Path to Root"),
                                                QStringLiteral("Copy Id"), QStringLiteral("Copy Name")}));
        for (const QAction* action : actions.all()) {
            QVERIFY(!action->isEnabled());
            QCOMPARE(action->toolTip(), QStringLiteral("Select an object first"));
        }
        current = NodeOrdinal(100);
        actions.update();
        QStringList toolTips;
        for (const QAction* action : actions.all()) {
            QVERIFY(action->isEnabled());
            QVERIFY(!action->shortcut().isEmpty());
            toolTips += action->toolTip();
        }
        QCOMPARE(QSet<QString>(toolTips.begin(), toolTips.end()).size(), toolTips.size());
        QSignalSpy revealed(&document, &Document::placeRequested);
        view.activateWindow();
        view.setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QTest::keyClick(&view, Qt::Key_5, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(revealed.size(), 1);
        QCOMPARE(revealed[0][0].value<Place>(), Place::Summary);
        QCOMPARE(document.selection().current(), SelectedItem::ofObject(NodeOrdinal(100)));
        current = NodeOrdinal(200);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(document.selection().current(), SelectedItem::ofObject(NodeOrdinal(200)));
        QCOMPARE(revealed.size(), 1);
    }

    void copy()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const HeapGraph& graph = document.profile()->heap->graph;
        std::uint32_t string = 0;
        while (graph.kind(NodeOrdinal(string)) != NodeKind::ConcatenatedString)
            ++string;
        QWidget view;
        const ObjectActions actions(document, view, ObjectActions::Choosing::Selects, [&] { return NodeOrdinal(string); });
        QVERIFY(!actionOf(view, "Go to This Object"));
        actionOf(view, "Copy Id")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("@%1").arg(graph.nodes.id[string]));
        actionOf(view, "Copy Name")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QString::fromStdString(heapline::objectName(graph, NodeOrdinal(string))));
    }

    void tablesHaveThem()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        SummaryView summary(document);
        summary.resize(1000, 600);
        summary.show();
        auto* tree = summary.findChild<TreeView*>();
        auto* model = summary.findChild<SummaryModel*>();
        const QAction* copyId = actionOf(*tree, "Copy Id");
        QVERIFY(copyId && !copyId->isEnabled());
        const QModelIndex first = model->index(0, 0);
        tree->setCurrentIndex(first);
        QVERIFY(!copyId->isEnabled()); // a class
        tree->openRow(first);
        QModelIndex object;
        QModelIndex inner;
        for (int row = 0; row < model->rowCount(first) && !inner.isValid(); ++row) {
            object = model->index(row, 0, first);
            tree->openRow(object);
            for (int edge = 0; edge < model->rowCount(object) && !inner.isValid(); ++edge) {
                const auto target = model->objectAt(model->index(edge, 0, object));
                const Heap& heap = *document.profile()->heap;
                if (heap.shallowSize[target->value] > 0 && heap.classes.membersOf(heap.classOf[target->value]).size() < 100)
                    inner = model->index(edge, 0, object);
            }
        }
        QVERIFY(inner.isValid());
        tree->setCurrentIndex(inner);
        QVERIFY(copyId->isEnabled());
        const auto wanted = model->objectAt(inner);
        // Shown below its own class, not below the object that refers to it.
        actionOf(*tree, "Show in Summary")->trigger();
        QCOMPARE(model->objectAt(tree->currentIndex()), wanted);
        QCOMPARE(model->pathOf(tree->currentIndex()).size(), std::size_t{2});
        RetainersView retainers(document);
        QVERIFY(actionOf(retainers, "Show in Summary") && actionOf(retainers, "Go to This Object"));
        QVERIFY(!actionOf(retainers, "Show Retainers"));
    }

    void sayWhyTheSummaryHasNoSuchRow()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const Heap& heap = *document.profile()->heap;
        QVERIFY(obstacleInSummary(document, heap.graph.root).contains(QStringLiteral("no bytes of its own")));
        const NodeOrdinal first = *std::ranges::min_element(
            heap.classes.members, {}, [&](NodeOrdinal node) { return heap.graph.nodes.id[node.value]; });
        QCOMPARE(obstacleInSummary(document, first), QString());
        QVERIFY(selectRange(document, 99, 100));
        const QString text = obstacleInSummary(document, first);
        QVERIFY2(text.contains(QStringLiteral("not of the selected range")), qPrintable(text));
    }
};

HEAPLINE_TEST(TestObjectActions)

} // namespace tst_object_actions

#include "tst_object_actions.moc"
