// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/stacks/drawn_stacks.h"
#include "tests/ui/widgets/loaded_document.h"
#include "ui/stacks/flame_actions.h"
#include "ui/stacks/flame_breadcrumbs.h"
#include "ui/stacks/flame_view.h"
#include "ui/widgets/empty_state.h"

#include <QContextMenuEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>
#include <QWheelEvent>
#include <QXmlStreamReader>

#include <cmath>

using namespace heapline;
using namespace heapline::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr const char* server = "main 0 0\n"
                               "  handle 100 100\n"
                               "    parse 300 300\n"
                               "      alloc 100 100\n"
                               "    read 200 200\n"
                               "  init 100 100\n"
                               "    parse 200 200\n";

FlameData flameOf(const Profile& profile, FlameData::Kind kind = FlameData::Kind::TopDown,
                  std::optional<std::pair<int, int>> lines = {})
{
    const auto figures = figuresOf(profile, lines);
    FlameData data;
    data.stacks = figures->shown->stacks;
    data.weights = {figures, &figures->weights};
    data.kind = kind;
    return data;
}

/// A flame of 1,000 pixels, one for each byte of the drawing above.
struct Shown {
    explicit Shown(const char* drawing = server, FlameData::Kind kind = FlameData::Kind::TopDown)
        : profile(drawnProfile(drawing))
        , stacks(std::shared_ptr<void>(), &*profile->stacks)
    {
        show(kind);
        view.resize(1000, 400);
        view.show();
        view.activateWindow();
        if (!QTest::qWaitForWindowActive(&view))
            qWarning("the window is not active");
        canvas->setFocus();
        settle();
    }

    void show(FlameData::Kind kind, std::optional<std::pair<int, int>> lines = {})
    {
        FlameData data = flameOf(*profile, kind, lines);
        data.stacks = stacks; // the same tree
        view.setData(data);
    }
    FrameId frame(const QString& name) const
    {
        for (std::size_t row = 0; row < stacks->frames.size(); ++row) {
            if (functionNameText(*stacks, FrameId(row)) == name.toStdString())
                return FrameId(row);
        }
        return {};
    }
    /// The box of "main/handle/parse".
    FlameBoxId box(const QString& path) const
    {
        FlamePath frames;
        for (const QString& name : path.split(u'/', Qt::SkipEmptyParts))
            frames.push_back(frame(name));
        const FlameBoxId found = canvas->source()->nearest(frames);
        return canvas->source()->box(found).depth == frames.size() ? found : noFlameBox;
    }
    QString pathOf(FlameBoxId box) const
    {
        if (box == noFlameBox)
            return u"none"_s;
        QStringList names;
        for (const FrameId frame : canvas->source()->pathTo(box))
            names << QString::fromStdString(std::string(functionNameText(*stacks, frame)));
        return names.isEmpty() ? u"all"_s : names.join(u'/');
    }
    QString selected() const { return pathOf(canvas->selectedBox()); }
    QString zoomed() const { return pathOf(canvas->zoomedBox()); }
    QPoint middleOf(const QString& path) const { return canvas->placeOf(box(path)).center().toPoint(); }
    void click(const QString& path) const
    {
        QTest::mouseClick(canvas->viewport(), Qt::LeftButton, {}, middleOf(path));
        settle();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(canvas, key, modifiers);
        settle();
    }
    void turn(const QPointF& at, int delta, Qt::KeyboardModifiers modifiers) const
    {
        QWheelEvent event(at, canvas->viewport()->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(canvas->viewport(), &event);
        settle();
    }
    /// Lets the view follow its canvas.
    void settle() const
    {
        QCoreApplication::processEvents();
        QTest::qWait(1);
    }
    QStringList crumbs() const
    {
        QStringList names;
        for (const QToolButton* button : view.breadcrumbs()->shownButtons())
            names << button->text();
        return names;
    }
    std::vector<std::uint8_t> matching(const QStringList& names) const
    {
        std::vector<std::uint8_t> matches(stacks->frames.size());
        for (const QString& name : names)
            matches[frame(name).value] = 1;
        return matches;
    }

    std::shared_ptr<Profile> profile;
    std::shared_ptr<const Stacks> stacks;
    FlameView view;
    FlameCanvas* canvas = view.canvas();
    EmptyState* empty = view.findChild<EmptyState*>();
};

} // namespace

