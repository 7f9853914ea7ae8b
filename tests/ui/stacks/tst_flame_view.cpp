// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/stacks/drawn_stacks.h"
#include "tests/ui/widgets/loaded_document.h"
#include "ui/stacks/flame_breadcrumbs.h"
#include "ui/stacks/flame_text.h"
#include "ui/stacks/flame_view.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/text.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>
#include <QToolTip>
#include <QWheelEvent>
#include <QXmlStreamReader>

#include <cmath>

using namespace heapline;
using namespace heapline::test;

namespace {

const char* const drawing = "main 100\n"
                            "  parse 50\n"
                            "    alloc 200\n"
                            "  run 0\n"
                            "    parse 300\n"
                            "      alloc 1000\n"
                            "    <b>&amp; 70\n"
                            "idle 30\n";

/// A flame on screen, and what it has said.
struct Stage {
    explicit Stage(const std::string& text = drawing, FlameData::Kind kind = FlameData::Kind::TopDown)
        : profile(drawnProfile(text))
    {
        data.stacks = std::shared_ptr<const Stacks>(profile, &*profile->stacks);
        data.weights = weightsOf({});
        data.kind = kind;
        QObject::connect(&view, &FlameView::boxChosen, &view,
                         [this](FrameId frame, CallNodeId node) { chosen << nameOf(frame) + QString::number(node.value); });
        QObject::connect(&view, &FlameView::contextMenuRequested, &view,
                         [this](FrameId frame, CallNodeId, const std::vector<FrameId>& leafPath, const QPoint&) {
                             QStringList names{nameOf(frame)};
                             for (const FrameId step : leafPath)
                                 names << nameOf(step);
                             menus << names.join(QLatin1Char(' '));
                         });
        view.resize(800, 400);
        view.setData(data);
        view.show();
        view.activateWindow();
        isActive = QTest::qWaitForWindowActive(&view);
        view.setFocus();
        QTest::qWait(1);
    }

    std::shared_ptr<const StackWeights> weightsOf(const std::optional<IdRange>& ids) const
    {
        auto weights = std::make_shared<StackWeights>();
        computeWeights(*data.stacks, ids, *weights);
        return weights;
    }
    QString nameOf(FrameId frame) const { return fromFile(functionNameText(*data.stacks, frame)); }
    FrameId frame(const char* name) const
    {
        for (std::size_t row = 0; row < data.stacks->frames.size(); ++row) {
            if (functionNameText(*data.stacks, FrameId(row)) == name)
                return FrameId(row);
        }
        return {};
    }
    FlameBoxId box(const char* path) const
    {
        FlamePath frames;
        for (const QByteArray& name : QByteArray(path).split('/'))
            frames.push_back(frame(name.constData()));
        FlameSource* source = view.canvas()->source();
        const FlameBoxId found = source->nearest(frames);
        return source->box(found).depth == frames.size() ? found : noFlameBox;
    }
    QRectF rectOf(const char* path) const { return view.canvas()->placeOf(box(path)); }
    QPoint placeOf(const char* path) const { return rectOf(path).center().toPoint(); }
    void click(const char* path) const { QTest::mouseClick(view.canvas()->viewport(), Qt::LeftButton, {}, placeOf(path)); }
    void key(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::qWait(1); // actions are enabled from the event loop
        QTest::keyClick(view.canvas(), Qt::Key(key), modifiers);
    }
    void wheel(const QPoint& at, const QPoint& turned, Qt::KeyboardModifiers modifiers = {}) const
    {
        QWidget* viewport = view.canvas()->viewport();
        QWheelEvent event(at, viewport->mapToGlobal(at), {}, turned, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(viewport, &event);
    }
    QString pathTo(FlameBoxId box) const
    {
        if (box == noFlameBox)
            return QStringLiteral("none");
        QStringList names;
        for (const FrameId step : view.canvas()->source()->pathTo(box))
            names << nameOf(step);
        return names.join(QLatin1Char('/'));
    }
    QString selected() const { return pathTo(view.canvas()->selectedBox()); }
    QString zoomed() const { return pathTo(view.canvas()->zoomedBox()); }

    std::shared_ptr<Profile> profile;
    FlameData data;
    FlameView view;
    QStringList chosen;
    QStringList menus;
    bool isActive = false;
};

} // namespace

class TestFlameView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void clickSelectsAndZooms()
    {
        const Stage stage;
        QVERIFY(stage.isActive);
        const FlameCanvas& canvas = *stage.view.canvas();
        stage.click("main/run/parse");
        QCOMPARE(stage.chosen, QStringList{QStringLiteral("parse5")});
        QCOMPARE(stage.selected(), QStringLiteral("main/run/parse"));
        QCOMPARE(stage.zoomed(), QStringLiteral("main/run/parse"));
        // The box fills the width, and its ancestors too.
        QCOMPARE(qRound(stage.rectOf("main/run/parse").width()), canvas.viewport()->width());
        QCOMPARE(qRound(stage.rectOf("main").width()), canvas.viewport()->width());
        QVERIFY(stage.rectOf("idle").isEmpty());
        stage.click("main");
        QCOMPARE(stage.zoomed(), QStringLiteral("main"));
        stage.key(Qt::Key_Backspace);
        QCOMPARE(stage.zoomed(), QStringLiteral("main/run/parse"));
        stage.key(Qt::Key_Home);
        QCOMPARE(stage.zoomed(), QString());
        for (int i = 0; i < 3; ++i)
            stage.key(Qt::Key_Backspace);
        QVERIFY(!canvas.isZoomed());
    }

