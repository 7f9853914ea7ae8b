// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/stacks/shown_flame.h"
#include "ui/stacks/flame_actions.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QXmlStreamReader>

#include <cmath>

namespace tst_flame_display {

using namespace heapline;
using namespace heapline::test;

/// What a flame shows of searches, selections and other values, at any size.
class TestFlameDisplay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void matchesTheHeaviestFirst()
    {
        ShownFlame shown;
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
        ShownFlame shown;
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
        ShownFlame shown("main 100000 1\n  big 100000 1\n    tiny 5 5\n");
        shown.view.setMatching(shown.matching({u"tiny"_s}));
        QVERIFY(shown.view.showMatch(1));
        shown.settle();
        QCOMPARE(shown.selected(), u"main/big/tiny"_s);
        QCOMPARE(shown.zoomed(), u"main/big/tiny"_s);
    }

    void describesWhatIsSelected()
    {
        ShownFlame shown;
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
        ShownFlame shown;
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
        ShownFlame shown("main 0 0\n  a 0 0\n");
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

        const ShownFlame other;
        shown.profile = other.profile;
        shown.stacks = other.stacks;
        shown.show(FlameData::Kind::TopDown);
        shown.settle();
        QVERIFY(!shown.empty->isVisible());
        QVERIFY(!shown.canvas->boxes().boxes.empty());
    }

    void anySizeWillDo()
    {
        ShownFlame shown;
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
        ShownFlame shown;
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
        ShownFlame shown(deep.c_str());
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

HEAPLINE_TEST(TestFlameDisplay)

} // namespace tst_flame_display

#include "tst_flame_display.moc"