class TestFlameView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void clickSelectsAndZooms()
    {
        Shown shown;
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
        Shown shown;
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
        Shown shown;
        QSignalSpy chosen(&shown.view, &FlameView::boxChosen);
        QTest::mouseClick(shown.canvas->viewport(), Qt::LeftButton, {}, {990, 300});
        QTest::mouseClick(shown.canvas->viewport(), Qt::RightButton, {}, shown.middleOf(u"main"_s));
        QTest::mouseClick(shown.canvas->viewport(), Qt::MiddleButton, {}, shown.middleOf(u"main"_s));
        QCOMPARE(chosen.size(), 0);
        QVERIFY(!shown.canvas->isZoomed());
    }

    void keysGoBackAndToTheWhole()
    {
        Shown shown;
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
        Shown shown;
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
        Shown shown;
        shown.click(u"main/init"_s);
        shown.press(Qt::Key_Left); // lies beside the window
        QCOMPARE(shown.selected(), u"main/handle"_s);
        QVERIFY(!shown.canvas->placeOf(shown.box(u"main/handle"_s)).isEmpty());
        QCOMPARE(shown.canvas->stretch().length, 300.0); // as wide as before

        std::string deep;
        for (int depth = 0; depth < 100; ++depth)
            deep += std::string(static_cast<std::size_t>(2 * depth), ' ') + 'f' + std::to_string(depth) + " 1 1\n";
        const Shown tall(deep.c_str());
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
        Shown shown;
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
        Shown shown;
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
        Shown shown;
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
        Shown shown(server, FlameData::Kind::BottomUp);
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
        Shown shown;
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
        Shown shown;
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

    void matchesTheHeaviestFirst()
    {
        Shown shown;
        QVERIFY(!shown.view.showMatch(1)); // nothing is searched
        QVERIFY(!shown.canvas->flameActions().nextMatch->isEnabled());
        shown.view.setMatching(shown.matching({u"parse"_s, u"init"_s}));
        shown.settle();
        QVERIFY(shown.canvas->flameActions().nextMatch->isEnabled());
        QStringList seen;
        for (int step = 0; step < 4; ++step) {
            QVERIFY(shown.view.showMatch(1));
            seen << shown.selected();
        }
        QCOMPARE(seen, (QStringList{u"main/handle/parse"_s, u"main/init"_s, u"main/init/parse"_s, u"main/handle/parse"_s}));
        QVERIFY(shown.view.showMatch(-1));
        QCOMPARE(shown.selected(), u"main/init/parse"_s);
        shown.press(Qt::Key_N);
        QCOMPARE(shown.selected(), u"main/handle/parse"_s);
        shown.press(Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(shown.selected(), u"main/init/parse"_s);
        QVERIFY(!shown.canvas->isZoomed());
        shown.view.setMatching(shown.matching({}));
        QVERIFY(!shown.view.showMatch(1));
    }

    /// The first step backwards is to the last of all matches, not of those that were found so far.
    void backwardsFromNothingIsTheLastMatch()
    {
        Shown shown;
        shown.view.setMatching(shown.matching({u"parse"_s, u"init"_s}));
        QVERIFY(shown.view.showMatch(-1));
        QCOMPARE(shown.selected(), u"main/init/parse"_s);
        QVERIFY(shown.view.showMatch(-1));
        QCOMPARE(shown.selected(), u"main/init"_s);
        QVERIFY(shown.view.showMatch(-1));
        QVERIFY(shown.view.showMatch(-1)); // before the first
        QCOMPARE(shown.selected(), u"main/init/parse"_s);
    }

    void smallMatchesAreZoomedTo()
    {
        Shown shown("main 100000 1\n  big 100000 1\n    tiny 5 5\n");
        shown.view.setMatching(shown.matching({u"tiny"_s}));
        QVERIFY(shown.view.showMatch(1));
        shown.settle();
        QCOMPARE(shown.selected(), u"main/big/tiny"_s);
        QCOMPARE(shown.zoomed(), u"main/big/tiny"_s);
    }

    void describesWhatIsSelected()
    {
        Shown shown;
        QCOMPARE(shown.view.description(), u"All · 1.0 kB total (100 %) · depth 0 · 1 callee"_s);
        shown.click(u"main/handle"_s);
        QCOMPARE(shown.view.description(),
                 u"handle handle.js:1 · 700 B total (70.0 %) · 100 B self · depth 2 · 2 callees"_s);
        QCOMPARE(shown.canvas->accessibleDescription(), shown.view.description());
        shown.show(FlameData::Kind::TopDown, {{2, 3}});
        shown.settle();
        QCOMPARE(shown.view.description(), u"handle handle.js:1 · 400 B total (100 %) · 100 B self · depth 2 · 1 callee"_s);
        QCOMPARE(shown.canvas->accessibleDescription(), shown.view.description());
        shown.show(FlameData::Kind::BottomUp);
        shown.settle();
        shown.click(u"parse"_s);
        QCOMPARE(shown.view.description(), u"parse parse.js:1 · 500 B self by this path (50.0 %) · depth 1 · 2 callers"_s);
        shown.click(u"parse/handle"_s);
        QVERIFY2(shown.view.description().endsWith(u" · 1 caller"_s), qPrintable(shown.view.description()));
        FlameData counts = flameOf(*shown.profile);
        counts.stacks = shown.stacks;
        counts.measure = Measure::LiveCount;
        shown.view.setData(counts);
        shown.settle();
        shown.view.setSelected(shown.frame(u"read"_s), CallNodeId(5));
        shown.settle();
        QVERIFY2(shown.view.description().contains(u"1 object total"_s), qPrintable(shown.view.description()));
        QVERIFY2(shown.view.description().endsWith(u"0 callees"_s), qPrintable(shown.view.description()));
    }

    void followsASelectionSilently()
    {
        Shown shown;
        QSignalSpy chosen(&shown.view, &FlameView::boxChosen);
        shown.view.setSelected(shown.frame(u"parse"_s), CallNodeId(7));
        shown.settle();
        QCOMPARE(shown.selected(), u"main/init/parse"_s);
        shown.view.setSelected({}, {});
        shown.settle();
        QCOMPARE(shown.selected(), u"none"_s);
        QCOMPARE(chosen.size(), 0);
    }

    void nothingToShow()
    {
        Shown shown("main 0 0\n  a 0 0\n");
        QVERIFY(shown.empty->isVisible());
        QCOMPARE(shown.empty->title(), u"Nothing in the selection has an allocation stack."_s);
        shown.view.setEmptyText(u"Nothing here."_s, u"Look elsewhere."_s);
        QCOMPARE(shown.empty->title(), u"Nothing here."_s);
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Right, Qt::Key_Plus, Qt::Key_Home, Qt::Key_Return, Qt::Key_N})
            shown.press(key);
        shown.turn({10, 10}, 120, Qt::ControlModifier);
        QTest::mouseClick(shown.canvas->viewport(), Qt::LeftButton, {}, {10, 10});

        shown.view.setData({}); // and none at all
        shown.settle();
        QVERIFY(shown.empty->isVisible());
        QCOMPARE(shown.view.description(), u"Nothing here."_s);
        QVERIFY(shown.crumbs().isEmpty());
        QVERIFY(shown.view.svg(800).isEmpty());
        QVERIFY(shown.view.image(800, 1).isNull());
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Right, Qt::Key_Plus, Qt::Key_Home, Qt::Key_Return, Qt::Key_N})
            shown.press(key);
        shown.turn({10, 10}, 120, Qt::ControlModifier);
        QTest::mouseClick(shown.canvas->viewport(), Qt::LeftButton, {}, {10, 10});
        shown.view.grab();

        const Shown other;
        shown.profile = other.profile;
        shown.stacks = other.stacks;
        shown.show(FlameData::Kind::TopDown);
        shown.settle();
        QVERIFY(!shown.empty->isVisible());
        QVERIFY(!shown.canvas->boxes().boxes.empty());
    }

    void anySizeWillDo()
    {
        Shown shown;
        shown.click(u"main/handle"_s);
        for (const QSize size : {QSize(0, 0), QSize(1, 1), QSize(3, 200), QSize(500, 0), QSize(1000, 400)}) {
            shown.view.resize(size);
            shown.canvas->resize(size);
            shown.settle();
            shown.view.grab();
            shown.canvas->grab();
            QTest::mouseMove(shown.canvas->viewport(), {0, 0});
        }
        QCOMPARE(shown.zoomed(), u"main/handle"_s);
        QCOMPARE(shown.selected(), u"main/handle"_s);
        shown.view.resize(0, 0);
        shown.canvas->resize(0, 0);
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Right, Qt::Key_Plus, Qt::Key_Minus, Qt::Key_Up, Qt::Key_Home})
            shown.press(key);
    }

    void followsThePalette()
    {
        Shown shown;
        const QImage light = shown.canvas->grab().toImage();
        QPalette dark;
        dark.setColor(QPalette::Window, QColor(30, 30, 30));
        dark.setColor(QPalette::Base, QColor(20, 20, 20));
        dark.setColor(QPalette::Text, QColor(230, 230, 230));
        dark.setColor(QPalette::WindowText, QColor(230, 230, 230));
        shown.view.setPalette(dark);
        shown.settle();
        const QImage after = shown.canvas->grab().toImage();
        QVERIFY(light != after);
        QVERIFY(after.pixelColor(500, after.height() - 20).lightness() < 80); // below the boxes
        QVERIFY(light.pixelColor(500, light.height() - 20).lightness() > 180);
    }

    void picturesShowAllRows()
    {
        std::string deep;
        for (int depth = 0; depth < 100; ++depth)
            deep += std::string(static_cast<std::size_t>(2 * depth), ' ') + 'f' + std::to_string(depth) + " 1 1\n";
        Shown shown(deep.c_str());
        const QImage image = shown.view.image(600, 2);
        QCOMPARE(image.width(), 1200);
        QCOMPARE(image.height(), 2 * 101 * shown.canvas->geometry().rowHeight);
        QXmlStreamReader xml(shown.view.svg(600));
        int titles = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == "title"_L1)
                ++titles;
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(titles, 101);
        // What is shown: from the zoomed box on.
        shown.canvas->zoomToBox(shown.box(u"f0/f1"_s));
        QVERIFY(QString::fromUtf8(shown.view.svg(600)).contains(u"f99"_s));
        // The screen is as it was.
        QCOMPARE(shown.canvas->boxes().window.width, shown.canvas->viewport()->width());
    }
};

QTEST_MAIN(TestFlameView)
#include "tst_flame_view.moc"