    void keysWalk()
    {
        Stage stage;
        QVERIFY(stage.isActive);
        stage.key(Qt::Key_Down);
        QCOMPARE(stage.selected(), QString());
        QVERIFY(stage.chosen.isEmpty()); // the root is no function
        for (int i = 0; i < 5; ++i)
            stage.key(Qt::Key_Down);
        QCOMPARE(stage.selected(), QStringLiteral("main/run/parse/alloc"));
        stage.key(Qt::Key_Up);
        stage.key(Qt::Key_Right);
        stage.key(Qt::Key_Right);
        QCOMPARE(stage.selected(), QStringLiteral("main/run/<b>&amp;"));
        stage.key(Qt::Key_Left);
        QCOMPARE(stage.selected(), QStringLiteral("main/run/parse"));
        QVERIFY(!stage.view.canvas()->isZoomed());
        stage.key(Qt::Key_Return);
        QCOMPARE(stage.zoomed(), QStringLiteral("main/run/parse"));
        // A sibling that is out of sight comes into view.
        stage.key(Qt::Key_Right);
        QVERIFY(!stage.rectOf("main/run/<b>&amp;").isEmpty());
        // Upside down, keys go by what is seen.
        stage.view.setOrientation(FlameOrientation::Flame);
        stage.key(Qt::Key_Down);
        QCOMPARE(stage.selected(), QStringLiteral("main/run"));
        stage.key(Qt::Key_Up);
        QCOMPARE(stage.selected(), QStringLiteral("main/run/parse"));
        QVERIFY(stage.rectOf("main/run/parse").bottom() <= stage.rectOf("main/run").top() + 0.5);
    }

    void wheelZoomsAndPans()
    {
        const Stage stage;
        FlameCanvas& canvas = *stage.view.canvas();
        const QPoint at = stage.placeOf("main/run/parse/alloc");
        const auto unit = [&] {
            return canvas.stretch().begin + canvas.stretch().length * at.x() / canvas.viewport()->width();
        };
        const double width = stage.rectOf("main/run/parse/alloc").width();
        const double fixed = unit();
        stage.wheel(at, {0, 120}, Qt::ControlModifier);
        QVERIFY(stage.rectOf("main/run/parse/alloc").width() > width);
        QVERIFY(std::abs(unit() - fixed) < 1e-6 * canvas.stretch().length);
        const double begin = canvas.stretch().begin;
        stage.wheel(at, {0, -120}, Qt::ShiftModifier);
        QVERIFY(canvas.stretch().begin > begin);
        stage.wheel(at, {120, 0});
        QVERIFY(std::abs(canvas.stretch().begin - begin) < 1e-6 * canvas.stretch().length);
        // Turns in a row are one step back.
        stage.key(Qt::Key_Backspace);
        QVERIFY(!canvas.isZoomed());
        // Without rows to scroll to, the plain wheel zooms too.
        stage.wheel(at, {0, 120});
        QVERIFY(canvas.isZoomed());
        for (int i = 0; i < 200; ++i)
            stage.wheel(at, {0, 120}, Qt::ControlModifier);
        QVERIFY(canvas.stretch().length > 0.99);
        for (int i = 0; i < 200; ++i)
            stage.wheel(at, {0, -120}, Qt::ControlModifier);
        QVERIFY(!canvas.isZoomed());
    }

    void wheelScrollsRows()
    {
        std::string deep;
        for (int i = 0; i < 100; ++i)
            deep += std::string(static_cast<std::size_t>(i) * 2, ' ') + "f" + std::to_string(i) + " 10\n";
        Stage stage(deep);
        FlameCanvas& canvas = *stage.view.canvas();
        canvas.boxes();
        QScrollBar* bar = canvas.verticalScrollBar();
        QVERIFY(bar->maximum() > 0);
        QCOMPARE(bar->value(), 0);
        stage.wheel({50, 50}, {0, -120});
        QVERIFY(bar->value() > 0);
        QVERIFY(canvas.boxes().window.firstRow > 0);
        stage.view.setOrientation(FlameOrientation::Flame);
        canvas.boxes();
        QVERIFY(bar->value() < bar->maximum());
        bar->setValue(bar->maximum());
        QCOMPARE(canvas.geometry().scroll, 0);
        QCOMPARE(canvas.geometry().topOf(0) + canvas.geometry().rowHeight, canvas.viewport()->height());
    }

