// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/dominator_lists.h"
#include "core/profile/object_grouping.h"
#include "tests/support/test_program.h"
#include "tests/ui/heap/drawn_heap.h"
#include "tests/ui/widgets/loaded_document.h"
#include "ui/heap/treemap_actions.h"
#include "ui/heap/treemap_canvas.h"
#include "ui/heap/treemap_legend.h"
#include "ui/heap/treemap_text.h"
#include "ui/heap/treemap_view.h"
#include "ui/widgets/breadcrumbs.h"
#include "ui/widgets/empty_state.h"

#include <QAction>
#include <QSignalSpy>
#include <QToolButton>

namespace tst_treemap_view {

using namespace heapline;
using namespace heapline::test;

namespace {

using Kind = TreemapBox::Kind;

/// A server with three children: a map of sessions, a text, and very many small objects.
std::shared_ptr<Profile> server()
{
    std::string drawing = "root 0 synthetic\n  element 1 > Server\nServer 100 object\n"
                          "  property map > Map\n  property text > Text\n";
    std::string list = "Map 1000 object\n  element 0 > Session\n  element 1 > Session#2\n"
                       "Session 3000 object\nSession#2 2000 object\nText 4000 string\n";
    for (int i = 0; i < 300; ++i) {
        drawing += "  element " + std::to_string(i) + " > Item#" + std::to_string(i) + '\n';
        list += "Item#" + std::to_string(i) + " 1 object\n";
    }
    return drawnHeap(drawing + list);
}

/// A canvas with a drawn heap.
struct Stage {
    explicit Stage(std::optional<std::pair<int, int>> ids = {}) : profile(server())
    {
        canvas.resize(600, 400);
        canvas.show();
        show(ids);
    }

    void show(std::optional<std::pair<int, int>> ids)
    {
        canvas.setFigures(makeDominatorFigures(profile, heapFiguresOf(*profile, ids)));
        settle();
    }
    /// Waits for what was asked for last.
    void settle()
    {
        QVERIFY(QTest::qWaitFor([this] {
            return !canvas.isLayingOut() && canvas.scene() && canvas.scene()->outermost == canvas.zoomed()
                   && canvas.scene()->size == (QSizeF(canvas.viewport()->size()) * canvas.devicePixelRatioF()).toSize();
        }));
    }
    const TreemapBox* box(std::uint32_t object, Kind kind = Kind::Object) const
    {
        const TreemapLayout& layout = canvas.scene()->layout;
        const std::uint32_t row = findBox(layout, {kind, NodeOrdinal(object)});
        return row == TreemapBox::none ? nullptr : &layout.boxes[row];
    }
    /// A pixel of a box that is not in a box within it.
    QPoint pointOf(const TreemapBox& one) const { return canvas.placeOf(one).toRect().topLeft() + QPoint(1, 1); }
    void key(Qt::Key key)
    {
        QTest::keyClick(&canvas, key);
        settle();
    }

    std::shared_ptr<Profile> profile;
    TreemapCanvas canvas;
};

constexpr std::uint32_t serverObject = 1;
constexpr std::uint32_t map = 2;
constexpr std::uint32_t session = 3;
constexpr std::uint32_t text = 5;

} // namespace

class TestTreemapView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void showsWhatIsAlive()
    {
        const Stage stage;
        QVERIFY(stage.box(0) && stage.box(serverObject) && stage.box(map) && stage.box(session) && stage.box(text));
        const TreemapBox* smaller = stage.box(serverObject, Kind::Smaller);
        QVERIFY(smaller);
        QCOMPARE(smaller->smallerCount, std::uint64_t{300});
        QCOMPARE(treemapLabel(*stage.canvas.scene(), *smaller), QStringLiteral("300 smaller objects"));
        QCOMPARE(treemapLabel(*stage.canvas.scene(), *stage.box(map, Kind::Own)), QStringLiteral("itself"));
        QCOMPARE(treemapLabel(*stage.canvas.scene(), *stage.box(0)), QStringLiteral("Whole heap"));
        const QString card = treemapCard(*stage.canvas.scene(), *stage.box(map)).join(QLatin1Char('\n'));
        QCOMPARE(card, QStringLiteral("Map @5\nClass: Map\nRetained: 6.0 kB · 57.7 % of the heap\nShallow: 1.0 kB"));
        const auto ratio =
            static_cast<double>(stage.box(session)->rect.area()) / static_cast<double>(stage.box(4)->rect.area());
        QVERIFY(ratio > 1.4 && ratio < 1.6); // 3000 to 2000
    }

