// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/heap/drawn_heap.h"
#include "tests/ui/widgets/loaded_document.h"
#include "tests/ui/widgets/model_tester.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/heap/merged_paths_model.h"
#include "ui/heap/merged_paths_view.h"
#include "ui/heap/path_graph.h"
#include "ui/heap/path_picture.h"
#include "ui/heap/paths_model.h"
#include "ui/heap/paths_view.h"
#include "ui/heap/retainer_state.h"
#include "ui/heap/retainers_model.h"
#include "ui/heap/retainers_view.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

namespace tst_paths_views {

using namespace heapline;
using namespace heapline::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Two ways to a Session: a short one over a map and a longer one over a log.
const std::string twoWays = "root 0 synthetic\n" // @1
                            "  shortcut g > global\n"
                            "global 100 object\n" // @3
                            "  property sessions > Map\n"
                            "  property log > Log\n"
                            "Map 40 object\n" // @5
                            "  internal table > table\n"
                            "table 80 array\n" // @7
                            "  internal 3 > Session\n"
                            "  internal 4 > Session#2\n"
                            "Log 24 object\n" // @9
                            "  property last > Entry\n"
                            "Entry 24 object\n" // @11
                            "  property before > Entry#2\n"
                            "Entry#2 24 object\n" // @13
                            "  property session > Session\n"
                            "Session 64 object\n" // @15
                            "  weak 1 > Session#2\n"
                            "Session#2 64 object\n"; // @17

RootPath pathOf(const Profile& profile, NodeOrdinal object, int number)
{
    RootPaths paths(*profile.heap, profile.heap->distance, object);
    for (; number > 0; --number)
        paths.next({});
    return *paths.next({});
}

ClassId classNamed(const Document& document, const char* name)
{
    const auto& names = document.profile()->heap->classes.name;
    return ClassId(static_cast<std::size_t>(std::ranges::find(names, name) - names.begin()));
}

QString boxes(const PathGraph& graph, const Profile& profile)
{
    QString text;
    for (const PathGraph::Box& box : graph.boxes)
        text += u"@%1 %2,%3%4%5 "_s.arg(profile.heap->graph.nodes.id[box.object.value])
                    .arg(box.column)
                    .arg(box.row)
                    .arg(box.isRoot ? u" root"_s : QString(), box.isTarget ? u" target"_s : QString());
    return text.trimmed();
}

} // namespace

class TestPathsViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void retainersWithoutIgnoredOnes()
    {
        const auto profile = drawnHeap(twoWays);
        RetainersModel model(profile);
        const ModelTester tester(&model);
        model.setObject(NodeOrdinal(7)); // the session
        open(model, {0});
        QCOMPARE(treeText(model, {0, 2}), u"3 in table[] @7 | 3\n  table in Map @5 | 2 +\nsession in Entry @13 | 4 +\n"_s);
        Progress progress;
        const auto ignored =
            std::make_shared<const IgnoredRetainers>(*profile->heap, std::vector{NodeOrdinal(2)}, progress); // the map
        model.setRules(ignored, false);
        QCOMPARE(treeText(model, {0, 2}), u"session in Entry @13 | 4 +\n"
                                          "3 in table[] @7 (unreachable) | −\n"
                                          "  table in Map @5 | ignored +\n"_s);
        QCOMPARE(model.nextTowardsRoot(QModelIndex()).data().toString(), u"session in Entry @13"_s);
        const QModelIndex table = model.index(1, 0);
        QVERIFY(!model.nextTowardsRoot(table).isValid()); // an ignored one leads nowhere
        QVERIFY(table.data(TextSpansRole)
                    .value<QList<TextSpan>>()
                    .contains(TextSpan{0, table.data().toString().size(), TextSpan::Style::Weak}));
        model.setRules(nullptr, false);
        QCOMPARE(treeText(model, {0}), u"3 in table[] @7\n  table in Map @5 +\nsession in Entry @13 +\n"_s);
    }

    void weakRetainersOnRequest()
    {
        const auto profile = drawnHeap(twoWays);
        RetainersModel model(profile);
        const ModelTester tester(&model);
        model.setObject(NodeOrdinal(8)); // the second session
        QCOMPARE(treeText(model, {0}), u"4 in table[] @7 +\n"_s);
        model.setRules(nullptr, true);
        QCOMPARE(treeText(model, {0}), u"4 in table[] @7 +\n1 in Session @15 (weak) +\n"_s);
    }

    void pathsAsRows()
    {
        const auto profile = drawnHeap(twoWays);
        PathsModel model(profile);
        const ModelTester tester(&model);
        QCOMPARE(model.rowCount(), 0);
        model.addPath(pathOf(*profile, NodeOrdinal(7), 0));
        open(model, {0});
        QCOMPARE(treeText(model, {0, 2, 3}), u"Shortest path · 3 references |  | \n"
                                             "  global @3 (root) | 1 | 100 B\n"
                                             "  sessions :: Map @5 | 2 | 120 B\n" // with its table
                                             "  table :: table[] @7 | 3 | 0 B\n"
                                             "  3 :: Session @15 (selected) | 4 | 64 B\n"_s);
        model.addPath(pathOf(*profile, NodeOrdinal(7), 1));
        QCOMPARE(model.rowCount(model.index(0, 0)), 4);
        QCOMPARE(model.index(1, 0).data().toString(), u"Path 2 · 4 references"_s);
        QVERIFY(!model.objectAt(model.index(0, 0)));
        QVERIFY(*model.objectAt(model.index(1, 0, model.index(0, 0))) == NodeOrdinal(2));
        model.start(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void picture()
    {
        const auto profile = drawnHeap(twoWays);
        const std::vector<RootPath> paths = {pathOf(*profile, NodeOrdinal(7), 0), pathOf(*profile, NodeOrdinal(7), 1)};
        const HeapGraph& heap = profile->heap->graph;
        QCOMPARE(layoutPathGraph(heap, {}).boxes.size(), 0u);
        const PathGraph one = layoutPathGraph(heap, std::span(paths).first(1));
        // The map's table is the engine's own: its references stand on the arrow.
        QCOMPARE(boxes(one, *profile), u"@3 0,0 root @5 1,0 @15 2,0 target"_s);
        QCOMPARE(one.arrows.size(), 2u);
        QCOMPARE(one.arrows[1].references.size(), 2u);
        const PathGraph both = layoutPathGraph(heap, paths);
        QCOMPARE(boxes(both, *profile), u"@3 0,0 root @5 1,0 @15 4,0 target @9 1,1 @11 2,0 @13 3,0"_s);
        QCOMPARE(both.arrows.size(), 6u);
        QCOMPARE(layoutPathGraph(heap, paths, 4).boxes.size(), 3u); // the second way does not fit in

        const PathGraphSizes sizes{100, 40, 60, 10, 5};
        QCOMPARE(boxRect(both.boxes[3], sizes), QRect(165, 55, 100, 40));
        QCOMPARE(pathGraphSize(both, sizes), QSize(10 + 5 * 100 + 4 * 60, 10 + 2 * 40 + 10));
        QCOMPARE(pathGraphSize(PathGraph(), sizes), QSize(10, 10));
        QCOMPARE(boxAt(both, sizes, QPoint(166, 56)), 3);
        QCOMPARE(boxAt(both, sizes, QPoint(120, 20)), -1);
        QCOMPARE(boxBeside(both, 0, {1, 0}), 1);
        QCOMPARE(boxBeside(both, 1, {0, 1}), 3);
        QCOMPARE(boxBeside(both, 3, {0, -1}), 1);
        QCOMPARE(boxBeside(both, 3, {1, 0}), 4);
        QCOMPARE(boxBeside(both, 2, {1, 0}), 2);
        QCOMPARE(boxBeside(both, 0, {0, 1}), 0);
    }

    void pathsView()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        PathsView view(document);
        view.resize(1200, 300);
        auto* tree = view.findChild<TreeView*>();
        const auto* model = view.findChild<PathsModel*>();
        const auto* empty = view.findChild<EmptyState*>();
        auto* picture = view.findChild<PathPicture*>();
        const ClassId session = classNamed(document, "Session");
        document.selection().select(SelectedItem::ofClass(session));
        view.show();
        QCOMPARE(empty->title(), u"Select an object of Session to see how it is reached."_s);
        QVERIFY(!picture->isVisible());
        QTest::mouseClick(empty->findChild<QToolButton*>(), Qt::LeftButton); // Show Largest Object
        QTRY_COMPARE(model->rowCount(), 1);
        QVERIFY(!empty->isVisible());
        QVERIFY2(treeText(*model, {0}).contains(u"sessions :: Map @"_s), qPrintable(treeText(*model, {0})));
        QVERIFY(picture->isVisible() && picture->graph().boxes.size() >= 3);
        // What is seen of it at first is its end, where the object is.
        const QScrollBar* along = picture->horizontalScrollBar();
        QVERIFY(along->maximum() > 0);
        QTRY_VERIFY(along->value() >= along->maximum() - 1);

        view.activateWindow();
        tree->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QTest::keyClick(tree, Qt::Key_N);
        QTRY_COMPARE(model->rowCount(), 2);
        QVERIFY(model->paths()[1].size() >= model->paths()[0].size());
        QTest::keyClick(tree, Qt::Key_P);
        QVERIFY(!picture->isVisible());
        QTest::keyClick(tree, Qt::Key_P);
        QVERIFY(picture->isVisible());

        // A click on a box selects its object.
        const NodeOrdinal first = picture->graph().boxes[0].object;
        QTest::mouseClick(picture->widget(), Qt::LeftButton, {}, QPoint(20, 20));
        QCOMPARE(document.selection().current(), SelectedItem::ofObject(first));
        QTRY_COMPARE(model->rowCount(), 1);
        document.selection().back();
        QTRY_VERIFY(model->rowCount() == 1 && picture->graph().boxes.size() >= 3);
        const int target = picture->currentBox();
        QVERIFY(picture->graph().boxes[static_cast<std::size_t>(target)].isTarget);
        picture->setFocus();
        QTest::keyClick(picture, Qt::Key_Left);
        QCOMPARE(picture->currentBox(), target - 1);
        const NodeOrdinal before = picture->graph().boxes[static_cast<std::size_t>(target - 1)].object;
        QTest::keyClick(picture, Qt::Key_Return);
        QCOMPARE(document.selection().current(), SelectedItem::ofObject(before));
    }

    void ignoringARetainer()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        RetainersView retainers(document);
        retainers.resize(1200, 300);
        retainers.show();
        PathsView paths(document);
        paths.resize(1200, 300);
        paths.show();
        const ClassId session = classNamed(document, "Session");
        const NodeOrdinal object = document.profile()->heap->classes.membersOf(session)[0];
        document.selection().select(SelectedItem::ofObject(object));
        auto* tree = retainers.findChild<TreeView*>();
        auto* bar = retainers.findChild<QLabel*>(u"ignoredRetainers"_s);
        const auto* model = retainers.findChild<RetainersModel*>();
        const auto* pathsModel = paths.findChild<PathsModel*>();
        QTRY_COMPARE(pathsModel->rowCount(), 1);
        const std::size_t before = pathsModel->paths()[0].size();
        QVERIFY(!bar->isVisible());
        tree->setCurrentIndex(model->index(0, 0));
        const QString first = model->index(0, 0).data().toString();
        retainers.activateWindow();
        tree->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&retainers));
        RetainerState& state = RetainerState::of(document);
        QSignalSpy changed(&state, &RetainerState::changed);
        QTest::keyClick(tree, Qt::Key_I);
        QVERIFY(bar->isVisible());
        QCOMPARE(bar->text(), u"1 retainer ignored"_s);
        QTRY_COMPARE(changed.size(), 1);
        const int last = model->rowCount() - 1;
        QCOMPARE(model->index(last, 0).data().toString(), first); // it has gone to the end
        QCOMPARE(model->index(last, 2).data().toString(), u"ignored"_s);
        QTRY_VERIFY(pathsModel->rowCount() == 0 || pathsModel->paths()[0].size() >= before);

        auto* restore = bar->parentWidget()->findChild<QToolButton*>();
        QTest::mouseClick(restore, Qt::LeftButton);
        QTRY_COMPARE(changed.size(), 2);
        QVERIFY(!bar->isVisible() && !state.ignored());
        QCOMPARE(model->index(0, 0).data().toString(), first);
        QTRY_COMPARE(pathsModel->rowCount(), 1);
        QCOMPARE(pathsModel->paths()[0].size(), before);
    }

    void mergedPathsOfALeak()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        MergedPathsView view(document);
        view.resize(1200, 300);
        view.show();
        auto* tree = view.findChild<TreeView*>();
        auto* model = view.findChild<MergedPathsModel*>();
        const ModelTester tester(model);
        const auto* empty = view.findChild<EmptyState*>();
        const auto* title = view.findChild<QLabel*>();
        QVERIFY(empty->isVisible());
        const ClassId session = classNamed(document, "Session");
        document.selection().select(SelectedItem::ofClass(session));
        QTRY_COMPARE(model->rowCount(), 1);
        QVERIFY2(title->text().startsWith(u"800 of 800 Session are kept through “sessions” (Map @"_s)
                     && title->text().contains(u" in the scope of "_s),
                 qPrintable(title->text()));
        QCOMPARE(model->index(0, 1).data().toString(), u"800"_s);
        QCOMPARE(model->index(0, 2).data().toString(), u"1"_s);
        // Rows with everything in them are open down to the root.
        QModelIndex at = model->index(0, 0);
        int open = 0;
        for (; model->hasChildren(at); at = model->index(0, 0, at), ++open)
            QVERIFY(tree->isExpanded(at));
        QVERIFY(open >= 4);

        // The range is followed, and places are kept.
        QVERIFY(selectRange(document, 25, 50));
        QTRY_VERIFY(!title->text().startsWith(u"800 "_s));
        QVERIFY(title->text().contains(u" Session are kept through “sessions” (Map @"_s));
        QVERIFY(tree->isExpanded(model->index(0, 0)));
        QVERIFY(selectRange(document, 0, 1));
        QTRY_VERIFY(empty->isVisible());
        QCOMPARE(empty->title(), u"No object of the class is in what is shown."_s);
        document.filter().clear();
        QTRY_COMPARE(model->rowCount(), 1);

        // Enter goes to the holder.
        const NodeOrdinal table = *model->objectAt(model->index(0, 0));
        tree->setCurrentIndex(model->index(0, 0));
        view.activateWindow();
        tree->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(document.selection().current(), SelectedItem::ofObject(table));
        QTRY_VERIFY(title->text().contains(u" is kept through “sessions”"_s));
    }

    /// 3,600 objects of timers, and one that the engine keeps.
    void nearlyOneWayIsOpen()
    {
        Document document(dataFile("detached-dom.chromium.heaptimeline.gz"));
        QVERIFY(load(document));
        MergedPathsView view(document);
        view.resize(1200, 300);
        view.show();
        const auto* tree = view.findChild<TreeView*>();
        const auto* model = view.findChild<MergedPathsModel*>();
        document.selection().select(SelectedItem::ofClass(classNamed(document, "{j, text}")));
        QTRY_COMPARE(model->rowCount(), 2);
        QCOMPARE(model->index(0, 1).data().toString(), u"3,600"_s);
        QVERIFY(tree->isExpanded(model->index(0, 0)) && tree->isExpanded(model->index(0, 0, model->index(0, 0))));
        QVERIFY(!tree->isExpanded(model->index(1, 0)));
    }

    void mergedPathsOfAFunction()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const Stacks& stacks = *document.profile()->stacks;
        FrameId frame;
        for (std::uint32_t f = 0; f < stacks.frames.size(); ++f) {
            if (stacks.strings[stacks.frames.functionName[f]] == "rememberSession")
                frame = FrameId(f);
        }
        MergedPathsView view(document);
        view.resize(1200, 300);
        view.show();
        const auto* model = view.findChild<MergedPathsModel*>();
        document.selection().select(SelectedItem::ofFunction(frame));
        QTRY_VERIFY(model->rowCount() > 1);
        const QString title = view.findChild<QLabel*>()->text();
        QVERIFY2(title.contains(u" objects are kept through “"_s), qPrintable(title));
        std::uint64_t sum = 0;
        for (int row = 0; row < model->rowCount(); ++row)
            sum += model->index(row, 1).data(SortRole).toULongLong();
        QVERIFY(title.contains(u" of %1 objects"_s.arg(countText(sum))));
    }
};

HEAPLINE_TEST(TestPathsViews)

} // namespace tst_paths_views

#include "tst_paths_views.moc"