    void dragPans()
    {
        Stage stage;
        FlameCanvas& canvas = *stage.view.canvas();
        stage.click("main/run/parse/alloc");
        stage.chosen.clear();
        const double begin = canvas.stretch().begin;
        stage.wheel({400, 30}, {0, 240}, Qt::ControlModifier);
        QTest::mousePress(canvas.viewport(), Qt::LeftButton, {}, {400, 30});
        QTest::mouseMove(canvas.viewport(), {300, 30});
        QTest::mouseMove(canvas.viewport(), {200, 30});
        QTest::mouseRelease(canvas.viewport(), Qt::LeftButton, {}, {200, 30});
        QVERIFY(canvas.stretch().begin > begin);
        QVERIFY(stage.chosen.isEmpty());
    }

    void zoomSurvivesOtherWeights()
    {
        Stage stage;
        stage.click("main/run/parse");
        FlameData part = stage.data;
        part.weights = stage.weightsOf(IdRange{4, 6}); // main/run/parse and its alloc
        stage.view.setData(part);
        QCOMPARE(stage.zoomed(), QStringLiteral("main/run/parse"));
        QCOMPARE(stage.selected(), QStringLiteral("main/run/parse"));
        part.weights = stage.weightsOf(IdRange{6, 7}); // <b>
        stage.view.setData(part);
        QCOMPARE(stage.zoomed(), QStringLiteral("main/run"));
        QCOMPARE(stage.selected(), QStringLiteral("none"));
        stage.view.setData(stage.data);
        QCOMPARE(stage.zoomed(), QStringLiteral("main/run/parse"));
        QCOMPARE(stage.selected(), QStringLiteral("main/run/parse"));
        FlameData other = stage.data;
        other.kind = FlameData::Kind::BottomUp;
        stage.view.setData(other);
        QCOMPARE(stage.zoomed(), QString());
    }

    void saysWhenThereIsNothing()
    {
        Stage stage;
        auto* empty = stage.view.findChild<EmptyState*>();
        QVERIFY(!empty->isVisible());
        FlameData none = stage.data;
        none.weights = stage.weightsOf(IdRange{50, 60});
        stage.view.setData(none);
        QTRY_VERIFY(empty->isVisible());
        QCOMPARE(empty->title(), QStringLiteral("Nothing in the selection has an allocation stack."));
        for (const int key : {Qt::Key_Down, Qt::Key_Right, Qt::Key_Plus, Qt::Key_Return})
            stage.key(key);
        stage.view.setData({});
        QTRY_VERIFY(empty->isVisible());
        stage.view.grab();
        for (const int key : {Qt::Key_Down, Qt::Key_Home, Qt::Key_Minus})
            stage.key(key);
        QVERIFY(stage.view.image(100, 1).isNull());
        QVERIFY(stage.view.svg(100).isEmpty());
        stage.view.setData(stage.data);
        QTRY_VERIFY(!empty->isVisible());
    }

    void breadcrumbsLeadBack()
    {
        Stage stage;
        const FlameBreadcrumbs& crumbs = *stage.view.breadcrumbs();
        stage.click("main/run/parse");
        QTRY_COMPARE(crumbs.shownButtons().size(), 4U);
        QCOMPARE(crumbs.shownButtons()[3]->text(), QStringLiteral("parse"));
        QTest::mouseClick(crumbs.shownButtons()[1], Qt::LeftButton);
        QCOMPARE(stage.zoomed(), QStringLiteral("main"));
        stage.view.resize(150, 300);
        stage.click("main/run/<b>&amp;");
        QTRY_COMPARE(crumbs.shownButtons()[1]->text(), QStringLiteral("…"));
        for (const QToolButton* button : crumbs.shownButtons())
            QVERIFY(button->geometry().right() <= crumbs.width());
    }

    void followsTheSelectionOfOthers()
    {
        Stage stage;
        stage.view.setSelected(stage.frame("alloc"), CallNodeId(6));
        QCOMPARE(stage.selected(), QStringLiteral("main/run/parse/alloc"));
        QVERIFY(stage.chosen.isEmpty());
        QTRY_COMPARE(stage.view.description(),
                     QStringLiteral("alloc alloc.js:1 · 1.0 kB total (57.1 %) · 1.0 kB self · depth 4 · 0 callees"));
        QCOMPARE(stage.view.canvas()->accessibleDescription(), stage.view.description());
        stage.view.setSelected({}, {});
        QCOMPARE(stage.selected(), QStringLiteral("none"));
    }