    void mouseSelectsAndZooms()
    {
        Stage stage;
        QSignalSpy chosen(&stage.canvas, &TreemapCanvas::objectChosen);
        QTest::mouseClick(stage.canvas.viewport(), Qt::LeftButton, {}, stage.pointOf(*stage.box(session)));
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.front().front().value<NodeOrdinal>(), NodeOrdinal(session));
        QVERIFY(stage.canvas.selectedBox() == stage.box(session));
        QVERIFY(!stage.canvas.isZoomed());
        QTest::mouseDClick(stage.canvas.viewport(), Qt::LeftButton, {}, stage.pointOf(*stage.box(map)));
        stage.settle();
        QCOMPARE(stage.canvas.zoomed(), NodeOrdinal(map));
        QVERIFY(!stage.box(text) && stage.box(session));
        QSignalSpy smaller(&stage.canvas, &TreemapCanvas::smallerRequested);
        stage.canvas.zoomWhole();
        stage.settle();
        QTest::mouseDClick(stage.canvas.viewport(), Qt::LeftButton, {},
                           stage.pointOf(*stage.box(serverObject, Kind::Smaller)));
        QCOMPARE(smaller.size(), 1);
        QCOMPARE(smaller.front().front().value<NodeOrdinal>(), NodeOrdinal(serverObject));
    }

    void keysWalkAndZoom()
    {
        Stage stage;
        stage.canvas.activateWindow();
        stage.canvas.setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&stage.canvas));
        stage.canvas.walk(TreemapWay::Right);
        QCOMPARE(stage.canvas.selectedBox()->object, NodeOrdinal(serverObject)); // the first box within
        stage.canvas.walk(TreemapWay::In);
        QCOMPARE(stage.canvas.selectedBox()->object, NodeOrdinal(map));
        stage.canvas.walk(TreemapWay::Right);
        QVERIFY(stage.canvas.selectedBox()->object == NodeOrdinal(text));
        stage.canvas.walk(TreemapWay::Left);
        QVERIFY(stage.canvas.selectedBox()->object == NodeOrdinal(map));
        stage.canvas.walk(TreemapWay::In);
        QCOMPARE(stage.canvas.selectedBox()->object, NodeOrdinal(session));
        stage.canvas.walk(TreemapWay::Out);
        stage.canvas.walk(TreemapWay::Out);
        stage.canvas.walk(TreemapWay::Out);
        stage.canvas.walk(TreemapWay::Out); // no further
        QCOMPARE(stage.canvas.selectedBox()->object, NodeOrdinal(0));
        stage.canvas.zoomTo(NodeOrdinal(map));
        stage.settle();
        stage.key(Qt::Key_Escape);
        QCOMPARE(stage.canvas.zoomed(), NodeOrdinal(serverObject));
        stage.key(Qt::Key_Escape);
        QVERIFY(!stage.canvas.isZoomed());
        stage.canvas.setSelected(NodeOrdinal(session)); // nothing in it: zooms to what it is in
        stage.canvas.zoomToSelection();
        stage.settle();
        QCOMPARE(stage.canvas.zoomed(), NodeOrdinal(map));
    }

    /// From any box one comes back, and by arrows to every box.
    void arrowsReachEveryBox()
    {
        const Stage stage;
        const TreemapLayout& layout = stage.canvas.scene()->layout;
        std::vector<std::uint8_t> reached(layout.boxes.size(), 0);
        std::vector<std::uint32_t> open{0};
        reached[0] = 1;
        while (!open.empty()) {
            const std::uint32_t row = open.back();
            open.pop_back();
            for (const TreemapWay way :
                 {TreemapWay::Left, TreemapWay::Right, TreemapWay::Up, TreemapWay::Down, TreemapWay::In, TreemapWay::Out}) {
                const std::uint32_t next = walkTreemap(layout, row, way);
                QVERIFY(next < layout.boxes.size());
                if (way == TreemapWay::Left && next != row)
                    QVERIFY(layout.boxes[next].rect.left < layout.boxes[row].rect.left);
                if (!std::exchange(reached[next], 1))
                    open.push_back(next);
            }
        }
        QVERIFY(std::ranges::all_of(reached, [](std::uint8_t one) { return one == 1; }));
    }

    void selectionWithoutABox()
    {
        Stage stage;
        stage.canvas.setSelected(NodeOrdinal(100)); // an item
        QVERIFY(!stage.canvas.selectedBox());
        QCOMPARE(stage.canvas.boxAroundSelected()->object, NodeOrdinal(serverObject));
        stage.canvas.setSelected({});
        QVERIFY(!stage.canvas.boxAroundSelected());
    }

    void areasFollowTheRange()
    {
        Stage stage;
        stage.show(std::pair(9, 11)); // the second session and the text
        QVERIFY(!stage.box(session) && stage.box(4) && stage.box(text) && !stage.box(serverObject, Kind::Smaller));
        QVERIFY(!stage.box(map, Kind::Own)); // the map itself is out of range
        const auto ratio =
            static_cast<double>(stage.box(text)->rect.area()) / static_cast<double>(stage.box(map)->rect.area());
        QVERIFY(ratio > 1.9 && ratio < 2.1);
        QVERIFY(describeTreemapBox(*stage.canvas.scene(), *stage.box(text))
                    .contains(QStringLiteral("66.7 % of the objects in range")));
        stage.show(std::pair(5000, 5001));
        QVERIFY(stage.canvas.scene()->layout.boxes.empty());
    }

    void sizesAndPalettes()
    {
        Stage stage;
        stage.canvas.resize(1, 1);
        QTest::qWait(20);
        stage.canvas.resize(200, 100);
        stage.settle();
        stage.canvas.setColoring(TreemapColoring::Kind);
        const QImage light = stage.canvas.grab().toImage();
        QPalette dark;
        dark.setColor(QPalette::Base, Qt::black);
        dark.setColor(QPalette::Text, Qt::white);
        stage.canvas.setPalette(dark);
        stage.settle();
        QVERIFY(stage.canvas.grab().toImage() != light);
        QStringList names;
        for (const TreemapLegend::Entry& entry : legendOf(*stage.canvas.scene(), stage.canvas.colors()))
            names += entry.name;
        QVERIFY2(names.contains(QStringLiteral("Objects")) && names.contains(QStringLiteral("Strings")),
                 qPrintable(names.join(QLatin1Char(' '))));
    }

    void coloursByPackage()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        TreemapView view(document);
        view.resize(900, 500);
        view.show();
        TreemapCanvas& canvas = *view.canvas();
        QTRY_VERIFY(canvas.scene() && !canvas.isLayingOut());
        const QImage byClass = canvas.viewport()->grab().toImage();
        for (QAction* action : canvas.actions()) {
            if (action->text() == QStringLiteral("Colour by &Package"))
                action->trigger();
        }
        QCOMPARE(canvas.coloring(), TreemapColoring::Package);
        QVERIFY(canvas.viewport()->grab().toImage() != byClass);

        const Profile& profile = *document.profile();
        Progress progress;
        const ObjectGrouping groups = groupObjects(profile, ObjectGroupBy::Package, nullptr, progress);
        TreemapColors& colors = canvas.colors();
        QSet<QString> names;
        for (const TreemapBox& box : canvas.scene()->layout.boxes) {
            const GroupId group = groups.groups.groupOf[box.object.value];
            if (box.kind == Kind::Smaller || !group.isValid())
                continue; // objects without bytes are in no group
            const std::uint32_t key = colors.keyOf(*profile.heap, box.object);
            const QString name = colors.title(*profile.heap, key);
            QCOMPARE(name, QString::fromStdString(groups.about[group.value].name));
            names.insert(name);
        }
        QVERIFY(names.size() >= 3);
        QVERIFY(names.contains(QStringLiteral("(allocation not recorded)")));
    }

    void withoutStacksThereAreNoPackages()
    {
        Stage stage;
        stage.canvas.setColoring(TreemapColoring::Package);
        QCOMPARE(stage.canvas.coloring(), TreemapColoring::Class);
        const TreemapActions actions(stage.canvas, false);
        QVERIFY(!actions.byPackage->isEnabled());
        QCOMPARE(actions.byPackage->toolTip(), QStringLiteral("This file holds no allocation stacks"));
    }

    void viewFollowsItsDocument()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        TreemapView view(document);
        view.resize(900, 500);
        view.show();
        TreemapCanvas& canvas = *view.canvas();
        QTRY_VERIFY(canvas.scene() && !canvas.isLayingOut());
        QVERIFY(!view.findChild<EmptyState*>()->isVisible());
        QVERIFY(canvas.accessibleDescription().endsWith(QStringLiteral("The view Dominators shows the same as a table.")));
        QVERIFY(!view.findChild<TreemapLegend*>()->entries().isEmpty());
        const Heap& heap = *document.profile()->heap;

        // The heaviest object of the first level is selected by a click, and the lower panes with it.
        const TreemapBox first = canvas.scene()->layout.boxes[1];
        QTest::mouseClick(canvas.viewport(), Qt::LeftButton, {}, canvas.placeOf(first).toRect().topLeft() + QPoint(1, 1));
        QCOMPARE(document.selection().current(), SelectedItem::ofObject(first.object));

        // What is selected elsewhere is revealed within what it is alive through.
        NodeOrdinal session;
        for (const NodeOrdinal member : heap.classes.members) {
            if (heap.classes.name[heap.classOf[member.value].value] == "Session")
                session = member;
        }
        document.selection().select(SelectedItem::ofObject(session));
        view.revealSelection();
        QTRY_VERIFY(canvas.scene()->outermost == heap.dominator[session.value] && canvas.isZoomed());
        const auto crumbs = view.breadcrumbs()->shownButtons();
        QVERIFY(crumbs.size() > 1);
        QCOMPARE(crumbs.front()->accessibleName(), QStringLiteral("Whole heap"));
        canvas.activateWindow();
        canvas.setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QTest::keyClick(&canvas, Qt::Key_Backspace);
        QTRY_COMPARE(canvas.scene()->outermost, heap.dominator[heap.dominator[session.value].value]);
        QTest::keyClick(&canvas, Qt::Key_Escape);
        QTest::mouseClick(view.breadcrumbs()->shownButtons().front(), Qt::LeftButton);
        QTRY_COMPARE(canvas.scene()->outermost, heap.graph.root);
        QVERIFY(!canvas.isZoomed());

        const std::uint64_t whole = canvas.scene()->layout.boxes.front().weight;
        QVERIFY(selectRange(document, 25, 50));
        QTRY_VERIFY(canvas.scene()->figures->sums && !canvas.isLayingOut());
        QCOMPARE(canvas.scene()->layout.boxes.front().weight, document.figures().figures()->bytes);
        QVERIFY(document.figures().figures()->bytes < whole);
        QTest::keyClick(&canvas, Qt::Key_Left);
        QTest::keyClick(&canvas, Qt::Key_PageDown);
        QVERIFY(canvas.selectedBox());
    }
};

HEAPLINE_TEST(TestTreemapView)

} // namespace tst_treemap_view

#include "tst_treemap_view.moc"
