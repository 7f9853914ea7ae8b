// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/dominator_lists.h"
#include "tests/support/test_program.h"
#include "tests/ui/heap/drawn_heap.h"
#include "tests/ui/widgets/loaded_document.h"
#include "tests/ui/widgets/model_tester.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/heap/containment_model.h"
#include "ui/heap/containment_view.h"
#include "ui/heap/dominators_model.h"
#include "ui/heap/dominators_view.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QLabel>
#include <QSignalSpy>

namespace tst_subtree_views {

using namespace heapline;
using namespace heapline::test;

namespace {

const QList<int> all{0, 2, 3, 4};
const QList<int> withShown{0, 4, SubtreeModel::shownBytesColumn, SubtreeModel::shownCountColumn};

std::shared_ptr<const DominatorFigures> figuresOf(const std::shared_ptr<const Profile>& profile,
                                                  std::optional<std::pair<int, int>> ids = {})
{
    return makeDominatorFigures(profile, heapFiguresOf(*profile, ids));
}

QAction* actionOf(const QWidget& view, const QString& text)
{
    for (QAction* action : view.actions()) {
        if (action->text().remove(QLatin1Char('&')) == text)
            return action;
    }
    return nullptr;
}

bool isReady(const QWidget& view)
{
    const auto* model = view.findChild<SubtreeModel*>();
    return QTest::qWaitFor([&] { return model->figures() && !model->isListing(); }, 20000);
}

/// The first object of a class whose shallow size is not 0.
NodeOrdinal firstOf(const Heap& heap, const std::string& name)
{
    for (const NodeOrdinal member : heap.classes.members) {
        if (heap.classes.name[heap.classOf[member.value].value] == name)
            return member;
    }
    return {};
}

} // namespace

/// Containment and Dominators.
class TestSubtreeViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void containmentStartsAtTheRoot()
    {
        const auto profile = drawnHeap(sessionsDrawing);
        ContainmentModel model(profile);
        const ModelTester tester(&model);
        QCOMPARE(model.rowCount(), 0);
        model.setFigures(figuresOf(profile));
        QCOMPARE(treeText(model, all), QStringLiteral("[2] :: global @5 | 1 | 100 B | 292 B +\n"
                                                      "[1] :: (GC roots) @3 | − | 0 B | 0 B +\n"));
        open(model, {0, 0, 0});
        open(model, {1});
        QCOMPARE(treeText(model, {0}), QStringLiteral("[2] :: global @5\n"
                                                      "  sessions :: Map @7\n"
                                                      "    [0] :: Session @9\n"
                                                      "      owner :: Map @7 (already above)\n"
                                                      "      1 :: Session @11 (weak)\n"
                                                      "      id :: \"abc\" @13\n"
                                                      "    [1] :: Session @11\n"
                                                      "[1] :: (GC roots) @3\n"
                                                      "  [1] :: global @5 +\n"));
        model.sort(static_cast<int>(HeapColumn::Name), Qt::AscendingOrder);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("[1] :: (GC roots) @3"));
        QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("Array element")));
    }

    void containmentTellsWhereTheRangeIs()
    {
        const auto profile = drawnHeap(sessionsDrawing);
        ContainmentModel model(profile);
        const ModelTester tester(&model);
        model.setFigures(figuresOf(profile));
        open(model, {0, 0});
        model.setFigures(figuresOf(profile, std::pair(9, 13))); // both sessions and the text
        QCOMPARE(treeText(model, withShown), QStringLiteral("[2] :: global @5 | 292 B | 152 B | 3\n"
                                                            "  sessions :: Map @7 | 192 B | 152 B | 3\n"
                                                            "    [0] :: Session @9 | 88 B | 88 B | 2 +\n"
                                                            "    [1] :: Session @11 | 64 B | 64 B | 1\n"
                                                            "[1] :: (GC roots) @3 | 0 B | 0 B | 0 +\n"));
        const QModelIndex shown = model.index(0, SubtreeModel::shownBytesColumn, model.index(0, 0, model.index(0, 0)));
        QCOMPARE(shown.data(PercentRole).toString(), QStringLiteral("57.9 %")); // 88 of 152
        QVERIFY(shown.data(Qt::ToolTipRole).toString().startsWith(QStringLiteral("<qt>2 of 3 objects<br>88 B")));
        model.sort(SubtreeModel::shownBytesColumn, Qt::AscendingOrder);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("[1] :: (GC roots) @3"));
        model.sort(SubtreeModel::shownCountColumn, Qt::DescendingOrder);
        model.setOnlyShown(true);
        QCOMPARE(treeText(model, {0}), QStringLiteral("[2] :: global @5\n"
                                                      "  sessions :: Map @7\n"
                                                      "    [0] :: Session @9 +\n"
                                                      "    [1] :: Session @11\n"));
        model.setFigures(figuresOf(profile, std::pair(11, 11)));
        QCOMPARE(treeText(model, {0}), QStringLiteral("[2] :: global @5\n"
                                                      "  sessions :: Map @7\n"
                                                      "    [1] :: Session @11\n"));
        model.setFigures(figuresOf(profile)); // nothing is left out, nothing is hidden
        QCOMPARE(model.rowCount(), 2);
    }

    void dominatorsOpenIntoWhatTheyKeepAlive()
    {
        const auto profile = drawnHeap(sessionsDrawing);
        DominatorsModel model(profile);
        const ModelTester tester(&model);
        QCOMPARE(model.rowCount(), 0);
        model.setFigures(figuresOf(profile));
        open(model, {0, 0, 0});
        QCOMPARE(treeText(model, all), QStringLiteral("global @5 | 1 | 100 B | 292 B\n"
                                                      "  Map @7 | 2 | 40 B | 192 B\n"
                                                      "    Session @9 | 3 | 64 B | 88 B\n"
                                                      "      \"abc\" @13 | 4 | 24 B | 24 B\n"
                                                      "    Session @11 | 3 | 64 B | 64 B\n"
                                                      "(GC roots) @3 | − | 0 B | 0 B\n"));
        model.setFigures(figuresOf(profile, std::pair(11, 13)));
        model.sort(SubtreeModel::shownBytesColumn, Qt::DescendingOrder);
        QCOMPARE(treeText(model, withShown), QStringLiteral("global @5 | 292 B | 88 B | 2\n"
                                                            "  Map @7 | 192 B | 88 B | 2\n"
                                                            "    Session @11 | 64 B | 64 B | 1\n"
                                                            "    Session @9 | 88 B | 24 B | 1\n"
                                                            "      \"abc\" @13 | 24 B | 24 B | 1\n"
                                                            "(GC roots) @3 | 0 B | 0 B | 0\n"));
        model.setOnlyShown(true);
        QCOMPARE(model.rowCount(), 1);
    }

    void dominatorsByClass()
    {
        const auto profile = drawnHeap(sessionsDrawing);
        DominatorsModel model(profile);
        const ModelTester tester(&model);
        model.setFigures(figuresOf(profile));
        model.setGrouped(true);
        open(model, {0, 0, 0, 0, 0, 0});
        const QList<int> withCount{0, 1, 2, 3, 4};
        QCOMPARE(treeText(model, withCount), QStringLiteral("global | 1 | 1 | 100 B | 292 B\n"
                                                            "  global @5 |  | 1 | 100 B | 292 B\n"
                                                            "    Map | 1 | 2 | 40 B | 192 B\n"
                                                            "      Map @7 |  | 2 | 40 B | 192 B\n"
                                                            "        Session | 2 | 3 | 128 B | 152 B\n"
                                                            "          Session @9 |  | 3 | 64 B | 88 B\n"
                                                            "            (string) | 1 | 4 | 24 B | 24 B +\n"
                                                            "          Session @11 |  | 3 | 64 B | 64 B\n"
                                                            "(synthetic) | 1 | − | 0 B | 0 B +\n"));
        const QModelIndex sessions =
            model.index(0, 0, model.index(0, 0, model.index(0, 0, model.index(0, 0, model.index(0, 0)))));
        QCOMPARE(model.classAt(sessions), profile->heap->classOf[4]);
        QVERIFY(!model.objectAt(sessions));
        QVERIFY(sessions.data(Qt::ToolTipRole).toString().contains(QStringLiteral("that Map dominates directly")));
        model.setFigures(figuresOf(profile, std::pair(13, 13)));
        const auto cell = [&](int column) { return sessions.siblingAtColumn(column).data().toString(); };
        QCOMPARE(cell(SubtreeModel::shownBytesColumn), QStringLiteral("24 B"));
        QCOMPARE(cell(SubtreeModel::shownCountColumn), QStringLiteral("1"));
        QCOMPARE(model.pathTo(NodeOrdinal(6)).size(), std::size_t{8});
        QVERIFY(model.find(model.pathTo(NodeOrdinal(4))).isValid());
    }

    void largeLevelsAreSortedBesideTheWindow()
    {
        std::string drawing = "root 0 synthetic\n  element 1 > global\nglobal 8 object\n";
        std::string list;
        for (int i = 0; i < 30'000; ++i) {
            drawing += "  element " + std::to_string(i) + " > Item#" + std::to_string(i) + '\n';
            list += "Item#" + std::to_string(i) + ' ' + std::to_string(16 + i % 100) + " object\n";
        }
        const auto profile = drawnHeap(drawing + list);
        DominatorsModel model(profile);
        model.setFigures(figuresOf(profile));
        const QModelIndex global = open(model, {0});
        QCOMPARE(model.index(0, 0, global).data().toString(), QStringLiteral("Sorting…"));
        QTRY_COMPARE(model.index(0, 4, global).data().toString(), QStringLiteral("115 B"));
        auto grouped = std::make_unique<DominatorsModel>(profile);
        grouped->setGrouped(true);
        grouped->setFigures(figuresOf(profile));
        const QModelIndex object = open(*grouped, {0, 0});
        QTRY_COMPARE(grouped->index(0, 1, object).data().toString(), QStringLiteral("30,000"));
        grouped->sort(1, Qt::AscendingOrder);
        grouped.reset(); // while it sorts
    }

    void dominatorsViewFollowsTheRange()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        DominatorsView view(document);
        view.resize(1000, 500);
        view.show();
        QVERIFY(isReady(view));
        auto* tree = view.findChild<TreeView*>();
        auto* model = view.findChild<DominatorsModel*>();
        QVERIFY(!view.findChild<EmptyState*>()->isVisible());
        QVERIFY(tree->isColumnHidden(SubtreeModel::shownBytesColumn)
                && tree->isColumnHidden(static_cast<int>(HeapColumn::Count)));
        QAction* onlyShown = actionOf(view, QStringLiteral("Hide Rows Out of Range"));
        QVERIFY(onlyShown && !onlyShown->isVisible());

        QVERIFY(selectRange(document, 25, 50));
        QTRY_VERIFY(model->isPart());
        QTRY_VERIFY(!tree->isColumnHidden(SubtreeModel::shownBytesColumn));
        QCOMPARE(model->sortColumn(), int(SubtreeModel::shownBytesColumn)); // the order follows
        std::uint64_t bytes = 0;
        const int rows = model->rowCount();
        onlyShown->trigger();
        QVERIFY(model->rowCount() < rows);
        while (model->hasMoreRows({}))
            model->makeMoreRows({});
        for (int row = 0; row < model->rowCount(); ++row)
            bytes += model->index(row, SubtreeModel::shownBytesColumn).data(SortRole).toULongLong();
        QCOMPARE(bytes, document.figures().figures()->bytes);
        QVERIFY(view.findChild<QLabel*>()->text().contains(QStringLiteral("in range: ")));

        document.filter().commitRange({});
        QTRY_VERIFY(!model->isPart());
        QCOMPARE(model->sortColumn(), static_cast<int>(HeapColumn::RetainedSize));
        QVERIFY(tree->isColumnHidden(SubtreeModel::shownBytesColumn));

        // A hidden view does not follow, but catches up.
        view.hide();
        QVERIFY(selectRange(document, 25, 50));
        QTest::qWait(50);
        QVERIFY(!model->isPart());
        view.show();
        QTRY_VERIFY(model->isPart());
    }

    void selectedObjectIsRevealed()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const NodeOrdinal session = firstOf(*document.profile()->heap, "Session");
        QVERIFY(session.isValid());
        DominatorsView dominators(document);
        ContainmentView containment(document);
        for (QWidget* view : {static_cast<QWidget*>(&dominators), static_cast<QWidget*>(&containment)}) {
            view->resize(1000, 500);
            view->show();
        }
        document.selection().select(SelectedItem::ofObject(session));
        dominators.revealSelection(); // before there are rows
        containment.revealSelection();
        const auto currentText = [](const QWidget& view) {
            return view.findChild<TreeView*>()->currentIndex().data().toString();
        };
        const QString name = QStringLiteral("Session @%1").arg(document.profile()->heap->graph.nodes.id[session.value]);
        QTRY_COMPARE(currentText(dominators), name);
        QTRY_VERIFY2(currentText(containment).endsWith(QStringLiteral(":: ") + name), qPrintable(currentText(containment)));
        // The dominators stand above it, and so does as short a way as the distance says.
        int above = 0;
        for (QModelIndex at = dominators.findChild<TreeView*>()->currentIndex(); at.isValid(); at = at.parent())
            ++above;
        QCOMPARE(above + 1, static_cast<int>(dominatorChain(*document.profile()->heap, session).size()));
        int steps = 0;
        for (QModelIndex at = containment.findChild<TreeView*>()->currentIndex(); at.isValid(); at = at.parent())
            ++steps;
        QCOMPARE(steps, document.profile()->heap->distance[session.value]);

        QAction* group = actionOf(dominators, QStringLiteral("Group by Class"));
        QVERIFY(group);
        group->trigger(); // the object stays in sight
        QTRY_COMPARE(currentText(dominators), name);
        QCOMPARE(dominators.findChild<TreeView*>()->currentIndex().parent().data().toString(), QStringLiteral("Session"));

        // A row that is chosen is selected; the other view asks for nothing by itself.
        QSignalSpy asked(&document, &Document::placeRequested);
        auto* tree = dominators.findChild<TreeView*>();
        tree->setCurrentIndex(tree->currentIndex().parent());
        QCOMPARE(document.selection().current().kind, SelectedItem::Kind::Class);
        QAction* show = actionOf(dominators, QStringLiteral("Show in Containment"));
        QVERIFY(show && !show->isEnabled());
        tree->setCurrentIndex(tree->model()->index(0, 0, tree->currentIndex()));
        QVERIFY(show->isEnabled());
        show->trigger();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.front().front().value<Place>(), Place::Containment);
    }
};

HEAPLINE_TEST(TestSubtreeViews)

} // namespace tst_subtree_views

#include "tst_subtree_views.moc"