    void searchGoesFromTheWidest()
    {
        Stage stage;
        QVERIFY(!stage.view.showMatch(1));
        std::vector<std::uint8_t> matching(stage.data.stacks->frames.size());
        matching[stage.frame("alloc").value] = 1;
        stage.view.setMatching(matching);
        QVERIFY(stage.view.showMatch(1));
        QCOMPARE(stage.selected(), QStringLiteral("main/run/parse/alloc"));
        QVERIFY(stage.view.showMatch(1));
        QCOMPARE(stage.selected(), QStringLiteral("main/parse/alloc"));
        QVERIFY(stage.view.showMatch(-1));
        QCOMPARE(stage.selected(), QStringLiteral("main/run/parse/alloc"));
        stage.view.grab();
    }

    void asksForAMenu()
    {
        const Stage stage(drawing, FlameData::Kind::BottomUp);
        QWidget* viewport = stage.view.canvas()->viewport();
        const QPoint at = stage.placeOf("alloc/parse/run");
        QContextMenuEvent mouse(QContextMenuEvent::Mouse, at, viewport->mapToGlobal(at));
        QApplication::sendEvent(viewport, &mouse);
        QCOMPARE(stage.menus, QStringList{QStringLiteral("run alloc parse run")});
        QCOMPARE(stage.selected(), QStringLiteral("alloc/parse/run"));
        QContextMenuEvent key(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(viewport, &key);
        QCOMPARE(stage.menus.size(), 2);
    }

    void toolTipIsPlainText()
    {
        const Stage stage;
        QWidget* viewport = stage.view.canvas()->viewport();
        const QPoint at = stage.placeOf("main/run/<b>&amp;");
        QTest::ignoreMessage(QtWarningMsg, "This plugin does not support raise()");
        QHelpEvent help(QEvent::ToolTip, at, viewport->mapToGlobal(at));
        QApplication::sendEvent(viewport, &help);
        QVERIFY2(QToolTip::text().contains(QStringLiteral("&lt;b&gt;&amp;amp;")), qPrintable(QToolTip::text()));
        QVERIFY(QToolTip::text().contains(QStringLiteral("70 B")));
        QToolTip::hideText();
    }

    void savesPictures()
    {
        const Stage stage;
        stage.click("main/run");
        QXmlStreamReader xml(stage.view.svg(500));
        QStringList titles;
        while (!xml.atEnd()) {
            if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("title"))
                titles << xml.readElementText();
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(titles.filter(QStringLiteral("<b>&amp;")).size(), 1);
        const QImage image = stage.view.image(500, 2);
        QCOMPARE(image.width(), 1000);
        QCOMPARE(image.height(), 2 * 5 * flameRowHeight(stage.view.canvas()->font()));
    }

    void followsPaletteFontAndSize()
    {
        Stage stage;
        const QImage light = stage.view.grab().toImage();
        QPalette dark;
        dark.setColor(QPalette::Base, QColor(20, 20, 20));
        dark.setColor(QPalette::Text, QColor(230, 230, 230));
        stage.view.setPalette(dark);
        QVERIFY(stage.view.grab().toImage() != light);
        QFont font = stage.view.font();
        font.setPointSize(font.pointSize() * 2);
        const int before = stage.view.canvas()->geometry().rowHeight;
        stage.view.setFont(font);
        QVERIFY(stage.view.canvas()->geometry().rowHeight > before);
        for (const QSize size : {QSize(1, 1), QSize(3, 600), QSize(600, 3), QSize(0, 0), QSize(700, 300)}) {
            stage.view.resize(size);
            stage.view.grab();
        }
    }

    void showsTheLeak()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        FlameData data;
        const auto figures = document.figures().figures();
        data.stacks = std::shared_ptr<const Stacks>(document.profile(), &*document.profile()->stacks);
        data.weights = std::shared_ptr<const StackWeights>(figures, &figures->weights);
        FlameView view;
        view.resize(900, 500);
        view.setData(data);
        view.show();
        FlameSource& source = *view.canvas()->source();
        QCOMPARE(source.box(0).weight, data.weights->whole(Measure::LiveBytes));
        for (int i = 0; i < 40; ++i)
            view.canvas()->walk(FlameCanvas::Way::Down);
        QCOMPARE(flameLabel(source, view.canvas()->selectedBox()), QStringLiteral("makePayload"));
        view.grab();
    }
};

QTEST_MAIN(TestFlameView)
#include "tst_flame_view.moc"
