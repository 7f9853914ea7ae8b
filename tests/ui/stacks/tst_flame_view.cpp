// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/stacks/shown_flame.h"
#include "ui/stacks/flame_actions.h"

#include <QContextMenuEvent>
#include <QScrollBar>
#include <QSignalSpy>

#include <cmath>

namespace tst_flame_view {

using namespace heapline;
using namespace heapline::test;

class TestFlameView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void clickSelectsAndZooms()
    {
        ShownFlame shown;
        QSignalSpy chosen(&shown.view, &FlameView::boxChosen);
        QCOMPARE(shown.selected(), u"none"_s);
        QCOMPARE(shown.zoomed(), u"all"_s);
        QCOMPARE(shown.canvas->placeOf(shown.box(u"main/init"_s)).left(), 700.0);

        shown.click(u"main/handle/parse"_s);
        QCOMPARE(shown.selected(), u"main/handle/parse"_s);
        QCOMPARE(shown.zoomed(), u"main/handle/parse"_s);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].value<FrameId>(), shown.frame(u"parse"_s));
        QCOMPARE(chosen[0][1].value<CallNodeId>(), CallNodeId(3));
        for (const char* const path : {"", "main", "main/handle", "main/handle/parse"}) // over the whole width
            QCOMPARE(shown.canvas->placeOf(shown.box(QLatin1String(path))).width(), 1000.0);
        QCOMPARE(shown.canvas->placeOf(shown.box(u"main/handle/parse/alloc"_s)).width(), 250.0);
        QVERIFY(shown.canvas->placeOf(shown.box(u"main/init"_s)).isEmpty());
    }

    void clickOnAnAncestorZoomsOut()
    {
        ShownFlame shown;
        shown.click(u"main/handle/parse"_s);
        shown.click(u"main"_s);
        QCOMPARE(shown.zoomed(), u"main"_s);
        QCOMPARE(shown.selected(), u"main"_s);
        shown.click(QString());
        QCOMPARE(shown.zoomed(), u"all"_s);
        QVERIFY(!shown.canvas->isZoomed());
    }

    void clickBesideBoxesDoesNothing()
    {
        ShownFlame shown;
        QSignalSpy chosen(&shown.view, &FlameView::boxChosen);
        QTest::mouseClick(shown.canvas->viewport(), Qt::LeftButton, {}, {990, 300});
        QTest::mouseClick(shown.canvas->viewport(), Qt::RightButton, {}, shown.middleOf(u"main"_s));
        QTest::mouseClick(shown.canvas->viewport(), Qt::MiddleButton, {}, shown.middleOf(u"main"_s));
        QCOMPARE(chosen.size(), 0);
        QVERIFY(!shown.canvas->isZoomed());
    }

    void keysGoBackAndToTheWhole()
    {
        ShownFlame shown;
        shown.press(Qt::Key_Backspace); // nowhere to go
        QCOMPARE(shown.zoomed(), u"all"_s);
        shown.click(u"main/handle"_s);
        shown.click(u"main/handle/parse"_s);
        shown.press(Qt::Key_Backspace);
        QCOMPARE(shown.zoomed(), u"main/handle"_s);
        QCOMPARE(shown.selected(), u"main/handle/parse"_s);
        shown.press(Qt::Key_Return);
        QCOMPARE(shown.zoomed(), u"main/handle/parse"_s);
        shown.press(Qt::Key_Home);
        QCOMPARE(shown.zoomed(), u"all"_s);
        shown.press(Qt::Key_Backspace); // also that was a step
        QCOMPARE(shown.zoomed(), u"main/handle/parse"_s);
        for (int i = 0; i < 2; ++i)
            shown.press(Qt::Key_Backspace);
        QCOMPARE(shown.zoomed(), u"all"_s);
        QVERIFY(!shown.canvas->flameActions().zoomBack->isEnabled());
        QVERIFY(!shown.canvas->flameActions().zoomWhole->isEnabled());
    }

    void arrowsWalk()
    {
        ShownFlame shown;
        QSignalSpy chosen(&shown.view, &FlameView::boxChosen);
        shown.press(Qt::Key_Down);
        QCOMPARE(shown.selected(), u"all"_s);
        const auto walk = [&](Qt::Key key, const char* expected) {
            shown.press(key);
            QCOMPARE(shown.selected(), QLatin1String(expected));
        };
        walk(Qt::Key_Up, "all");
        walk(Qt::Key_Left, "all");
        walk(Qt::Key_Down, "main");
        walk(Qt::Key_Down, "main/handle");
        walk(Qt::Key_Right, "main/init");
        walk(Qt::Key_Right, "main/init");
        walk(Qt::Key_Down, "main/init/parse");
        walk(Qt::Key_Down, "main/init/parse");
        walk(Qt::Key_Up, "main/init");
        walk(Qt::Key_Left, "main/handle");
        walk(Qt::Key_Left, "main/handle");
        QVERIFY(chosen.size() >= 6);
        QVERIFY(!shown.canvas->isZoomed()); // walking within what is shown does not zoom

        shown.press(Qt::Key_U); // the root at the bottom: the same keys lead as it looks
        QCOMPARE(shown.canvas->orientation(), FlameOrientation::Flame);
        QVERIFY(shown.middleOf(u"main/handle/parse"_s).y() < shown.middleOf(u"main/handle"_s).y());
        walk(Qt::Key_Up, "main/handle/parse");
        walk(Qt::Key_Right, "main/handle/read");
        walk(Qt::Key_Down, "main/handle");
    }

    void walkingShowsWhatIsSelected()
    {
        ShownFlame shown;
        shown.click(u"main/init"_s);
        shown.press(Qt::Key_Left); // lies beside the window
        QCOMPARE(shown.selected(), u"main/handle"_s);
        QVERIFY(!shown.canvas->placeOf(shown.box(u"main/handle"_s)).isEmpty());
        QCOMPARE(shown.canvas->stretch().length, 300.0); // as wide as before

        std::string deep;
        for (int depth = 0; depth < 100; ++depth)
            deep += std::string(static_cast<std::size_t>(2 * depth), ' ') + 'f' + std::to_string(depth) + " 1 1\n";
        const ShownFlame tall(deep.c_str());
        for (int step = 0; step < 80; ++step)
            tall.canvas->walk(FlameCanvas::Way::Down);
        tall.settle();
        const QRectF place = tall.canvas->placeOf(tall.canvas->selectedBox());
        QCOMPARE(tall.canvas->source()->box(tall.canvas->selectedBox()).depth, 79U);
        QVERIFY(QRectF(tall.canvas->viewport()->rect()).contains(place));
        QVERIFY(tall.canvas->verticalScrollBar()->value() > 0);
    }

    void plusAndMinusZoomAroundTheSelection()
    {
        ShownFlame shown;
        shown.view.setSelected(shown.frame(u"init"_s), CallNodeId(6));
        shown.settle();
        shown.press(Qt::Key_Plus);
        QVERIFY(std::abs(shown.canvas->stretch().length - 1000 / 1.5) < 1e-6);
        const QRectF place = shown.canvas->placeOf(shown.box(u"main/init"_s));
        QCOMPARE(place.center().x(), 812.5); // its middle was at 850, its right end is beyond the window
        shown.press(Qt::Key_Equal);
        QVERIFY(std::abs(shown.canvas->stretch().length - 1000 / 2.25) < 1e-6);
        shown.press(Qt::Key_Minus);
        shown.press(Qt::Key_Minus);
        shown.press(Qt::Key_Minus); // no wider than everything
        QCOMPARE(shown.canvas->stretch(), (FlameStretch{0, 1000}));
        QVERIFY(!shown.canvas->isZoomed());
    }

    void wheelZoomsAroundThePointer()
    {
        ShownFlame shown;
        const auto unitAt = [&](double x) {
            return shown.canvas->stretch().begin + shown.canvas->stretch().length * x / 1000;
        };
        shown.turn({400, 10}, 120, Qt::ControlModifier);
        QVERIFY(std::abs(unitAt(400) - 400) < 1e-6);
        QVERIFY(std::abs(shown.canvas->stretch().length - 800) < 1e-6);
        shown.turn({900, 10}, 240, Qt::ControlModifier);
        QVERIFY(std::abs(unitAt(900) - (80 + 0.9 * 800)) < 1e-6);
        QVERIFY(std::abs(shown.canvas->stretch().length - 512) < 1e-6);
        shown.turn({900, 10}, -1200, Qt::ControlModifier);
        QCOMPARE(shown.canvas->stretch(), (FlameStretch{0, 1000}));
        // All turns that follow each other are one step.
        shown.press(Qt::Key_Backspace);
        QVERIFY(!shown.canvas->canGoBack());

        shown.turn({100, 10}, 120, Qt::ControlModifier);
        const double begin = shown.canvas->stretch().begin;
        shown.turn({100, 10}, -120, Qt::ShiftModifier);
        QVERIFY(std::abs(shown.canvas->stretch().begin - begin - 80) < 1e-6); // pans a tenth of what is shown
    }

    void draggingPansAndSelectsNothing()
    {
        ShownFlame shown;
        shown.click(u"main/init"_s);
        QSignalSpy chosen(&shown.view, &FlameView::boxChosen);
        QWidget* at = shown.canvas->viewport();
        QTest::mousePress(at, Qt::LeftButton, {}, {200, 30});
        QTest::mouseMove(at, {300, 30});
        QTest::mouseMove(at, {700, 30});
        QTest::mouseRelease(at, Qt::LeftButton, {}, {700, 30});
        shown.settle();
        QCOMPARE(chosen.size(), 0);
        QCOMPARE(shown.canvas->stretch(), (FlameStretch{550, 300})); // 500 of 1,000 pixels
        shown.press(Qt::Key_Backspace);
        QCOMPARE(shown.zoomed(), u"main/init"_s);
    }

    void contextMenuTellsWhereItIs()
    {
        ShownFlame shown(server, FlameData::Kind::BottomUp);
        std::vector<FrameId> path;
        FrameId frame;
        int count = 0;
        connect(&shown.view, &FlameView::contextMenuRequested, &shown.view,
                [&](FrameId of, CallNodeId, const std::vector<FrameId>& leafPath, const QPoint&) {
                    frame = of;
                    path = leafPath;
                    ++count;
                });
        const auto ask = [&](QContextMenuEvent::Reason reason, const QPoint& at) {
            QContextMenuEvent event(reason, at, shown.canvas->viewport()->mapToGlobal(at));
            QCoreApplication::sendEvent(shown.canvas->viewport(), &event);
            shown.settle();
        };
        ask(QContextMenuEvent::Keyboard, {}); // nothing is selected
        QCOMPARE(count, 0);
        ask(QContextMenuEvent::Mouse, shown.middleOf(u"parse/handle"_s));
        QCOMPARE(count, 1);
        QCOMPARE(frame, shown.frame(u"handle"_s));
        QCOMPARE(path, (std::vector<FrameId>{shown.frame(u"parse"_s), shown.frame(u"handle"_s)})); // the innermost first
        QCOMPARE(shown.selected(), u"parse/handle"_s);
        QVERIFY(!shown.canvas->isZoomed());
        ask(QContextMenuEvent::Keyboard, {});
        QCOMPARE(count, 2);
        ask(QContextMenuEvent::Mouse, {990, 390});
        ask(QContextMenuEvent::Mouse, shown.middleOf(QString())); // everything is no function
        QCOMPARE(count, 2);

        shown.show(FlameData::Kind::TopDown);
        shown.settle();
        ask(QContextMenuEvent::Mouse, shown.middleOf(u"main/handle"_s));
        QCOMPARE(count, 3);
        QVERIFY(path.empty());
    }

    void breadcrumbsLeadBack()
    {
        ShownFlame shown;
        QCOMPARE(shown.crumbs(), QStringList{u"All"_s});
        shown.click(u"main/handle/parse"_s);
        QCOMPARE(shown.crumbs(), (QStringList{u"All"_s, u"main"_s, u"handle"_s, u"parse"_s}));
        QVERIFY(shown.view.breadcrumbs()->shownButtons()[2]->toolTip().contains(u"700 B"_s));
        QTest::mouseClick(shown.view.breadcrumbs()->shownButtons()[2], Qt::LeftButton);
        shown.settle();
        QCOMPARE(shown.zoomed(), u"main/handle"_s);
        QCOMPARE(shown.crumbs(), (QStringList{u"All"_s, u"main"_s, u"handle"_s}));
        QVERIFY(shown.canvas->hasFocus()); // keys go on
        shown.view.resize(160, 400);       // no room for all
        shown.settle();
        QCOMPARE(shown.crumbs().size(), 3);
        QCOMPARE(shown.crumbs()[1], u"…"_s);
        QTest::mouseClick(shown.view.breadcrumbs()->shownButtons()[0], Qt::LeftButton);
        shown.settle();
        QCOMPARE(shown.zoomed(), u"all"_s);
    }

    void zoomSurvivesOtherWeights()
    {
        ShownFlame shown;
        shown.click(u"main/handle/parse"_s);
        shown.show(FlameData::Kind::TopDown, {{3, 5}}); // parse, alloc and read of handle
        shown.settle();
        QCOMPARE(shown.zoomed(), u"main/handle/parse"_s);
        QCOMPARE(shown.selected(), u"main/handle/parse"_s);
        QCOMPARE(shown.canvas->source()->box(shown.canvas->zoomedBox()).weight, std::uint64_t{400});
        shown.show(FlameData::Kind::TopDown, {{2, 2}}); // handle alone: the zoomed box is gone
        shown.settle();
        QCOMPARE(shown.zoomed(), u"main/handle"_s);
        QCOMPARE(shown.selected(), u"none"_s);
        shown.show(FlameData::Kind::TopDown, {{6, 7}});
        shown.settle();
        QCOMPARE(shown.zoomed(), u"main"_s);
        shown.show(FlameData::Kind::TopDown); // all is there again, and what was looked at
        shown.settle();
        QCOMPARE(shown.zoomed(), u"main/handle/parse"_s);
        QCOMPARE(shown.selected(), u"main/handle/parse"_s);
        shown.show(FlameData::Kind::BottomUp); // another picture
        shown.settle();
        QCOMPARE(shown.zoomed(), u"all"_s);
        QCOMPARE(shown.selected(), u"none"_s);
    }
};

HEAPLINE_TEST(TestFlameView)

} // namespace tst_flame_view

#include "tst_flame_view.moc"
